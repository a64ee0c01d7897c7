#include "cxtls/record/tls12/key.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record/tls12/pair12.hpp"

using namespace cxtls;
using namespace pair12;
using test::toy_backend;
using toy_key = record::tls12::key<toy_backend>;

// What the keys make of real records: opener_test.cpp, protector_test.cpp.

namespace {
constexpr std::array<std::uint8_t, 3> text{7, 8, 9};

constexpr octets sealed_by(toy_key& k) {
  octets out = pair::zeros(text.size() + k.expansion());
  if (!k.seal(out, ContentType::alert, text)) out.clear();
  return out;
}
// The limit, as the n-th record under a key that may protect n - 1.
constexpr errc after_records(std::uint64_t limit) {
  test::toy_world world;
  const toy_backend b(world);
  crypto12::suite_info suite = aes_suite;
  suite.record_limit = limit;
  toy_key k;
  if (!k.install(b, keys_for(suite))) return errc::last_;
  for (std::uint64_t n = 0; n < limit; ++n)
    if (sealed_by(k).empty()) return errc::last_;
  octets out = pair::zeros(text.size() + k.expansion());
  const status s = k.seal(out, ContentType::alert, text);
  return s ? errc::none : s.error().code;
}
}  // namespace

TEST_CASE("F17: a key of TLS 1.2 can't be copied") {
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<toy_key>);
  STATIC_CHECK_FALSE(std::is_copy_assignable_v<toy_key>);
}

TEST_CASE("F17: both ends count records alike, in constant evaluation, too") {
  constexpr auto agree = [](crypto12::suite_info const& suite, int records) {
    test::toy_world world;
    const toy_backend b(world);
    toy_key write, read;
    if (!write.install(b, keys_for(suite)) || !read.install(b, keys_for(suite))) return false;
    for (int n = 0; n < records; ++n) {
      octets sealed = sealed_by(write);
      const auto content = read.open(sealed, ContentType::alert);
      if (!content || !equal(*content, text)) return false;
    }
    return write.sequence_number() == read.sequence_number();
  };
  static_assert(agree(aes_suite, 3) && agree(chacha_suite, 3));
  CHECK((agree(aes_suite, 300) && agree(chacha_suite, 300)));
}

TEST_CASE("RFC 5288, 3: the explicit nonce is the sequence number; RFC 7905, 2: or there is none") {
  test::toy_world world;
  const toy_backend b(world);
  toy_key aes, chacha;
  REQUIRE(aes.install(b, keys_for(aes_suite)));
  REQUIRE(chacha.install(b, keys_for(chacha_suite)));
  CHECK(aes.expansion() == 8 + 16);
  CHECK(chacha.expansion() == 16);
  CHECK(aes.expansion() == record::tls12::max_expansion);
  for (std::uint8_t n = 0; n < 3; ++n)
    CHECK(equal(bytes(sealed_by(aes)).first(8), std::array<std::uint8_t, 8>{0, 0, 0, 0, 0, 0, 0, n}));
  const octets one = sealed_by(chacha);
  CHECK(one != sealed_by(chacha));
}

TEST_CASE("RFC 5288, 3: a peer may choose any explicit nonce, and it is the nonce") {
  test::toy_world world;
  const toy_backend b(world);
  toy_key write, read;
  REQUIRE(write.install(b, keys_for(aes_suite)));
  REQUIRE(read.install(b, keys_for(aes_suite)));
  octets sealed = sealed_by(write);
  sealed[3] ^= 1;
  CHECK(read.open(sealed, ContentType::alert).error().code == errc::bad_record_mac);
}

TEST_CASE("F17: there is no update of keys in TLS 1.2: a key stops at its limit") {
  static_assert(after_records(8) == errc::sequence_exhausted);
  CHECK(after_records(8) == errc::sequence_exhausted);
  CHECK(aes_suite.record_limit == crypto::aes_gcm_record_limit);
  CHECK(chacha_suite.record_limit == crypto::sequence_number_limit);
}

TEST_CASE("a key of TLS 1.2 that was never installed, or couldn't be, seals and opens nothing") {
  test::toy_world world{.first_failing_call = 0};
  const toy_backend b(world);
  toy_key none, failed;
  CHECK(failed.install(b, keys_for(aes_suite)).error().code == errc::backend_failed);
  for (toy_key* k : {&none, &failed}) {
    octets out = pair::zeros(text.size() + k->expansion());
    CHECK(k->seal(out, ContentType::alert, text).error().code == errc::sequence_exhausted);
    CHECK(k->open(out, ContentType::alert).error().code == errc::sequence_exhausted);
    CHECK_FALSE(k->installed());
  }
}

TEST_CASE("an IV of another AEAD, and an output of another size, are refused") {
  test::toy_world world;
  const toy_backend b(world);
  toy_key k;
  server_keys mixed = keys_for(aes_suite);
  mixed.iv = keys_for(chacha_suite).iv;
  CHECK(k.install(b, mixed).error().code == errc::backend_failed);
  REQUIRE(k.install(b, keys_for(aes_suite)));
  octets out = pair::zeros(text.size() + k.expansion() + 1);
  CHECK(k.seal(out, ContentType::alert, text).error().code == errc::backend_failed);
  CHECK(k.sequence_number() == 0);
}
