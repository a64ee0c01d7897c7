#include "cxtls/handshake/external_psk.hpp"

#include <catch2/catch_test_macros.hpp>
#include <type_traits>
#include <vector>

using namespace cxtls;
using octets = std::vector<std::uint8_t>;

namespace {
constexpr std::array<std::uint8_t, 16> key{9, 8, 7};
constexpr std::array<std::uint8_t, 4> with_nul{'i', 't', 0, 's'};

constexpr bool keeps_what_it_was_given() {
  const auto psk = external_psk::create(with_nul, key, crypto::hash_algorithm::sha384);
  return psk && equal(psk->identity(), with_nul) && equal(psk->expose(), key) &&
         psk->hash() == crypto::hash_algorithm::sha384;
}
constexpr bool has_a_second_owner_on_purpose_only() {
  const auto psk = external_psk::create(with_nul, key);
  const external_psk copy = psk->duplicate();
  return equal(copy.identity(), with_nul) && equal(copy.expose(), key) && copy.hash() == psk->hash();
}
errc refusal(std::size_t identity, std::size_t size) {
  const auto psk = external_psk::create(octets(identity, 1), octets(size, 1));
  return psk ? errc::none : psk.error().code;
}
}  // namespace

static_assert(!std::is_copy_constructible_v<external_psk> && std::is_nothrow_move_constructible_v<external_psk>);

TEST_CASE("CVE-2026-42010: an external key keeps its identity, NULs and all, its octets and its hash") {
  static_assert(keeps_what_it_was_given());
  CHECK(keeps_what_it_was_given());
  static_assert(has_a_second_owner_on_purpose_only());
  CHECK(has_a_second_owner_on_purpose_only());
}

TEST_CASE("RFC 8446, 4.2.11: without a hash an external key is SHA-256's") {
  CHECK(external_psk::create(with_nul, key)->hash() == crypto::hash_algorithm::sha256);
}

TEST_CASE("RFC 9257, 6: a key has 128 bits at least; identities and keys are bounded") {
  CHECK(refusal(1, min_external_psk) == errc::none);
  CHECK(refusal(1, min_external_psk - 1) == errc::length_out_of_range);
  CHECK(refusal(1, 0) == errc::length_out_of_range);
  CHECK(refusal(1, max_external_psk) == errc::none);
  CHECK(refusal(1, max_external_psk + 1) == errc::length_out_of_range);
  CHECK(refusal(0, 32) == errc::length_out_of_range);
  CHECK(refusal(max_external_psk_identity, 32) == errc::none);
  CHECK(refusal(max_external_psk_identity + 1, 32) == errc::length_out_of_range);
  CHECK(external_psk::create({}, key).error().field == "identity");
  CHECK(external_psk::create(key, {}).error().field == "key");
}
