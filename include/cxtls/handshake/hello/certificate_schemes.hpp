// What signature_algorithms_cert says, and whether it is worth saying.
#pragma once
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/handshake/policy.hpp"

namespace cxtls {

// All that peers' certificates may be signed by: what the backend verifies, in whatever way peers may sign handshakes
// (x509/path.hpp).
template <class B>
inline constexpr scheme_list verified_in_certificates = [] {
  scheme_list all;
  for (std::span<const crypto::scheme_info> rows :
       {std::span<const crypto::scheme_info>(crypto::scheme_table), crypto::own_schemes<B>})
    for (crypto::scheme_info const& row : rows)
      if (B::signatures.contains(row.algorithm)) (void)all.push(row.scheme);
  return all;
}();

// Our policies leave it out, no public CA signs by it (Mozilla's Root Store Policy, 5.1, has P-256 and P-384), and who has
// nothing else shows that (RFC 8446, 4.4.2.2): for it alone the extension isn't worth its octets in every hello.
inline constexpr SignatureScheme not_worth_saying = SignatureScheme::ecdsa_secp521r1_sha512;

// RFC 8446, 4.2.3: without signature_algorithms_cert, signature_algorithms "also applies to signatures appearing in
// certificates". Empty: that is so, and nothing is sent. Else it would keep back chains that are good here.
template <class B>
constexpr scheme_list certificate_schemes(scheme_list const& signature_schemes) {
  for (SignatureScheme scheme : verified_in_certificates<B>)
    if (scheme != not_worth_saying && !signature_schemes.contains(scheme)) return verified_in_certificates<B>;
  return {};
}

}  // namespace cxtls
