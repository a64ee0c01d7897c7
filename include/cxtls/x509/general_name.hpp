// GeneralName: who a certificate speaks for, in nine forms (RFC 5280, 4.2.1.6).
#pragma once
#include "cxtls/x509/name.hpp"

namespace cxtls {
namespace x509 {

//  GeneralName ::= CHOICE {
//       otherName                 [0]  OtherName,
//       rfc822Name                [1]  IA5String,
//       dNSName                   [2]  IA5String,
//       x400Address               [3]  ORAddress,
//       directoryName             [4]  Name,
//       ediPartyName              [5]  EDIPartyName,
//       uniformResourceIdentifier [6]  IA5String,
//       iPAddress                 [7]  OCTET STRING,
//       registeredID              [8]  OBJECT IDENTIFIER }
//  OtherName ::= SEQUENCE {
//       type-id    OBJECT IDENTIFIER,
//       value      [0] EXPLICIT ANY DEFINED BY type-id }
struct otherName {
  der::oid type_id{};
  der::any value{};
};
struct rfc822Name {
  bytes value{};
};
struct dNSName {
  bytes value{};
};
struct x400Address {
  bytes value{};
};
struct directoryName {
  Name value{};
};
struct ediPartyName {
  bytes value{};
};
struct uniformResourceIdentifier {
  bytes value{};
};
struct iPAddress {
  bytes value{};
};
struct registeredID {
  der::oid value{};
};

}  // namespace x509

namespace der {
// [N] IMPLICIT of a type with one member.
template <std::uint8_t N, auto Member, class D>
constexpr auto Alternative(D d) {
  using original = decltype(Implicit<N>(d));
  return Tagged < tag::context |
         (std::is_same_v<original, Tagged_<tag::context | N, decltype(d.contents)>> ? 0 : tag::constructed) |
         N > (Struct(Field<Member>(d.contents)));
}
}  // namespace der

template <>
inline constexpr auto wire<x509::otherName> =
    der::Implicit<0>(der::Sequence(Field<&x509::otherName::type_id>(der::ObjectIdentifier),
                                   Field<&x509::otherName::value>(der::Explicit<0>(der::Any))));
template <>
inline constexpr auto wire<x509::rfc822Name> = der::Alternative<1, &x509::rfc822Name::value>(der::IA5String);
template <>
inline constexpr auto wire<x509::dNSName> = der::Alternative<2, &x509::dNSName::value>(der::IA5String);
template <>
inline constexpr auto wire<x509::x400Address> =
    der::Alternative<3, &x509::x400Address::value>(der::Tagged<der::tag::sequence>(Remaining));
// A CHOICE can't be tagged implicitly (X.680, 31.2.7), so that Name keeps its own tag inside.
template <>
inline constexpr auto wire<x509::directoryName> = der::Tagged<der::tag::context | der::tag::constructed | 4>(
    Struct(Field<&x509::directoryName::value>(wire<x509::Name>)));
template <>
inline constexpr auto wire<x509::ediPartyName> =
    der::Alternative<5, &x509::ediPartyName::value>(der::Tagged<der::tag::sequence>(Remaining));
template <>
inline constexpr auto wire<x509::uniformResourceIdentifier> =
    der::Alternative<6, &x509::uniformResourceIdentifier::value>(der::IA5String);
template <>
inline constexpr auto wire<x509::iPAddress> = der::Alternative<7, &x509::iPAddress::value>(der::OctetString);
template <>
inline constexpr auto wire<x509::registeredID> = der::Alternative<8, &x509::registeredID::value>(der::ObjectIdentifier);

namespace x509 {
using GeneralName = std::variant<otherName, rfc822Name, dNSName, x400Address, directoryName, ediPartyName,
                                 uniformResourceIdentifier, iPAddress, registeredID>;
}  // namespace x509
template <>
inline constexpr auto wire<x509::GeneralName> =
    der::Choice<x509::otherName, x509::rfc822Name, x509::dNSName, x509::x400Address, x509::directoryName,
                x509::ediPartyName, x509::uniformResourceIdentifier, x509::iPAddress, x509::registeredID>;

namespace x509 {
//  GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
using GeneralNames = list<GeneralName>;
}  // namespace x509
template <>
inline constexpr auto wire<x509::GeneralNames> = der::SequenceOf<x509::GeneralName>({.min = 1});

}  // namespace cxtls
