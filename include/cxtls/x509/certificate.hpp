// Certificate as RFC 5280, 4.1 writes it: views only, nothing decided yet.
#pragma once
#include "cxtls/x509/extension.hpp"
#include "cxtls/x509/public_key.hpp"

namespace cxtls {
namespace x509 {

//  Version  ::=  INTEGER  {  v1(0), v2(1), v3(2)  }
inline constexpr std::uint32_t v1 = 0;
inline constexpr std::uint32_t v3 = 2;

//  Validity ::= SEQUENCE {
//       notBefore      Time,
//       notAfter       Time }
struct Validity {
  unix_time notBefore{};
  unix_time notAfter{};
};

}  // namespace x509
template <>
inline constexpr auto wire<x509::Validity> =
    der::Sequence(Field<&x509::Validity::notBefore>(der::Time), Field<&x509::Validity::notAfter>(der::Time));

namespace x509 {
//  TBSCertificate  ::=  SEQUENCE  {
//       version         [0]  EXPLICIT Version DEFAULT v1,
//       serialNumber         CertificateSerialNumber,
//       signature            AlgorithmIdentifier,
//       issuer               Name,
//       validity             Validity,
//       subject              Name,
//       subjectPublicKeyInfo SubjectPublicKeyInfo,
//       issuerUniqueID  [1]  IMPLICIT UniqueIdentifier OPTIONAL,
//       subjectUniqueID [2]  IMPLICIT UniqueIdentifier OPTIONAL,
//       extensions      [3]  EXPLICIT Extensions OPTIONAL  }
struct TBSCertificate {
  std::uint32_t version = v1;
  bytes serialNumber{};
  AlgorithmIdentifier signature{};
  Name issuer{};
  Validity validity{};
  Name subject{};
  der::encoded<SubjectPublicKeyInfo> subjectPublicKeyInfo{};
  std::optional<der::bit_string> issuerUniqueID{};
  std::optional<der::bit_string> subjectUniqueID{};
  std::optional<Extensions> extensions{};
};
}  // namespace x509
template <>
inline constexpr auto wire<x509::TBSCertificate> =
    der::Sequence(Field<&x509::TBSCertificate::version>(der::Default(der::Explicit<0>(der::SmallInteger), x509::v1)),
                  Field<&x509::TBSCertificate::serialNumber>(der::Integer),
                  Field<&x509::TBSCertificate::signature>(wire<der::AlgorithmIdentifier>),
                  Field<&x509::TBSCertificate::issuer>(wire<x509::Name>),
                  Field<&x509::TBSCertificate::validity>(wire<x509::Validity>),
                  Field<&x509::TBSCertificate::subject>(wire<x509::Name>),
                  Field<&x509::TBSCertificate::subjectPublicKeyInfo>(der::Encoded(wire<x509::SubjectPublicKeyInfo>)),
                  Field<&x509::TBSCertificate::issuerUniqueID>(der::Maybe(der::Implicit<1>(der::BitString))),
                  Field<&x509::TBSCertificate::subjectUniqueID>(der::Maybe(der::Implicit<2>(der::BitString))),
                  Field<&x509::TBSCertificate::extensions>(der::Maybe(der::Explicit<3>(wire<x509::Extensions>))));

namespace x509 {
//  Certificate  ::=  SEQUENCE  {
//       tbsCertificate       TBSCertificate,
//       signatureAlgorithm   AlgorithmIdentifier,
//       signatureValue       BIT STRING  }
struct Certificate {
  der::encoded<TBSCertificate> tbsCertificate{};
  AlgorithmIdentifier signatureAlgorithm{};
  der::bit_string signatureValue{};
};
}  // namespace x509
template <>
inline constexpr auto wire<x509::Certificate> =
    der::Sequence(Field<&x509::Certificate::tbsCertificate>(der::Encoded(wire<x509::TBSCertificate>)),
                  Field<&x509::Certificate::signatureAlgorithm>(wire<der::AlgorithmIdentifier>),
                  Field<&x509::Certificate::signatureValue>(der::BitString));

}  // namespace cxtls
