#include "cxtls/record/limits.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls::record;

TEST_CASE("A21, A23: records are as large as RFC 8446, 5.1 and 5.2 say") {
  STATIC_CHECK(header_size == 5);
  STATIC_CHECK(max_content == 16384);
  STATIC_CHECK(max_ciphertext == 16640);
  STATIC_CHECK(max_record == 16645);
}
