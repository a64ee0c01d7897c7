#include "cxtls/handshake/hello/grease.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace cxtls;

namespace {

// RFC 8701, 2, written out.
constexpr std::uint16_t pairs[] = {0x0a0a, 0x1a1a, 0x2a2a, 0x3a3a, 0x4a4a, 0x5a5a, 0x6a6a, 0x7a7a,
                                   0x8a8a, 0x9a9a, 0xaaaa, 0xbaba, 0xcaca, 0xdada, 0xeaea, 0xfafa};
constexpr std::uint8_t modes[] = {0x0b, 0x2a, 0x49, 0x68, 0x87, 0xa6, 0xc5, 0xe4};

constexpr bool is_pair(auto code_point) {
  for (std::uint16_t value : pairs)
    if (static_cast<std::uint16_t>(code_point) == value) return true;
  return false;
}
constexpr grease all_of(std::uint8_t octet) { return grease({octet, octet, octet, octet, octet, octet, octet}); }

constexpr bool has_only_reserved_values(grease const& g) {
  bool mode = false;
  for (std::uint8_t value : modes) mode = mode || static_cast<std::uint8_t>(g.psk_mode()) == value;
  return mode && is_pair(g.cipher_suite()) && is_pair(g.group()) && is_pair(g.version()) &&
         is_pair(g.signature_scheme()) && is_pair(g.first_extension()) && is_pair(g.last_extension());
}
constexpr bool always_reserved() {
  for (unsigned octet = 0; octet < 256; ++octet)
    if (!has_only_reserved_values(all_of(static_cast<std::uint8_t>(octet)))) return false;
  return true;
}

}  // namespace

static_assert(always_reserved());

TEST_CASE("RFC 8701, 2: whatever is drawn, only reserved values come of it") { CHECK(always_reserved()); }

TEST_CASE("RFC 8701: every reserved value is drawn for some octet") {
  for (std::uint8_t i = 0; i < 16; ++i) {
    CHECK(static_cast<std::uint16_t>(all_of(i).cipher_suite()) == pairs[i]);
    CHECK(static_cast<std::uint16_t>(all_of(i).group()) == pairs[i]);
  }
  for (std::uint8_t i = 0; i < 8; ++i) CHECK(static_cast<std::uint8_t>(all_of(i).psk_mode()) == modes[i]);
}

TEST_CASE("two extensions of GREASE are never of one type (RFC 8446, 4.2)") {
  for (unsigned first = 0; first < 16; ++first)
    for (unsigned last = 0; last < 16; ++last) {
      const grease g({0, 0, 0, 0, static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(last), 0});
      CHECK(g.first_extension() != g.last_extension());
    }
}
