// Making delegated credentials (RFC 9345): for whoever has a certificate's key, and gives others one that ends soon.
#pragma once
#include "cxtls/x509/credential.hpp"
#include "cxtls/x509/delegation.hpp"

namespace cxtls {

struct delegation_terms {
  delegation_role role = delegation_role::server;  // whose handshakes the key shall sign,
  bytes public_key{};                              // a SubjectPublicKeyInfo in DER,
  SignatureScheme scheme{};                        // and by which scheme
  unix_time now{};
  // At most max_delegation_time from now, and before the certificate's end. Clocks differ: RFC 9345, 5 asks to take that into
  // account.
  unix_time until{};
  // By which scheme the certificate's key signs the credential. Absent: its first for TLS 1.3.
  std::optional<SignatureScheme> algorithm{};
};

// A DelegatedCredential: own_certificate::delegated_credential of whoever has the key. Errors:
// delegated_credential_not_allowed (the certificate lacks DelegationUsage), delegated_credential_key_invalid,
// delegated_credential_expired, delegated_credential_too_long, signature_scheme_mismatch, signing_failed, out_of_memory.
template <class B>
constexpr result<buffer> issue_delegated_credential(B const& b, credential<B> const& from,
                                                    delegation_terms const& terms) {
  const bytes leaf = from.chain().leaf();
  if (from.chain().type() != CertificateType::X509) return errc::delegated_credential_not_allowed;
  const auto certificate = x509::parse_certificate(leaf, crypto::own_schemes<B>);
  if (!certificate) return certificate.error();
  const std::int64_t valid_time = terms.until.seconds - certificate->tbs().validity.notBefore.seconds;
  if (terms.until < terms.now || valid_time < 0) return error{errc::delegated_credential_expired, "until"};
  if (valid_time > std::int64_t{0xffffffff}) return error{errc::delegated_credential_too_long, "until"};

  std::optional<SignatureScheme> algorithm = terms.algorithm;
  for (SignatureScheme scheme : from.key().schemes())
    if (auto const* row = crypto::find<B>(scheme); !algorithm && row != nullptr && row->tls13_certificate_verify)
      algorithm = scheme;
  if (!algorithm) return errc::signature_scheme_mismatch;
  const Credential cred{static_cast<std::uint32_t>(valid_time), terms.scheme, terms.public_key};
  buffer content;
  if (const status s = x509::append_delegation(terms.role, leaf, cred, *algorithm, content); !s) return s.error();
  std::array<std::uint8_t, crypto::max_signature_size> octets;
  const auto signed_size = from.key().sign(b, *algorithm, content.view(), octets);
  if (!signed_size) return signed_size.error();

  const DelegatedCredential made{cred, *algorithm, bytes(octets).first(*signed_size)};
  // What peers would refuse, nobody gets.
  const auto checked = x509::delegation::check(b, terms.role, leaf, made);
  if (!checked) return checked.error();
  if (const error failure = checked->check_time(terms.now)) return failure;
  buffer out;
  const auto size = measure(made);
  if (!size) return size.error();
  if (!out.resize(*size)) return errc::out_of_memory;
  if (const auto built = build(made, out.edit()); !built) return built.error();
  return out;
}

}  // namespace cxtls
