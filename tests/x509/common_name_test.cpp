#include "cxtls/x509/common_name.hpp"

#include <catch2/catch_test_macros.hpp>

#include "wire/verbs.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using verbs::octets;

namespace {
template <std::size_t N>
constexpr bool reads(std::array<std::uint8_t, N> const& address, std::string_view text) {
  return equal(x509::address_text(address).view(), text);
}
}  // namespace

TEST_CASE("an IPv4 address has one text") {
  BOTH(reads(octets(192, 168, 1, 1), "192.168.1.1"));
  BOTH(reads(octets(255, 100, 10, 0), "255.100.10.0"));
}

// RFC 5952, 4.
TEST_CASE("an IPv6 address has one text") {
  BOTH(reads(octets(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1), "2001:db8::2:1"));
  BOTH(reads(octets(0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1), "2001:db8:0:1:1:1:1:1"));
  BOTH(reads(octets(0x20, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1), "2001:0:0:1::1"));
  BOTH(reads(octets(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1), "2001:db8::1:0:0:1"));
  BOTH(reads(octets(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), "::1"));
  BOTH(reads(octets(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "::"));
  BOTH(reads(octets(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "1::"));
  BOTH(reads(octets(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
             "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
  BOTH(reads(octets(0x0a, 0xbc, 0, 0xab, 0, 0x0a, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1), "abc:ab:a:1:1:1:1:1"));
}

TEST_CASE("BR, 7.1.4.3: one commonName, which is one of the names") {
  const test::made_name example("example.com"), other("other.example"), address("192.0.2.1"), none("");
  static constexpr std::uint8_t ip[] = {192, 0, 2, 1};
  const x509::GeneralName entries[] = {test::dns("example.com"), x509::iPAddress{ip}};
  const x509::GeneralNames names(entries);
  CHECK(x509::common_name_repeats(example.name, names));
  CHECK(x509::common_name_repeats(address.name, names));
  CHECK(x509::common_name_repeats(none.name, names));
  CHECK(!x509::common_name_repeats(other.name, names));
  const x509::RelativeDistinguishedName twice[] = {example.rdn, example.rdn};
  CHECK(!x509::common_name_repeats(x509::Name(twice), names));
}
