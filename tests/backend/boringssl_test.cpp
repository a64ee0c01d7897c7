#include "cxtls/backend/boringssl.hpp"

#include "backend_kit/kit.hpp"

using namespace cxtls;
using backend::boringssl;

namespace {
const backend_kit::conformance<boringssl> kit;
}

TEST_CASE("C66: BoringSSL does all three suites of TLS 1.3") { STATIC_REQUIRE(crypto::suites<boringssl>.size() == 3); }

TEST_CASE("C66: BoringSSL does all six suites of TLS 1.2") {
  STATIC_REQUIRE(crypto::tls12::suites<boringssl>.size() == 6);
}

TEST_CASE("every scheme in the table is one that BoringSSL verifies") {
  for (auto const& row : crypto::scheme_table) CHECK(boringssl::signatures.contains(row.algorithm));
}
