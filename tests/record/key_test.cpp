#include "cxtls/record/key.hpp"

#include <catch2/catch_test_macros.hpp>
#include <type_traits>

#include "pair.hpp"

using namespace cxtls;
using namespace pair;
using test::toy_backend;
using toy_key = record::key<toy_backend>;

namespace {
constexpr std::array<std::uint8_t, 3> text{7, 8, 9};
constexpr std::array<std::uint8_t, 2> header_like{23, 3};

constexpr octets sealed_by(toy_key& k) {
  octets out = zeros(text.size() + crypto::aead_tag_size);
  if (!k.seal(out, header_like, text, {})) out.clear();
  return out;
}
constexpr status install(toy_key& k, toy_backend const& b, crypto::suite_info suite = aes_suite) {
  return k.install(b, suite, application_secret::of(suite.hash, some_secret));
}
constexpr bool agrees_in_order(std::uint64_t records) {
  test::toy_world world;
  const toy_backend b(world);
  toy_key write, read;
  if (!install(write, b) || !install(read, b)) return false;
  for (std::uint64_t n = 0; n < records; ++n) {
    octets sealed = sealed_by(write);
    if (write.sequence_number() != n + 1 || !read.open(sealed, header_like) ||
        !equal(bytes(sealed).first(text.size()), text))
      return false;
  }
  return true;
}
// The limit, as the n-th record under a key that may protect n - 1.
constexpr errc after_records(std::uint64_t limit) {
  test::toy_world world;
  const toy_backend b(world);
  crypto::suite_info suite = aes_suite;
  suite.record_limit = limit;
  toy_key k;
  if (!install(k, b, suite)) return errc::last_;
  for (std::uint64_t n = 0; n < limit; ++n)
    if (sealed_by(k).empty() || k.should_update() != (n + 1 >= limit / 2)) return errc::last_;
  octets out = zeros(text.size() + crypto::aead_tag_size);
  const status s = k.seal(out, header_like, text, {});
  return s ? errc::none : s.error().code;
}
}  // namespace

TEST_CASE("F17: a key can't be copied, so that no two count the same records") {
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<toy_key>);
  STATIC_CHECK_FALSE(std::is_copy_assignable_v<toy_key>);
  STATIC_CHECK(std::is_nothrow_move_constructible_v<toy_key> || std::is_move_constructible_v<toy_key>);
}

TEST_CASE("F17: both ends count records alike, and agree on each") {
  static_assert(agrees_in_order(3));
  CHECK(agrees_in_order(300));
}

TEST_CASE("F17: no two records of a key have the same nonce") {
  test::toy_world world;
  const toy_backend b(world);
  toy_key k;
  REQUIRE(install(k, b));
  const octets one = sealed_by(k);
  CHECK(one != sealed_by(k));
}

TEST_CASE(
    "C23, F17: a key protects as many records as its suite allows, asks for an update at half of them, and stops") {
  static_assert(after_records(8) == errc::sequence_exhausted);
  CHECK(after_records(8) == errc::sequence_exhausted);
  CHECK(after_records(1) == errc::sequence_exhausted);
}

TEST_CASE("C23: AES-GCM updates its key at 2^23.5 records and never passes 2^24.5") {
  // RFC 8446, 5.5 says 2^24.5; squared, to have no fraction.
  constexpr auto squared = [](std::uint64_t n) { return n * n; };
  STATIC_CHECK(squared(aes_suite.record_limit) <= std::uint64_t{1} << 49);
  STATIC_CHECK(squared(aes_suite.record_limit + 1) > std::uint64_t{1} << 49);
  STATIC_CHECK(squared(aes_suite.record_limit / 2) <= std::uint64_t{1} << 47);
}

TEST_CASE("a key that was never installed, or was moved from, seals and opens nothing") {
  test::toy_world world;
  const toy_backend b(world);
  toy_key none;
  octets out = zeros(text.size() + crypto::aead_tag_size);
  CHECK(none.seal(out, header_like, text, {}).error().code == errc::sequence_exhausted);
  CHECK(none.open(out, header_like).error().code == errc::sequence_exhausted);
  CHECK_FALSE(none.installed());
}

TEST_CASE("a key whose backend fails is no key") {
  for (std::uint64_t call = 0; call < 3; ++call) {
    test::toy_world world;
    world.first_failing_call = call;
    const toy_backend b(world);
    toy_key k;
    const status s = install(k, b);
    if (s) continue;  // fewer calls than that
    CHECK(s.error().code == errc::backend_failed);
    CHECK_FALSE(k.installed());
  }
}

TEST_CASE("a refused record takes no sequence number") {
  test::toy_world world;
  const toy_backend b(world);
  toy_key write, read;
  REQUIRE(install(write, b));
  REQUIRE(install(read, b));
  octets good = sealed_by(write), bad = good;
  bad[0] ^= 1;
  CHECK(read.open(bad, header_like).error().code == errc::bad_record_mac);
  CHECK(read.sequence_number() == 0);
  CHECK(read.open(good, header_like));
}
