#include "cxtls/record/any_opener.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/record/any_protector.hpp"
#include "record/tls12/pair12.hpp"

using namespace cxtls;
using namespace pair;
using test::toy_backend;

namespace {
using opener = record::any_opener<toy_backend>;
const octets server_hello{22, 3, 3, 0, 4, 2, 0, 0, 0}, change_cipher_spec{20, 3, 3, 0, 1, 1};

errc refusal(opener& read, octets record) {
  const auto o = read.open(record);
  return o ? errc::none : o.error().code;
}
}  // namespace

TEST_CASE("before the version is known, records are plaintext; a secret of TLS 1.3 makes them TLS 1.3's") {
  test::toy_world world;
  const toy_backend b(world);
  opener read;
  CHECK(refusal(read, server_hello) == errc::none);
  CHECK(refusal(read, change_cipher_spec) == errc::none);  // middlebox compatibility: flood_guard counts it
  CHECK(read.expect(b, pair12::keys_for(pair12::aes_suite)).error().code == errc::unexpected_message);
  CHECK(read.max_fragment() == record::max_content);

  pair::ends<toy_backend> e(b);
  REQUIRE(read.install(b, pair::aes_suite, application_secret::of(pair::aes_suite.hash, some_secret)));
  CHECK(read.keyed());
  CHECK(read.max_fragment() == record::max_ciphertext);
  CHECK(refusal(read, e.seal(ContentType::application_data, some_secret)) == errc::none);
  CHECK(read.sequence_number() == 1);
  CHECK(read.choose_tls12().error().code == errc::unexpected_message);
  CHECK_FALSE(read.should_update());
}

TEST_CASE("once TLS 1.2 is chosen, ChangeCipherSpec is what changes keys, and secrets of TLS 1.3 aren't taken") {
  test::toy_world world;
  const toy_backend b(world);
  opener read;
  CHECK(refusal(read, server_hello) == errc::none);
  REQUIRE(read.choose_tls12());
  REQUIRE(read.choose_tls12());
  CHECK(refusal(read, change_cipher_spec) == errc::change_cipher_spec_unexpected);
  CHECK(read.install(b, pair::aes_suite, application_secret::of(pair::aes_suite.hash, some_secret)).error().code ==
        errc::unexpected_message);
  read.allow_plaintext_alert();  // nothing to do
  read.skip_early_data();
  CHECK(refusal(read, octets{23, 3, 3, 0, 1, 7}) == errc::record_type_unexpected);

  pair12::ends<toy_backend> e(b);
  REQUIRE(read.expect(b, pair12::keys_for(pair12::aes_suite)));
  CHECK(refusal(read, change_cipher_spec) == errc::none);
  opener moved;
  moved = std::move(read);
  CHECK(moved.keyed());
  CHECK(moved.max_fragment() == record::max_content + record::tls12::max_expansion);
  CHECK(refusal(moved, e.seal(ContentType::application_data, some_secret)) == errc::none);
  CHECK(moved.sequence_number() == 1);
}

TEST_CASE("a version is chosen in constant evaluation, too") {
  static_assert([] {
    test::toy_world world;
    const toy_backend b(world);
    opener read;
    record::any_protector<toy_backend> write;
    octets spec = pair::zeros(6), record = pair::zeros(5 + 8 + 1 + 16);
    constexpr std::uint8_t one[] = {1};
    if (!read.choose_tls12() || !write.choose_tls12() || !read.expect(b, pair12::keys_for(pair12::aes_suite)) ||
        !write.seal(ContentType::change_cipher_spec, one, 0, spec) ||
        !write.install(b, pair12::keys_for(pair12::aes_suite)) || !write.seal(ContentType::handshake, one, 0, record) ||
        !read.open(spec))
      return false;
    opener moved;
    moved = std::move(read);
    const auto o = moved.open(record);
    return o && equal(o->content, one);
  }());
}
