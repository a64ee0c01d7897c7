// A name for a certificate: what tables and logs know it by.
#pragma once
#include <array>

#include "cxtls/base/result.hpp"
#include "cxtls/crypto/backend.hpp"

namespace cxtls::x509 {

// SHA-256 of all of its DER. A pin (identity.hpp) is another thing: of the public key alone, so that it outlives renewals.
using certificate_fingerprint = std::array<std::uint8_t, 32>;

// Errors: backend_failed.
template <class B>
constexpr result<certificate_fingerprint> fingerprint(B const& b, bytes der) {
  static_assert(B::hashes.contains(crypto::hash_algorithm::sha256),
                "fingerprints are SHA-256, which this backend lacks");
  typename B::template hash<crypto::hash_algorithm::sha256> h(b);
  h.update(der);
  certificate_fingerprint out{};
  if (!h.finish(out)) return errc::backend_failed;
  return out;
}

}  // namespace cxtls::x509
