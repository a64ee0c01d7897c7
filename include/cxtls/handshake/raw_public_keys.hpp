// Public keys instead of certificates (RFC 7250): does this side take them from its peers?
#pragma once
#include "cxtls/x509/certificate_type.hpp"

namespace cxtls {

// In TLS 1.3 and 1.2 alike, only of peers whose keys are pinned. The policy's own certificate types go the same way.
enum class raw_public_keys : std::uint8_t {
  off,
  after_x509,   // a peer that has both rather shows a certificate
  before_x509,  // a peer that has both rather shows its bare key
  only,
};

// What peers may show, the most preferred first. Own: the policy's types.
template <class Own>
constexpr certificate_type_list accepted_certificate_types(raw_public_keys raw) {
  certificate_type_list all;
  if (raw == raw_public_keys::off || raw == raw_public_keys::after_x509) (void)all.push(CertificateType::X509);
  if (raw == raw_public_keys::off) return all;
  for (CertificateType type : Own::all()) (void)all.push(type);
  (void)all.push(CertificateType::RawPublicKey);
  if (raw == raw_public_keys::before_x509) (void)all.push(CertificateType::X509);
  return all;
}

// RFC 7250, 4.1: "If the client has no remaining certificate types to send in the client hello, other than the default
// X.509 type, it MUST omit" the extension.
constexpr bool only_x509(auto const& types) { return types.size() == 1 && *types.begin() == CertificateType::X509; }

// The types of one's own certificates, in their order.
template <class Credentials>
constexpr certificate_type_list shown_certificate_types(Credentials const& own) {
  certificate_type_list all;
  for (std::size_t i = 0; i < own.size(); ++i)
    if (!all.contains(own[i].chain().type())) (void)all.push(own[i].chain().type());
  return all;
}

}  // namespace cxtls
