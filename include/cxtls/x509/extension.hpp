// The certificate extensions that are read here: each is one struct, one descriptor and one OID (RFC 5280, 4.2).
#pragma once
#include "cxtls/x509/general_name.hpp"

namespace cxtls {
namespace x509 {

//  Extension  ::=  SEQUENCE  {                             RFC 5280, 4.1
//       extnID      OBJECT IDENTIFIER,
//       critical    BOOLEAN DEFAULT FALSE,
//       extnValue   OCTET STRING  }
struct Extension {
  der::oid extnID{};
  bool critical = false;
  bytes extnValue{};
};

}  // namespace x509
template <>
inline constexpr auto wire<x509::Extension> =
    der::Sequence(Field<&x509::Extension::extnID>(der::ObjectIdentifier),
                  Field<&x509::Extension::critical>(der::Default(der::Boolean, false)),
                  Field<&x509::Extension::extnValue>(der::OctetString));

namespace x509 {
//  Extensions  ::=  SEQUENCE SIZE (1..MAX) OF Extension
using Extensions = list<Extension>;
// The OID that says that an extension's value is a T.
template <class T>
inline constexpr der::oid extension_id{};

//  AuthorityKeyIdentifier ::= SEQUENCE {                   RFC 5280, 4.2.1.1
//     keyIdentifier             [0] KeyIdentifier           OPTIONAL,
//     authorityCertIssuer       [1] GeneralNames            OPTIONAL,
//     authorityCertSerialNumber [2] CertificateSerialNumber OPTIONAL  }
struct AuthorityKeyIdentifier {
  std::optional<bytes> keyIdentifier{};
  std::optional<GeneralNames> authorityCertIssuer{};
  std::optional<bytes> authorityCertSerialNumber{};
};
template <>
inline constexpr auto extension_id<AuthorityKeyIdentifier> = der::oid_of<2, 5, 29, 35>;

//  SubjectKeyIdentifier ::= KeyIdentifier                  RFC 5280, 4.2.1.2
//  KeyIdentifier ::= OCTET STRING
struct SubjectKeyIdentifier {
  bytes keyIdentifier{};
};
template <>
inline constexpr auto extension_id<SubjectKeyIdentifier> = der::oid_of<2, 5, 29, 14>;

//  KeyUsage ::= BIT STRING {                               RFC 5280, 4.2.1.3
//       digitalSignature        (0),
//       nonRepudiation          (1),
//       keyEncipherment         (2),
//       dataEncipherment        (3),
//       keyAgreement            (4),
//       keyCertSign             (5),
//       cRLSign                 (6),
//       encipherOnly            (7),
//       decipherOnly            (8) }
struct KeyUsage {
  static constexpr std::uint16_t digitalSignature = 0x8000 >> 0;
  static constexpr std::uint16_t nonRepudiation = 0x8000 >> 1;
  static constexpr std::uint16_t keyEncipherment = 0x8000 >> 2;
  static constexpr std::uint16_t dataEncipherment = 0x8000 >> 3;
  static constexpr std::uint16_t keyAgreement = 0x8000 >> 4;
  static constexpr std::uint16_t keyCertSign = 0x8000 >> 5;
  static constexpr std::uint16_t cRLSign = 0x8000 >> 6;
  static constexpr std::uint16_t encipherOnly = 0x8000 >> 7;
  static constexpr std::uint16_t decipherOnly = 0x8000 >> 8;
  std::uint16_t bits = 0;
  constexpr bool has(std::uint16_t bit) const { return (bits & bit) != 0; }
};
template <>
inline constexpr auto extension_id<KeyUsage> = der::oid_of<2, 5, 29, 15>;

//  PolicyInformation ::= SEQUENCE {                        RFC 5280, 4.2.1.4
//       policyIdentifier   CertPolicyId,
//       policyQualifiers   SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
//  PolicyQualifierInfo ::= SEQUENCE {
//       policyQualifierId  PolicyQualifierId,
//       qualifier          ANY DEFINED BY policyQualifierId }
struct PolicyQualifierInfo {
  der::oid policyQualifierId{};
  der::any qualifier{};
};
struct PolicyInformation {
  der::oid policyIdentifier{};
  std::optional<list<PolicyQualifierInfo>> policyQualifiers{};
};
//  certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
struct certificatePolicies {
  list<PolicyInformation> policies{};
};
template <>
inline constexpr auto extension_id<certificatePolicies> = der::oid_of<2, 5, 29, 32>;

//  SubjectAltName ::= GeneralNames                         RFC 5280, 4.2.1.6
struct SubjectAltName {
  GeneralNames names{};
};
template <>
inline constexpr auto extension_id<SubjectAltName> = der::oid_of<2, 5, 29, 17>;

//  BasicConstraints ::= SEQUENCE {                         RFC 5280, 4.2.1.9
//       cA                      BOOLEAN DEFAULT FALSE,
//       pathLenConstraint       INTEGER (0..MAX) OPTIONAL }
struct BasicConstraints {
  bool cA = false;
  std::optional<std::uint32_t> pathLenConstraint{};
};
template <>
inline constexpr auto extension_id<BasicConstraints> = der::oid_of<2, 5, 29, 19>;

//  GeneralSubtree ::= SEQUENCE {                           RFC 5280, 4.2.1.10
//       base                    GeneralName,
//       minimum         [0]     BaseDistance DEFAULT 0,
//       maximum         [1]     BaseDistance OPTIONAL }
struct GeneralSubtree {
  GeneralName base{};
  std::uint32_t minimum = 0;
  std::optional<std::uint32_t> maximum{};
};
//  NameConstraints ::= SEQUENCE {
//       permittedSubtrees       [0]     GeneralSubtrees OPTIONAL,
//       excludedSubtrees        [1]     GeneralSubtrees OPTIONAL }
//  GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
struct NameConstraints {
  std::optional<list<GeneralSubtree>> permittedSubtrees{};
  std::optional<list<GeneralSubtree>> excludedSubtrees{};
};
template <>
inline constexpr auto extension_id<NameConstraints> = der::oid_of<2, 5, 29, 30>;

//  PolicyConstraints ::= SEQUENCE {                        RFC 5280, 4.2.1.11
//       requireExplicitPolicy           [0] SkipCerts OPTIONAL,
//       inhibitPolicyMapping            [1] SkipCerts OPTIONAL }
struct PolicyConstraints {
  std::optional<std::uint32_t> requireExplicitPolicy{};
  std::optional<std::uint32_t> inhibitPolicyMapping{};
};
template <>
inline constexpr auto extension_id<PolicyConstraints> = der::oid_of<2, 5, 29, 36>;

//  ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId      RFC 5280, 4.2.1.12
struct ExtKeyUsage {
  list<der::oid> purposes{};
};
template <>
inline constexpr auto extension_id<ExtKeyUsage> = der::oid_of<2, 5, 29, 37>;
inline constexpr auto anyExtendedKeyUsage = der::oid_of<2, 5, 29, 37, 0>;
inline constexpr auto id_kp_serverAuth = der::oid_of<1, 3, 6, 1, 5, 5, 7, 3, 1>;
inline constexpr auto id_kp_clientAuth = der::oid_of<1, 3, 6, 1, 5, 5, 7, 3, 2>;

//  PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE { RFC 5280, 4.2.1.5
//       issuerDomainPolicy      CertPolicyId,
//       subjectDomainPolicy     CertPolicyId }
struct policy_mapping {
  der::oid issuerDomainPolicy{};
  der::oid subjectDomainPolicy{};
};
struct PolicyMappings {
  list<policy_mapping> mappings{};
};
template <>
inline constexpr auto extension_id<PolicyMappings> = der::oid_of<2, 5, 29, 33>;

//  InhibitAnyPolicy ::= SkipCerts                          RFC 5280, 4.2.1.14
struct InhibitAnyPolicy {
  std::uint32_t skipCerts = 0;
};
template <>
inline constexpr auto extension_id<InhibitAnyPolicy> = der::oid_of<2, 5, 29, 54>;

//  AccessDescription  ::=  SEQUENCE {                      RFC 5280, 4.2.2.1
//       accessMethod          OBJECT IDENTIFIER,
//       accessLocation        GeneralName  }
struct AccessDescription {
  der::oid accessMethod{};
  GeneralName accessLocation{};
};
//  AuthorityInfoAccessSyntax  ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
struct AuthorityInfoAccess {
  list<AccessDescription> descriptions{};
};
template <>
inline constexpr auto extension_id<AuthorityInfoAccess> = der::oid_of<1, 3, 6, 1, 5, 5, 7, 1, 1>;

//  DelegationUsage ::= NULL                                RFC 9345, 4.2
struct DelegationUsage {
  der::null nothing{};
};
template <>
inline constexpr auto extension_id<DelegationUsage> = der::oid_of<1, 3, 6, 1, 4, 1, 44363, 44>;

}  // namespace x509

template <>
inline constexpr auto wire<x509::Extensions> = der::SequenceOf<x509::Extension>({.min = 1});
template <>
inline constexpr auto wire<x509::AuthorityKeyIdentifier> = der::Sequence(
    Field<&x509::AuthorityKeyIdentifier::keyIdentifier>(der::Maybe(der::Implicit<0>(der::OctetString))),
    Field<&x509::AuthorityKeyIdentifier::authorityCertIssuer>(der::Maybe(der::Implicit<1>(wire<x509::GeneralNames>))),
    Field<&x509::AuthorityKeyIdentifier::authorityCertSerialNumber>(der::Maybe(der::Implicit<2>(der::Integer))));
template <>
inline constexpr auto wire<x509::SubjectKeyIdentifier> =
    Struct(Field<&x509::SubjectKeyIdentifier::keyIdentifier>(der::OctetString));
// RFC 5280, 4.2.1.3: "When the keyUsage extension appears in a certificate, at least one of the bits MUST be set to 1."
template <>
inline constexpr auto wire<x509::KeyUsage> =
    Struct(Field<&x509::KeyUsage::bits>(Where(der::NamedBits, [](std::uint16_t bits) { return bits != 0; })));
template <>
inline constexpr auto wire<x509::PolicyQualifierInfo> =
    der::Sequence(Field<&x509::PolicyQualifierInfo::policyQualifierId>(der::ObjectIdentifier),
                  Field<&x509::PolicyQualifierInfo::qualifier>(der::Any));
template <>
inline constexpr auto wire<x509::PolicyInformation> =
    der::Sequence(Field<&x509::PolicyInformation::policyIdentifier>(der::ObjectIdentifier),
                  Field<&x509::PolicyInformation::policyQualifiers>(
                      der::Maybe(der::SequenceOf<x509::PolicyQualifierInfo>({.min = 1}))));
template <>
inline constexpr auto wire<x509::certificatePolicies> =
    Struct(Field<&x509::certificatePolicies::policies>(der::SequenceOf<x509::PolicyInformation>({.min = 1})));
template <>
inline constexpr auto wire<x509::SubjectAltName> =
    Struct(Field<&x509::SubjectAltName::names>(wire<x509::GeneralNames>));
template <>
inline constexpr auto wire<x509::BasicConstraints> =
    der::Sequence(Field<&x509::BasicConstraints::cA>(der::Default(der::Boolean, false)),
                  Field<&x509::BasicConstraints::pathLenConstraint>(der::Maybe(der::SmallInteger)));
template <>
inline constexpr auto wire<x509::GeneralSubtree> =
    der::Sequence(Field<&x509::GeneralSubtree::base>(wire<x509::GeneralName>),
                  Field<&x509::GeneralSubtree::minimum>(der::Default(der::Implicit<0>(der::SmallInteger), 0)),
                  Field<&x509::GeneralSubtree::maximum>(der::Maybe(der::Implicit<1>(der::SmallInteger))));
template <>
inline constexpr auto wire<x509::NameConstraints> =
    der::Sequence(Field<&x509::NameConstraints::permittedSubtrees>(
                      der::Maybe(der::Implicit<0>(der::SequenceOf<x509::GeneralSubtree>({.min = 1})))),
                  Field<&x509::NameConstraints::excludedSubtrees>(
                      der::Maybe(der::Implicit<1>(der::SequenceOf<x509::GeneralSubtree>({.min = 1})))));
template <>
inline constexpr auto wire<x509::PolicyConstraints> = der::Sequence(
    Field<&x509::PolicyConstraints::requireExplicitPolicy>(der::Maybe(der::Implicit<0>(der::SmallInteger))),
    Field<&x509::PolicyConstraints::inhibitPolicyMapping>(der::Maybe(der::Implicit<1>(der::SmallInteger))));
template <>
inline constexpr auto wire<x509::ExtKeyUsage> =
    Struct(Field<&x509::ExtKeyUsage::purposes>(der::SequenceOf<der::oid>({.min = 1})));
template <>
inline constexpr auto wire<x509::policy_mapping> =
    der::Sequence(Field<&x509::policy_mapping::issuerDomainPolicy>(der::ObjectIdentifier),
                  Field<&x509::policy_mapping::subjectDomainPolicy>(der::ObjectIdentifier));
template <>
inline constexpr auto wire<x509::PolicyMappings> =
    Struct(Field<&x509::PolicyMappings::mappings>(der::SequenceOf<x509::policy_mapping>({.min = 1})));
template <>
inline constexpr auto wire<x509::InhibitAnyPolicy> =
    Struct(Field<&x509::InhibitAnyPolicy::skipCerts>(der::SmallInteger));
template <>
inline constexpr auto wire<x509::AccessDescription> =
    der::Sequence(Field<&x509::AccessDescription::accessMethod>(der::ObjectIdentifier),
                  Field<&x509::AccessDescription::accessLocation>(wire<x509::GeneralName>));
template <>
inline constexpr auto wire<x509::AuthorityInfoAccess> =
    Struct(Field<&x509::AuthorityInfoAccess::descriptions>(der::SequenceOf<x509::AccessDescription>({.min = 1})));
template <>
inline constexpr auto wire<x509::DelegationUsage> = Struct(Field<&x509::DelegationUsage::nothing>(der::Null));

}  // namespace cxtls
