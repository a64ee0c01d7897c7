#include "cxtls/handshake/hello/select.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>

using namespace cxtls;
using enum NamedGroup;

namespace {

constexpr auto aes128 = CipherSuite::TLS_AES_128_GCM_SHA256;
constexpr auto aes256 = CipherSuite::TLS_AES_256_GCM_SHA384;
constexpr auto chacha20 = CipherSuite::TLS_CHACHA20_POLY1305_SHA256;
constexpr auto unknown_suite = CipherSuite{0xc02f};
constexpr auto grease = NamedGroup{0x3a3a};

template <class T>
struct some {
  constexpr some(std::initializer_list<T> values) {
    for (T const& v : values) (void)all.push(v);
  }
  bounded<T, 8> all{};
};

struct suite_row {
  suite_list ours;
  some<CipherSuite> theirs;
  CipherSuite expected{};  // 0: none
};
constexpr suite_row suites[] = {
    {suite_list(aes128, aes256), {aes256, aes128}, aes128},
    {suite_list(aes256, aes128), {aes128, aes256}, aes256},
    {suite_list(aes128, aes256), {aes256}, aes256},
    {suite_list(aes128), {aes256}, {}},
    {suite_list(aes128), {}, {}},
    {suite_list(), {aes128}, {}},
    {suite_list(aes128, aes256), {unknown_suite, aes256, aes128}, aes128},
    // A client that prefers ChaCha20-Poly1305 gets it, if we have it.
    {suite_list(aes128, chacha20), {chacha20, aes128}, chacha20},
    {suite_list(aes128, chacha20), {unknown_suite, chacha20, aes128}, chacha20},
    {suite_list(aes128, chacha20), {aes256, chacha20, aes128}, chacha20},  // the first that counts
    {suite_list(aes128, chacha20), {aes128, chacha20}, aes128},
    {suite_list(aes128, aes256), {chacha20, aes256}, aes256},
};

struct group_row {
  group_list ours;
  some<NamedGroup> theirs;
  some<NamedGroup> shares;
  NamedGroup expected{};  // 0: none
  bool has_share = false;
};
constexpr group_row rows[] = {
    // The server's order, whatever the client's (CVE-2026-2673).
    {group_list(x25519, secp256r1), {secp256r1, x25519}, {secp256r1, x25519}, x25519, true},
    {group_list(secp256r1, x25519), {x25519, secp256r1}, {x25519, secp256r1}, secp256r1, true},
    // A share that was sent saves a round trip, within a class.
    {group_list(x25519, secp256r1), {x25519, secp256r1}, {secp256r1}, secp256r1, true},
    {group_list(x25519, secp256r1, secp384r1), {secp384r1, secp256r1, x25519}, {secp384r1}, secp384r1, true},
    // No share of ours: our most preferred is asked for.
    {group_list(x25519, secp256r1), {secp256r1, x25519}, {}, x25519, false},
    {group_list(x25519, secp256r1), {secp256r1, x25519}, {grease}, x25519, false},
    {group_list(x25519, secp256r1), {secp256r1, secp384r1}, {secp384r1}, secp256r1, false},
    // Resistance to quantum computers is worth a round trip; among those that have it the same rules hold.
    {group_list(X25519MLKEM768, x25519), {x25519, X25519MLKEM768}, {x25519}, X25519MLKEM768, false},
    {group_list(x25519, X25519MLKEM768), {x25519, X25519MLKEM768}, {x25519}, X25519MLKEM768, false},
    {group_list(x25519, X25519MLKEM768), {x25519, X25519MLKEM768}, {x25519, X25519MLKEM768}, X25519MLKEM768, true},
    {group_list(X25519MLKEM768, SecP256r1MLKEM768, x25519),
     {x25519, SecP256r1MLKEM768, X25519MLKEM768},
     {x25519, SecP256r1MLKEM768},
     SecP256r1MLKEM768,
     true},
    {group_list(X25519MLKEM768, x25519), {x25519}, {x25519}, x25519, true},
    // Nothing in common.
    {group_list(x25519), {secp256r1}, {secp256r1}, {}, false},
    {group_list(x25519), {}, {}, {}, false},
    {group_list(), {x25519}, {x25519}, {}, false},
    // A share counts only with its group in the list.
    {group_list(x25519, secp256r1), {secp256r1}, {x25519, secp256r1}, secp256r1, true},
};

constexpr bool holds(suite_row const& r) {
  const auto choice = select_suite(r.ours, r.theirs.all.view());
  return choice.value_or(CipherSuite{}) == r.expected;
}
constexpr bool holds(group_row const& r) {
  bounded<KeyShareEntry, 8> shares;
  constexpr std::uint8_t octet[] = {1};
  for (NamedGroup g : r.shares.all) (void)shares.push(KeyShareEntry{g, octet});
  const auto choice = select_group(r.ours, r.theirs.all.view(), shares.view());
  if (r.expected == NamedGroup{}) return !choice;
  return choice && choice->group == r.expected && choice->has_share == r.has_share;
}
template <class Row, std::size_t N>
constexpr bool all_hold(Row const (&table)[N]) {
  for (Row const& r : table)
    if (!holds(r)) return false;
  return true;
}

}  // namespace

TEST_CASE("A52: the server's order decides about suites; ChaCha20-Poly1305 goes to clients that prefer it") {
  static_assert(all_hold(suites));
  for (suite_row const& r : suites) {
    CAPTURE(&r - suites);
    CHECK(holds(r));
  }
}

TEST_CASE("CVE-2026-2673: which group is chosen, for all that can be offered, is a table") {
  static_assert(all_hold(rows));
  for (group_row const& r : rows) {
    CAPTURE(&r - rows);
    CHECK(holds(r));
  }
}
