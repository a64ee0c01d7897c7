#include "cxtls/x509/name.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/wire_laws.hpp"

using namespace cxtls;
using test::octets;

namespace {

// One RDN of one commonName.
template <std::size_t N>
constexpr auto common_name(std::uint8_t encoding, char const (&text)[N]) {
  constexpr auto size = static_cast<std::uint8_t>(N - 1);
  std::array<std::uint8_t, N - 1 + 13> out{};
  const std::array<std::uint8_t, 13> header =
      octets(0x30, size + 11, 0x31, size + 9, 0x30, size + 7, 0x06, 3, 0x55, 0x04, 0x03, encoding, size);
  for (std::size_t i = 0; i < 13; ++i) out[i] = header[i];
  for (std::size_t i = 0; i + 1 < N; ++i) out[13 + i] = static_cast<std::uint8_t>(text[i]);
  return out;
}
constexpr std::uint8_t utf8 = 0x0c, printable = 0x13, teletex = 0x14, bmp = 0x1e;

template <class A, class B>
constexpr bool same(A const& a, B const& b) {
  return x509::same(*parse<x509::Name>(a), *parse<x509::Name>(b));
}

struct holder {
  x509::Name name{};
};

}  // namespace
template <>
inline constexpr auto cxtls::wire<holder> = Struct(Field<&holder::name>(wire<x509::Name>));

TEST_CASE("a Name obeys the laws, empty or not") {
  static constexpr auto in = common_name(utf8, "root");
  static constexpr auto empty = octets(0x30, 0);
  test::obeys_the_laws<holder, in>();
  test::obeys_the_laws<holder, empty>();
  BOTH(parse<x509::Name>(in)->size() == 1);
}

TEST_CASE("a relative name has at least one attribute") {
  BOTH(test::refusal<holder>(octets(0x30, 2, 0x31, 0)) == errc::length_out_of_range);
}

TEST_CASE("RFC 5280, 7.1: case, outer spaces and runs of spaces don't tell names apart") {
  BOTH(same(common_name(utf8, "Root CA"), common_name(utf8, "root ca")));
  BOTH(same(common_name(utf8, "Root CA"), common_name(printable, "Root CA")));
  BOTH(same(common_name(utf8, " Root   CA "), common_name(utf8, "root ca")));
  BOTH(!same(common_name(utf8, "Root CA"), common_name(utf8, "RootCA")));
  BOTH(!same(common_name(utf8, "Root CA"), common_name(utf8, "Root CA 2")));
  BOTH(!same(common_name(utf8, "Root"), common_name(utf8, "")));
}

TEST_CASE("other encodings are compared octet by octet") {
  BOTH(same(common_name(teletex, "Root"), common_name(teletex, "Root")));
  BOTH(!same(common_name(teletex, "Root"), common_name(teletex, "root")));
  BOTH(!same(common_name(bmp, "aabb"), common_name(utf8, "aabb")));
}

TEST_CASE("PITFALLS 119: a name doesn't end at an octet of zero") {
  BOTH(!same(common_name(utf8, "root\0a"), common_name(utf8, "root\0b")));
  BOTH(!same(common_name(utf8, "root\0a"), common_name(utf8, "root")));
}

TEST_CASE("a name is within each of its prefixes") {
  static constexpr auto name = common_name(utf8, "a");
  static constexpr auto empty = octets(0x30, 0);
  BOTH(x509::is_within(*parse<x509::Name>(name), *parse<x509::Name>(empty)));
  BOTH(x509::is_within(*parse<x509::Name>(name), *parse<x509::Name>(name)));
  BOTH(!x509::is_within(*parse<x509::Name>(empty), *parse<x509::Name>(name)));
}
