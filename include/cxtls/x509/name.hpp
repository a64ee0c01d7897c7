// Distinguished names (RFC 5280, 4.1.2.4) and when two of them are the same (RFC 5280, 7.1).
#pragma once
#include "cxtls/der/der.hpp"

namespace cxtls {
namespace x509 {

//  AttributeTypeAndValue ::= SEQUENCE {                    RFC 5280, 4.1.2.4
//     type     AttributeType,
//     value    AttributeValue }
struct AttributeTypeAndValue {
  der::oid type{};
  der::any value{};
};

}  // namespace x509
template <>
inline constexpr auto wire<x509::AttributeTypeAndValue> =
    der::Sequence(Field<&x509::AttributeTypeAndValue::type>(der::ObjectIdentifier),
                  Field<&x509::AttributeTypeAndValue::value>(der::Any));

namespace x509 {
//  RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
using RelativeDistinguishedName = list<AttributeTypeAndValue>;
}  // namespace x509
template <>
inline constexpr auto wire<x509::RelativeDistinguishedName> = der::SetOf<x509::AttributeTypeAndValue>({.min = 1});

namespace x509 {
//  Name ::= CHOICE { rdnSequence  RDNSequence }
//  RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
using Name = list<RelativeDistinguishedName>;
}  // namespace x509
template <>
inline constexpr auto wire<x509::Name> = der::SequenceOf<x509::RelativeDistinguishedName>();

namespace x509 {

inline constexpr auto id_at_commonName = der::oid_of<2, 5, 4, 3>;
inline constexpr auto id_emailAddress = der::oid_of<1, 2, 840, 113549, 1, 9, 1>;

constexpr std::uint8_t to_lower(std::uint8_t octet) {
  return octet >= 'A' && octet <= 'Z' ? static_cast<std::uint8_t>(octet + ('a' - 'A')) : octet;
}

// RFC 5280, 7.1 on character strings: case doesn't count, nor do spaces at the ends, and a run of spaces is one. Beyond
// ASCII, characters are compared as they are: folding them needs tables that no certificate in use needs.
class folded_text {
 public:
  constexpr explicit folded_text(bytes text) : rest_(text) { skip_spaces(); }
  // 0 at the end.
  constexpr std::uint8_t next() {
    if (rest_.empty()) return 0;
    std::uint8_t octet = to_lower(rest_.front());
    rest_ = rest_.subspan(1);
    if (octet != ' ') return octet;
    skip_spaces();
    return rest_.empty() ? std::uint8_t{0} : octet;
  }

 private:
  constexpr void skip_spaces() {
    while (!rest_.empty() && rest_.front() == ' ') rest_ = rest_.subspan(1);
  }
  bytes rest_;
};
constexpr bool equal_text(bytes a, bytes b) {
  folded_text left(a), right(b);
  for (;;) {
    const std::uint8_t l = left.next();
    if (l != right.next()) return false;
    if (l == 0) return true;
  }
}

// The encodings whose characters are octets that can be compared with each other.
constexpr bool is_text(der::any const& value) {
  for (std::uint8_t octet : value.contents)
    if (octet == 0) return false;
  return value.identifier == der::tag::printable_string || value.identifier == der::tag::utf8_string ||
         value.identifier == der::tag::ia5_string;
}
constexpr bool same(AttributeTypeAndValue const& a, AttributeTypeAndValue const& b) {
  if (!(a.type == b.type)) return false;
  return a.value == b.value || (is_text(a.value) && is_text(b.value) && equal_text(a.value.contents, b.value.contents));
}
// The attributes of a multi-valued RDN are compared in the order of their encodings.
constexpr bool same(RelativeDistinguishedName const& a, RelativeDistinguishedName const& b) {
  if (a.size() != b.size()) return false;
  auto i = b.begin();
  for (AttributeTypeAndValue const& attribute : a) {
    if (!same(attribute, *i)) return false;
    ++i;
  }
  return true;
}
// Does `name` begin with all of `prefix`? The test of a directoryName constraint (RFC 5280, 7.1).
constexpr bool is_within(Name const& name, Name const& prefix) {
  if (prefix.size() > name.size()) return false;
  auto i = name.begin();
  for (RelativeDistinguishedName const& rdn : prefix) {
    if (!same(rdn, *i)) return false;
    ++i;
  }
  return true;
}
// Both names parsed from certificates.
constexpr bool same(Name const& a, Name const& b) {
  return equal(a.raw(), b.raw()) || (a.size() == b.size() && is_within(a, b));
}

}  // namespace x509
}  // namespace cxtls
