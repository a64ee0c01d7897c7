#include "cxtls/crypto/digest.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

TEST_CASE("a digest views as many octets as its hash has") {
  STATIC_REQUIRE([] {
    crypto::digest d(32);
    d.fill()[31] = 7;
    return d.size() == 32 && d.view().size() == 32 && d.view()[31] == 7 && d.view()[0] == 0;
  }());
}
