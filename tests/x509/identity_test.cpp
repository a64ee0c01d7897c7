#include "cxtls/x509/identity.hpp"

#include <catch2/catch_test_macros.hpp>

#include "wire/verbs.hpp"

using namespace cxtls;
using verbs::octets;

namespace {
constexpr bool is_name(std::string_view text) { return dns_name::parse(text).has_value(); }
constexpr bool is_address(std::string_view text) { return ip_address::parse(text).has_value(); }
template <std::size_t N>
constexpr bool is_address(std::string_view text, std::array<std::uint8_t, N> const& octets) {
  const auto address = ip_address::parse(text);
  return address && equal(address->view(), octets);
}
}  // namespace

TEST_CASE("a dns_name is checked when it is made, and kept in lower case without a trailing dot") {
  constexpr dns_name name{"Example.COM."};
  BOTH(equal(name.view(), std::string_view("example.com")));
  BOTH(*dns_name::parse("EXAMPLE.com") == name);
  CHECK(name.text() == "example.com");
  BOTH(!is_name("example.com.."));
  BOTH(!is_name("."));
  BOTH(!is_name(""));
  BOTH(!is_name("foo_bar.example"));
  BOTH(!is_name("*.example.com"));
  BOTH(!is_name("192.0.2.1"));
  BOTH(
      !is_name("b\xc3\xbc"
               "cher.example"));
  BOTH(dns_name::parse("a b").error().code == errc::config_name_invalid);
}

TEST_CASE("an IPv4 address is four numbers without leading zeros") {
  BOTH(is_address("192.0.2.1", octets(192, 0, 2, 1)));
  BOTH(is_address("255.255.255.255", octets(255, 255, 255, 255)));
  BOTH(is_address("0.0.0.0", octets(0, 0, 0, 0)));
  BOTH(!is_address("256.0.0.1"));
  BOTH(!is_address("192.0.2"));
  BOTH(!is_address("192.0.2.1.5"));
  BOTH(!is_address("192.0.2.01"));
  BOTH(!is_address("192.0.2."));
  BOTH(!is_address("192.0.2.1 "));
  BOTH(!is_address("0xc0.0.2.1"));
  BOTH(!is_address(""));
  BOTH(!is_address("example.com"));
}

// The texts are RFC 4291's (2.2) and RFC 5952's (1).
TEST_CASE("an IPv6 address is eight groups, of which a run of zeros may be left out once") {
  BOTH(is_address("2001:DB8::8:800:200C:417A",
                  octets(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 8, 8, 0, 0x20, 0xc, 0x41, 0x7a)));
  BOTH(is_address("FF01:0:0:0:0:0:0:101", octets(0xff, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)));
  BOTH(is_address("FF01::101", octets(0xff, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)));
  BOTH(is_address("::1", octets(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)));
  BOTH(is_address("::", octets(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
  BOTH(is_address("1::", octets(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
  BOTH(is_address("::13.1.68.3", octets(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13, 1, 68, 3)));
  BOTH(is_address("::FFFF:129.144.52.38", octets(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 129, 144, 52, 38)));
  BOTH(is_address("2001:db8:0:1:1:1:1:1", octets(0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1)));
  BOTH(!is_address("1:2:3:4:5:6:7"));
  BOTH(!is_address("1:2:3:4:5:6:7:8:9"));
  BOTH(!is_address("1:2:3:4::5:6:7:8"));
  BOTH(!is_address("1::2::3"));
  BOTH(!is_address(":::"));
  BOTH(!is_address("1:2:3:4:5:6:7:"));
  BOTH(!is_address(":1:2:3:4:5:6:7"));
  BOTH(!is_address("12345::"));
  BOTH(!is_address("g::"));
  BOTH(!is_address("fe80::1%eth0"));
  BOTH(!is_address("[::1]"));
  BOTH(!is_address("1:2:3:4:5:6:7:1.2.3.4"));
  BOTH(!is_address("::1.2.3.4:5"));
}

TEST_CASE("pins are kept as they are given") {
  constexpr pinned_keys one(spki_pin{1}), two(spki_pin{1}, spki_pin{2});
  BOTH(one.pins().size() == 1);
  BOTH(two.pins().contains(spki_pin{2}));
  BOTH(!(one == two));
}
