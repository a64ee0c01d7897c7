#include "cxtls/backend/openssl/errors.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/openssl.hpp"

using namespace cxtls;
using openssl = backend::openssl;

namespace {
// One failure of each kind of call that makes OpenSSL queue errors.
bool fail_in_every_way(openssl const& b) {
  openssl::aead<crypto::aead_algorithm::aes_128_gcm> key;
  const std::array<std::uint8_t, 16> zeros{};
  std::array<std::uint8_t, 32> record{};
  openssl::key_exchange<NamedGroup::secp256r1> exchange;
  std::array<std::uint8_t, 65> share{}, off_curve{4};
  constexpr std::uint8_t not_der[] = {0x30, 3, 2, 1, 7};
  const crypto::public_key ec = crypto::ec_public_key{NamedGroup::secp256r1, off_curve};
  return key.init(b, zeros) && !key.open(record, bytes(zeros).first(12), {}) && exchange.generate(b, share) &&
         !exchange.decapsulate(b, off_curve, record) && !openssl::private_key::from_der(b, not_der) &&
         !openssl::verifier<crypto::signature_algorithm::ecdsa_sha256>::verify(b, ec, {}, not_der);
}
}  // namespace

TEST_CASE("a failure leaves nothing in OpenSSL's error queue") {
  const openssl b;
  ERR_clear_error();
  for (int i = 0; i < 100; ++i) CHECK(fail_in_every_way(b));
  CHECK(ERR_peek_error() == 0);
  const openssl without(nullptr, "provider=nonexistent");
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("what the application left in OpenSSL's error queue stays there") {
  const openssl b;
  ERR_clear_error();
  ERR_raise(ERR_LIB_USER, 7);
  CHECK(fail_in_every_way(b));
  const openssl without(nullptr, "provider=nonexistent");
  CHECK(ERR_GET_REASON(ERR_peek_last_error()) == 7);
  CHECK(ERR_GET_REASON(ERR_get_error()) == 7);
  CHECK(ERR_get_error() == 0);
}
