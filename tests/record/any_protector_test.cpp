#include "cxtls/record/any_protector.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record/tls12/pair12.hpp"

using namespace cxtls;
using namespace pair;
using test::toy_backend;

namespace {
using protector = record::any_protector<toy_backend>;
constexpr std::uint8_t one[] = {1};
constexpr std::array<std::uint8_t, 3> text{7, 8, 9};
constexpr auto data = ContentType::application_data;

octets sealed(protector& write, ContentType type, bytes content, std::size_t padding = 0) {
  octets out(write.sealed_size(type, content.size(), padding));
  const auto size = write.seal(type, content, padding, out);
  REQUIRE(size);
  CHECK(*size == out.size());
  return out;
}
}  // namespace

TEST_CASE("before the version is known, what is sent is plaintext, a ClientHello's version its own") {
  protector write;
  write.set_plaintext_version(ProtocolVersion::tls10);
  CHECK(sealed(write, ContentType::handshake, text) == octets{22, 3, 1, 0, 3, 7, 8, 9});
  REQUIRE(write.choose_tls12());
  write.set_plaintext_version(ProtocolVersion::tls10);
  CHECK(sealed(write, ContentType::handshake, text) == octets{22, 3, 3, 0, 3, 7, 8, 9});
}

TEST_CASE("a secret of TLS 1.3 makes records of TLS 1.3") {
  test::toy_world world;
  const toy_backend b(world);
  pair::ends<toy_backend> e(b);
  protector write;
  CHECK(write.install(b, pair12::keys_for(pair12::aes_suite)).error().code == errc::unexpected_message);
  REQUIRE(write.install(b, pair::aes_suite, application_secret::of(pair::aes_suite.hash, some_secret)));
  CHECK(write.keyed());
  CHECK(sealed(write, data, text, 4) == e.seal(data, text, 4));
  CHECK(write.choose_tls12().error().code == errc::unexpected_message);
  CHECK(write.sequence_number() == 1);
  CHECK_FALSE(write.should_update());
}

TEST_CASE("TLS 1.2, chosen, makes records of TLS 1.2, and pads nothing") {
  test::toy_world world;
  const toy_backend b(world);
  pair12::ends<toy_backend> e(b);
  protector write;
  REQUIRE(write.choose_tls12());
  REQUIRE(write.choose_tls12());
  CHECK(write.install(b, pair::aes_suite, application_secret::of(pair::aes_suite.hash, some_secret)).error().code ==
        errc::unexpected_message);
  CHECK(sealed(write, ContentType::change_cipher_spec, one) == octets{20, 3, 3, 0, 1, 1});
  REQUIRE(write.install(b, pair12::keys_for(pair12::aes_suite)));
  protector moved;
  moved = std::move(write);
  CHECK(sealed(moved, data, text, 4) == e.seal(data, text));

  const bytes pieces[] = {text, text};
  using padding = record::padding_policy::to_multiple<512>;
  octets out(100);
  const auto size = moved.seal_all<padding>(data, pieces, out, 4);
  REQUIRE(size);
  CHECK(*size == moved.sealed_size_all<padding>(data, 6, 4));
  CHECK(*size == 2 * (5 + 8 + 16) + 6);
  CHECK(moved.sequence_number() == 3);
}
