// What one certificate must be, by its place on the path. Each check is a function; the caller folds over them.
#pragma once
#include "cxtls/x509/common_name.hpp"
#include "cxtls/x509/name_constraints.hpp"
#include "cxtls/x509/profile.hpp"

namespace cxtls::x509 {

enum class place : std::uint8_t { leaf, intermediate, anchor };
// A leaf that is its own anchor is a leaf.
constexpr bool issues(place p) { return p != place::leaf; }

enum class purpose : std::uint8_t { server_auth, client_auth };
constexpr der::oid purpose_id(purpose p) { return p == purpose::server_auth ? id_kp_serverAuth : id_kp_clientAuth; }

struct checked_certificate {
  parsed_certificate const& c;
  place at;
  profile_rules const& rules;
  unix_time now;
  purpose wanted;
};

constexpr error check_critical(checked_certificate const& x) {
  // RFC 5280, 4.2: "A certificate-using system MUST reject the certificate if it encounters a critical extension it does
  // not recognize or a critical extension that contains information that it cannot process."
  if (x.c.unknown_critical_extension) return {errc::certificate_unknown_critical_extension, {}};
  return {};
}

// RFC 5280, 4.1.2: version, serial number, issuer, subject.
constexpr error check_fields(checked_certificate const& x) {
  if ((x.rules.version_3 || issues(x.at)) && x.c.tbs().version != v3) return {errc::certificate_version, "version"};
  if (x.c.issuer().empty()) return {errc::certificate_field_invalid, "issuer"};
  if (x.c.is_ca() && x.c.subject().empty()) return {errc::certificate_field_invalid, "subject"};
  if (x.rules.serial_number && x.at != place::anchor) {
    const bytes serial = x.c.tbs().serialNumber;
    // A positive number may have a sign octet before its twenty.
    const std::size_t size = serial.size() > 1 && serial[0] == 0 ? serial.size() - 1 : serial.size();
    if (serial[0] >= 0x80 || (serial.size() == 1 && serial[0] == 0) || size > 20)
      return {errc::certificate_field_invalid, "serialNumber"};
  }
  return {};
}

constexpr error check_rsa_size(crypto::rsa_public_key const& key, profile_rules const& rules) {
  const std::size_t bits = bits_of(key.modulus);
  if (bits < rules.min_rsa_bits) return {errc::certificate_key_too_small, "modulus"};
  if (rules.rsa_whole_octets && bits % 8 != 0) return {errc::certificate_algorithm_unsupported, "modulus"};
  return {};
}
constexpr error check_key(checked_certificate const& x) {
  if (std::holds_alternative<unknown_key>(x.c.key))
    return {errc::certificate_algorithm_unsupported, "subjectPublicKeyInfo"};
  auto const* rsa = std::get_if<crypto::rsa_public_key>(&x.c.key);
  return rsa != nullptr ? check_rsa_size(*rsa, x.rules) : error{};
}

// RFC 5280, 4.1.2.5: "the period of time from notBefore through notAfter, inclusive".
constexpr error check_validity(checked_certificate const& x) {
  if (x.now < x.c.tbs().validity.notBefore) return {errc::certificate_not_yet_valid, "notBefore"};
  if (x.now > x.c.tbs().validity.notAfter) return {errc::certificate_expired, "notAfter"};
  return {};
}

// RFC 5280, 4.2.1.3 and 4.2.1.9.
constexpr error check_ca(checked_certificate const& x) {
  auto const* constraints = x.c.find<BasicConstraints>();
  auto const* usage = x.c.find<KeyUsage>();
  const bool signs = usage == nullptr || usage->has(KeyUsage::keyCertSign);
  if (issues(x.at)) {
    if (!x.c.is_ca()) return {errc::certificate_not_a_ca, "cA"};
    if (!signs) return {errc::certificate_key_usage, "keyUsage"};
    if (x.rules.criticality && !x.c.is_critical<BasicConstraints>())
      return {errc::certificate_extension_invalid, "basicConstraints"};
  }
  if (!x.c.is_ca()) {
    if (usage != nullptr && signs) return {errc::certificate_key_usage, "keyUsage"};
    if (constraints != nullptr && constraints->pathLenConstraint)
      return {errc::certificate_extension_invalid, "pathLenConstraint"};
    if (x.c.find<NameConstraints>() != nullptr) return {errc::certificate_extension_invalid, "nameConstraints"};
  }
  if (x.at == place::leaf && x.c.is_ca() && x.rules.leaf_not_a_ca) return {errc::certificate_extension_invalid, "cA"};
  return {};
}

// RFC 5280, 4.2.1.1 and 4.2.1.2.
constexpr error check_key_identifiers(checked_certificate const& x) {
  auto const* authority = x.c.find<AuthorityKeyIdentifier>();
  auto const* own = x.c.find<SubjectKeyIdentifier>();
  constexpr error bad_authority{errc::certificate_extension_invalid, "authorityKeyIdentifier"};
  constexpr error bad_own{errc::certificate_extension_invalid, "subjectKeyIdentifier"};
  if (x.rules.key_identifiers) {
    if (x.c.is_ca() && own == nullptr) return bad_own;
    // Self-signed certificates may omit it, and who else signed an anchor doesn't matter.
    if (x.at != place::anchor && !x.c.self_issued() && (authority == nullptr || !authority->keyIdentifier))
      return bad_authority;
  }
  if (x.rules.criticality) {
    if (x.c.is_critical<AuthorityKeyIdentifier>()) return bad_authority;
    if (x.c.is_critical<SubjectKeyIdentifier>()) return bad_own;
  }
  if (x.rules.root_profile && x.at == place::anchor && x.c.self_issued() && authority != nullptr) {
    if (authority->authorityCertIssuer || authority->authorityCertSerialNumber) return bad_authority;
    if (!authority->keyIdentifier || own == nullptr || !equal(*authority->keyIdentifier, own->keyIdentifier))
      return bad_authority;
  }
  return {};
}

// RFC 5280, 4.2.1.6; BR, 7.1.2.7.12.
constexpr error check_subject_names(checked_certificate const& x) {
  auto const* names = x.c.find<SubjectAltName>();
  constexpr error bad{errc::certificate_extension_invalid, "subjectAltName"};
  if (x.c.subject().empty() && (names == nullptr || (x.rules.well_formed_names && !x.c.is_critical<SubjectAltName>())))
    return bad;
  if (names == nullptr) return {};
  if (x.rules.leaf_names && x.at == place::leaf && !x.c.subject().empty() && x.c.is_critical<SubjectAltName>())
    return bad;
  if (!x.rules.well_formed_names) return {};
  for (GeneralName const& name : names->names) {
    if (auto const* dns = std::get_if<dNSName>(&name);
        dns != nullptr && !is_presented_name(dns->value, x.rules.labels_below_wildcard))
      return bad;
    if (auto const* ip = std::get_if<iPAddress>(&name);
        ip != nullptr && ip->value.size() != 4 && ip->value.size() != 16)
      return bad;
    if (auto const* mail = std::get_if<rfc822Name>(&name); mail != nullptr && !mailbox_of(mail->value)) return bad;
  }
  if (x.rules.common_name_repeats && x.at == place::leaf && !common_name_repeats(x.c.subject(), names->names))
    return {errc::certificate_field_invalid, "commonName"};
  return {};
}

// RFC 5280, 4.2.1.12. An intermediate's purposes bound those of what it issues, as all implementations have it.
constexpr error check_purpose(checked_certificate const& x) {
  constexpr error bad{errc::certificate_extended_key_usage, "extKeyUsage"};
  auto const* usage = x.c.find<ExtKeyUsage>();
  const bool strict_leaf = x.at == place::leaf && x.rules.leaf_purpose;
  if (usage == nullptr) return strict_leaf ? bad : error{};
  const bool any = usage->purposes.contains(anyExtendedKeyUsage);
  if (strict_leaf && (any || x.c.is_critical<ExtKeyUsage>())) return bad;
  if (x.rules.root_profile && x.at == place::anchor && x.c.self_issued()) return bad;
  return any || usage->purposes.contains(purpose_id(x.wanted)) ? error{} : bad;
}

// RFC 5280, 4.2.1.11 and 6.1: no policy is asked for, so that policies matter only where a CA demands an explicit one.
// There is no policy tree here to be exponential (CVE-2023-0464); such a chain is refused.
constexpr error check_policies(checked_certificate const& x) {
  auto const* constraints = x.c.find<PolicyConstraints>();
  if (constraints != nullptr) {
    if (x.rules.criticality && !x.c.is_critical<PolicyConstraints>())
      return {errc::certificate_extension_invalid, "policyConstraints"};
    if (constraints->requireExplicitPolicy) return {errc::certificate_policy, "requireExplicitPolicy"};
  }
  if (x.rules.criticality && x.c.find<InhibitAnyPolicy>() != nullptr && !x.c.is_critical<InhibitAnyPolicy>())
    return {errc::certificate_extension_invalid, "inhibitAnyPolicy"};
  if (x.rules.criticality && x.c.is_critical<AuthorityInfoAccess>())
    return {errc::certificate_extension_invalid, "authorityInfoAccess"};
  // RFC 9345, 4.2: "The extension MUST be marked non-critical."
  if (x.rules.criticality && x.c.is_critical<DelegationUsage>())
    return {errc::certificate_extension_invalid, "delegationUsage"};
  return {};
}

constexpr error check_name_constraints(checked_certificate const& x) {
  auto const* constraints = x.c.find<NameConstraints>();
  if (constraints == nullptr) return {};
  if (x.rules.name_constraints_critical && !x.c.is_critical<NameConstraints>())
    return {errc::certificate_extension_invalid, "nameConstraints"};
  return check_constraints(*constraints);
}

// First failure wins, and nothing can overwrite it (CVE-2021-3450).
inline constexpr error (*certificate_checks[])(checked_certificate const&) = {
    check_critical, check_fields,          check_validity,      check_ca,      check_key,
    check_policies, check_key_identifiers, check_subject_names, check_purpose, check_name_constraints,
};

constexpr error check_certificate(checked_certificate const& x) {
  for (auto const check : certificate_checks)
    if (const error failure = check(x)) return failure;
  return {};
}

}  // namespace cxtls::x509
