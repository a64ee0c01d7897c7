#include "cxtls/crypto/require_backend.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/fixed_random.hpp"
#include "support/own_toy.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;

// What is refused, and with which words, is in tests/compile_fail/crypto.
TEST_CASE("F30: BoringSSL, a class derived from it, and the toy backend are backends") {
  STATIC_REQUIRE(crypto::require_backend<backend::boringssl>());
  STATIC_REQUIRE(crypto::require_backend<test::fixed_random<backend::boringssl>>());
  STATIC_REQUIRE(crypto::require_backend<test::toy_backend>());
  STATIC_REQUIRE(crypto::require_backend<test::own_toy>());
}

TEST_CASE("F30: a type without the lists is no backend") {
  STATIC_REQUIRE(!crypto::Backend<int>);
  STATIC_REQUIRE(!crypto::ListsHashes<int>);
  STATIC_REQUIRE(!crypto::HasRandom<int>);
}
