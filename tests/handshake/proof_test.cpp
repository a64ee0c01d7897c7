#include "cxtls/handshake/proof.hpp"

#include <catch2/catch_test_macros.hpp>
#include <type_traits>

#include "cxtls/handshake/tls13/client/states.hpp"
#include "support/backend.hpp"

using namespace cxtls;

// F3: what must have been checked can't be made otherwise (tests/compile_fail/handshake has the sentences).
static_assert(!std::is_default_constructible_v<FinishedVerified>);
static_assert(!std::is_default_constructible_v<SignatureVerified>);
static_assert(!std::is_constructible_v<SignatureVerified, SignatureScheme>);
static_assert(!std::is_default_constructible_v<x509::verified_chain>);
static_assert(!std::is_default_constructible_v<tls13::client::PeerAuthenticated>);

TEST_CASE("F3: FinishedVerified comes of the expected octets only") {
  crypto::digest expected(32);
  for (std::size_t i = 0; i < 32; ++i) expected.fill()[i] = static_cast<std::uint8_t>(i + 1);
  std::array<std::uint8_t, 33> theirs{};
  copy(expected.view(), theirs.data());
  using B = test::linked_backend;
  CHECK(FinishedVerified::check<B>(expected, bytes(theirs).first(32)));
  CHECK(FinishedVerified::check<B>(expected, bytes(theirs).first(31)).error().code == errc::finished_mismatch);
  CHECK(FinishedVerified::check<B>(expected, theirs).error().code == errc::finished_mismatch);
  for (std::size_t i = 0; i < 32; ++i) {
    theirs[i] ^= 0x10;
    CHECK(FinishedVerified::check<B>(expected, bytes(theirs).first(32)).error().code == errc::finished_mismatch);
    theirs[i] ^= 0x10;
  }
}

TEST_CASE("F3: and so it does in TLS 1.2 (RFC 5246, 7.4.9)") {
  using B = test::linked_backend;
  crypto::tls12::verify_data<crypto::sender::server> expected{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
  std::array<std::uint8_t, 13> theirs{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  CHECK(FinishedVerified::check<B>(expected, bytes(theirs).first(12)));
  CHECK(FinishedVerified::check<B>(expected, bytes(theirs).first(11)).error().code == errc::finished_mismatch);
  CHECK(FinishedVerified::check<B>(expected, theirs).error().code == errc::finished_mismatch);
  for (std::size_t i = 0; i < 12; ++i) {
    theirs[i] ^= 0x10;
    CHECK(FinishedVerified::check<B>(expected, bytes(theirs).first(12)).error().code == errc::finished_mismatch);
    theirs[i] ^= 0x10;
  }
}
