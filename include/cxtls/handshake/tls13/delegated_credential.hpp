// A peer's delegated credential (RFC 9345), from its Certificate to its CertificateVerify: the same for both roles.
#pragma once
#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/protocol/extension/registry.hpp"
#include "cxtls/x509/delegation.hpp"

namespace cxtls::tls13 {

// Of the leaf's extensions; those of other certificates, who is told of them "MUST NOT use" and "SHOULD ignore"
// (RFC 9345, 4.1.1). Errors: out_of_memory.
template <class X>
constexpr status keep_delegation(list<extension_in<in::certificate, X>> const& of_leaf, buffer& kept) {
  const auto shown = find<DelegatedCredential>(of_leaf);
  if (!shown) return done{};
  const auto size = measure(*shown);
  if (!size) return size.error();
  if (!kept.resize(*size)) return errc::out_of_memory;
  if (const auto copied = build(*shown, kept.edit()); !copied) return copied.error();
  return done{};
}

// May the delegated key sign the CertificateVerify, which has this scheme? `ours`: what was offered. Views `kept`. Errors:
// delegated_credential_not_allowed, delegated_credential_scheme_not_offered, delegated_credential_scheme_mismatch, and
// those of x509::delegation.
template <class B>
constexpr result<x509::delegation> accept_delegation(B const& b, delegation_role role, CertificateType type, bytes leaf,
                                                     bytes kept, offer const& ours, SignatureScheme verify_scheme,
                                                     unix_time now) {
  if (type != CertificateType::X509) return error{errc::delegated_credential_not_allowed, "certificate_type"};
  const auto shown = parse<DelegatedCredential>(kept);
  if (!shown) return shown.error();
  // RFC 9345, 4.1.1: "The algorithm field MUST be of a type advertised by the client in the "signature_algorithms"
  // extension ..., and the dc_cert_verify_algorithm field MUST be of a type advertised by the client in the
  // SignatureSchemeList".
  if (!offered(ours.delegated_schemes, shown->cred.dc_cert_verify_algorithm))
    return error{errc::delegated_credential_scheme_not_offered, "dc_cert_verify_algorithm"};
  if (!offered(ours.signature_schemes, shown->algorithm))
    return error{errc::delegated_credential_scheme_not_offered, "algorithm"};
  // 4.1.3: "Verify that dc_cert_verify_algorithm matches the scheme indicated in the peer's CertificateVerify message".
  if (shown->cred.dc_cert_verify_algorithm != verify_scheme) return errc::delegated_credential_scheme_mismatch;
  auto accepted = x509::delegation::check(b, role, leaf, *shown);
  if (!accepted) return accepted;
  if (const error failure = accepted->check_time(now)) return failure;
  return accepted;
}

}  // namespace cxtls::tls13
