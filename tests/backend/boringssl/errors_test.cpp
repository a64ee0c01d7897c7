#include "cxtls/backend/boringssl/errors.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"

using namespace cxtls;

namespace {
// Something that makes BoringSSL queue an error.
bool fail_to_open() {
  const backend::boringssl b;
  backend::boringssl::aead<crypto::aead_algorithm::aes_128_gcm> key;
  const std::array<std::uint8_t, 16> zeros{};
  std::array<std::uint8_t, 32> record{};
  return key.init(b, zeros) && !key.open(record, bytes(zeros).first(12), {});
}
}  // namespace

TEST_CASE("a failure leaves nothing in BoringSSL's error queue") {
  ERR_clear_error();
  for (int i = 0; i < 100; ++i) CHECK(fail_to_open());
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("what the application left in the error queue stays there") {
  ERR_clear_error();
  ERR_put_error(ERR_LIB_USER, 0, 7, "application.c", 1);
  CHECK(fail_to_open());
  CHECK(ERR_GET_REASON(ERR_peek_last_error()) == 7);
  CHECK(ERR_GET_REASON(ERR_get_error()) == 7);
  CHECK(ERR_get_error() == 0);
}
