#include "cxtls/backend/boringssl.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/crypto/require_backend.hpp"
#include "cxtls/crypto/suite.hpp"

using namespace cxtls;
using backend::boringssl;

TEST_CASE("C66: BoringSSL does all three suites of TLS 1.3") {
  STATIC_REQUIRE(crypto::require_backend<boringssl>());
  STATIC_REQUIRE(crypto::suites<boringssl>.size() == 3);
}

TEST_CASE("every scheme in the table is one that BoringSSL verifies") {
  for (auto const& row : crypto::scheme_table) CHECK(boringssl::signatures.contains(row.algorithm));
}

TEST_CASE("P11: random fills all it is given, differently each time") {
  const boringssl b;
  std::array<std::uint8_t, 32> one{}, two{};
  REQUIRE(b.random(one));
  REQUIRE(b.random(two));
  CHECK(one != two);
  CHECK(one != std::array<std::uint8_t, 32>{});
  CHECK(b.random({}));
}

TEST_CASE("F16: equal compares contents and sizes") {
  constexpr std::uint8_t a[] = {1, 2, 3}, same[] = {1, 2, 3}, last[] = {1, 2, 4}, first[] = {0, 2, 3};
  CHECK(boringssl::equal(a, same));
  CHECK_FALSE(boringssl::equal(a, last));
  CHECK_FALSE(boringssl::equal(a, first));
  CHECK_FALSE(boringssl::equal(a, bytes(same).first(2)));
  CHECK(boringssl::equal({}, {}));
}
