// A certificate with its key and extensions decoded: what the checks look at.
#pragma once
#include "cxtls/x509/certificate.hpp"

namespace cxtls::x509 {

// More than any certificate in use has; two of one kind are looked for among so many (RFC 5280, 4.2).
inline constexpr std::size_t max_extensions = 64;
// PITFALLS of others: names times constraints is quadratic work (CVE-2024-12243, CVE-2025-58187).
inline constexpr std::size_t max_subject_alternative_names = 1024;

template <class T>
struct extension_value {
  std::optional<T> value{};
  bool critical = false;
};

// One slot per known extension; a T is found by its type.
template <class... Ts>
struct extension_slots : extension_value<Ts>... {
  template <class T>
  constexpr T const* find() const {
    extension_value<T> const& slot = *this;
    return slot.value ? &*slot.value : nullptr;
  }
  template <class T>
  constexpr bool is_critical() const {
    return static_cast<extension_value<T> const&>(*this).critical;
  }
  // False when no slot is for this OID. A value that doesn't parse, or comes twice, is told by `failure`.
  constexpr bool take(Extension const& e, error& failure) { return (take_as<Ts>(e, failure) || ...); }

 private:
  template <class T>
  constexpr bool take_as(Extension const& e, error& failure) {
    if (!(e.extnID == extension_id<T>)) return false;
    extension_value<T>& slot = *this;
    auto value = parse<T>(e.extnValue);
    if (slot.value) {
      failure = {errc::certificate_duplicate_extension, {}};
    } else if (!value) {
      failure = {errc::certificate_extension_invalid, value.error().field};
    } else {
      slot.value.emplace(*value);
      slot.critical = e.critical;
    }
    return true;
  }
};
using known_extensions =
    extension_slots<AuthorityKeyIdentifier, SubjectKeyIdentifier, KeyUsage, certificatePolicies, PolicyMappings,
                    SubjectAltName, BasicConstraints, NameConstraints, PolicyConstraints, ExtKeyUsage, InhibitAnyPolicy,
                    AuthorityInfoAccess, DelegationUsage>;

struct parsed_certificate {
  bytes der{};
  Certificate fields{};
  subject_key key{};
  known_extensions extensions{};
  bool unknown_critical_extension = false;

  constexpr TBSCertificate const& tbs() const { return fields.tbsCertificate.value; }
  constexpr bytes tbs_der() const { return fields.tbsCertificate.raw; }
  constexpr bytes spki_der() const { return tbs().subjectPublicKeyInfo.raw; }
  constexpr Name const& subject() const { return tbs().subject; }
  constexpr Name const& issuer() const { return tbs().issuer; }
  template <class T>
  constexpr T const* find() const {
    return extensions.find<T>();
  }
  template <class T>
  constexpr bool is_critical() const {
    return extensions.is_critical<T>();
  }
  // RFC 5280, 3.2: issuer and subject are the same entity.
  constexpr bool self_issued() const { return same(issuer(), subject()); }
  constexpr bool is_ca() const {
    auto const* constraints = find<BasicConstraints>();
    return constraints != nullptr && constraints->cA;
  }
};

constexpr error decode_extensions(Extensions const& extensions, parsed_certificate& c) {
  if (extensions.size() > max_extensions) return {errc::certificate_malformed, "extensions"};
  std::array<der::oid, max_extensions> unknown{};
  std::size_t count = 0;
  for (Extension const& e : extensions) {
    error failure;
    if (c.extensions.take(e, failure)) {
      if (failure) return failure;
      continue;
    }
    for (std::size_t i = 0; i < count; ++i)
      if (unknown[i] == e.extnID) return {errc::certificate_duplicate_extension, "extnID"};
    unknown[count++] = e.extnID;
    if (e.critical) c.unknown_critical_extension = true;
  }
  return {};
}

// The certificate views `der`. `own`: what the backend adds (crypto::own_schemes); keys of other algorithms are unknown.
constexpr result<parsed_certificate> parse_certificate(bytes der, std::span<const crypto::scheme_info> own = {}) {
  const auto fields = parse<Certificate>(der);
  if (!fields) return error{errc::certificate_malformed, fields.error().field};
  parsed_certificate c;
  c.der = der;
  c.fields = *fields;
  if (c.tbs().version > v3) return error{errc::certificate_version, "version"};
  // RFC 5280, 4.1.1.2: the two "MUST contain the same algorithm identifier".
  if (!(c.tbs().signature == c.fields.signatureAlgorithm))
    return error{errc::certificate_algorithm_mismatch, "signatureAlgorithm"};
  // All signatures that we know are whole octets.
  if (c.fields.signatureValue.unused != 0) return error{errc::certificate_malformed, "signatureValue"};
  auto key = key_of(c.tbs().subjectPublicKeyInfo.value, own);
  if (!key) return key.error();
  c.key = *key;
  if (c.tbs().extensions) {
    // RFC 5280, 4.1.2.9: "This field MUST only appear if the version is 3".
    if (c.tbs().version != v3) return error{errc::certificate_version, "extensions"};
    if (const error failure = decode_extensions(*c.tbs().extensions, c)) return failure;
  }
  auto const* names = c.find<SubjectAltName>();
  if (names != nullptr && names->names.size() > max_subject_alternative_names)
    return error{errc::certificate_budget_exhausted, "subjectAltName"};
  return c;
}

}  // namespace cxtls::x509
