#include "cxtls/x509/general_name.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/wire_laws.hpp"

using namespace cxtls;
using test::octets;

namespace {
struct holder {
  x509::GeneralNames names{};
};
}  // namespace
template <>
inline constexpr auto cxtls::wire<holder> = Struct(Field<&holder::names>(wire<x509::GeneralNames>));

namespace {
template <class T>
constexpr bool holds(bytes in) {
  const auto parsed = parse<holder>(in);
  return parsed && std::holds_alternative<T>(parsed->names.front());
}
}  // namespace

TEST_CASE("RFC 5280, 4.2.1.6: each form of GeneralName has its tag and its law") {
  static constexpr auto other = octets(0x30, 10, 0xa0, 8, 0x06, 2, 0x2a, 3, 0xa0, 2, 0x05, 0);
  static constexpr auto mail = octets(0x30, 5, 0x81, 3, 'a', '@', 'b');
  static constexpr auto dns = octets(0x30, 5, 0x82, 3, 'a', '.', 'b');
  static constexpr auto x400 = octets(0x30, 4, 0xa3, 2, 0x05, 0);
  static constexpr auto directory = octets(0x30, 4, 0xa4, 2, 0x30, 0);
  static constexpr auto edi = octets(0x30, 4, 0xa5, 2, 0x05, 0);
  static constexpr auto uri = octets(0x30, 5, 0x86, 3, 'a', ':', 'b');
  static constexpr auto ip = octets(0x30, 6, 0x87, 4, 192, 0, 2, 1);
  static constexpr auto id = octets(0x30, 4, 0x88, 2, 0x2a, 3);
  BOTH(holds<x509::otherName>(other));
  BOTH(holds<x509::rfc822Name>(mail));
  BOTH(holds<x509::dNSName>(dns));
  BOTH(holds<x509::x400Address>(x400));
  BOTH(holds<x509::directoryName>(directory));
  BOTH(holds<x509::ediPartyName>(edi));
  BOTH(holds<x509::uniformResourceIdentifier>(uri));
  BOTH(holds<x509::iPAddress>(ip));
  BOTH(holds<x509::registeredID>(id));
  test::obeys_the_laws<holder, other>();
  test::obeys_the_laws<holder, mail>();
  test::obeys_the_laws<holder, dns>();
  test::obeys_the_laws<holder, x400>();
  test::obeys_the_laws<holder, directory>();
  test::obeys_the_laws<holder, edi>();
  test::obeys_the_laws<holder, uri>();
  test::obeys_the_laws<holder, ip>();
  test::obeys_the_laws<holder, id>();
}

TEST_CASE("names are at least one, of a known form, and text is ASCII") {
  BOTH(test::refusal<holder>(octets(0x30, 0)) == errc::length_out_of_range);
  BOTH(test::refusal<holder>(octets(0x30, 2, 0x89, 0)) == errc::unknown_value);
  BOTH(test::refusal<holder>(octets(0x30, 3, 0x82, 1, 0xfc)) == errc::rule_broken);
  BOTH(test::refusal<holder>(octets(0x30, 3, 0xa2, 1, 'a')) == errc::unknown_value);  // constructed
}

TEST_CASE("PITFALLS 65, 79: a name of one form can't be read as another") {
  static constexpr auto x400 = octets(0x30, 4, 0xa3, 2, 0x05, 0);
  const auto names = parse<holder>(x400);
  REQUIRE(names);
  CHECK(std::get_if<x509::dNSName>(&*names->names.begin()) == nullptr);
}
