#include "cxtls/backend/openssl/hybrid.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/openssl.hpp"
#include "cxtls/crypto/require_backend.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using openssl = backend::openssl;
using namespace backend::openssl_;
using test::hex;

namespace {
using hybrid = key_exchange<NamedGroup::X25519MLKEM768>;
using x25519 = key_exchange<NamedGroup::x25519>;
struct drained : openssl {
  [[nodiscard]] bool random(mutable_bytes) const { return false; }
};
// The library that is loaded may be older than the headers.
bool loaded() { return OPENSSL_version_major() > 3 || OPENSSL_version_minor() >= 5; }
}  // namespace

TEST_CASE("X25519MLKEM768 is listed, and first, where the headers are OpenSSL 3.5's or newer") {
  STATIC_REQUIRE(crypto::require_backend<openssl>());
  STATIC_REQUIRE(openssl::groups.contains(NamedGroup::X25519MLKEM768) == has_ml_kem);
  STATIC_REQUIRE(openssl::groups[0] == (has_ml_kem ? NamedGroup::X25519MLKEM768 : NamedGroup::x25519));
}

TEST_CASE("a library without ML-KEM, or without randomness, generates no hybrid share") {
  std::array<std::uint8_t, hybrid::share_size> share{};
  std::array<std::uint8_t, hybrid::response_size> response{};
  std::array<std::uint8_t, hybrid::secret_size> secret{};
  hybrid key;
  CHECK(key.generate(openssl{}, share) == loaded());
  CHECK_FALSE(hybrid{}.decapsulate(openssl{}, response, secret));
  CHECK_FALSE(key.generate(drained{}, share));
  CHECK_FALSE(key.decapsulate(openssl{}, response, secret));
  CHECK_FALSE(hybrid::encapsulate(drained{}, share, response, secret));
  CHECK_FALSE(key.generate(openssl{}, mutable_bytes(share).first(1215)));
}

TEST_CASE("draft-ietf-tls-ecdhe-mlkem, 4.1: ML-KEM comes first in share, response and secret") {
  if (!loaded()) SKIP("this OpenSSL has no ML-KEM");
  const openssl b;
  std::array<std::uint8_t, hybrid::share_size> share{};
  std::array<std::uint8_t, hybrid::response_size> response{};
  std::array<std::uint8_t, hybrid::secret_size> ours{}, theirs{}, parts{};
  hybrid key;
  REQUIRE(key.generate(b, share));
  REQUIRE(hybrid::encapsulate(b, share, response, theirs));
  REQUIRE(key.decapsulate(b, response, ours));
  CHECK(ours == theirs);

  // The same answered by its two parts.
  const OSSL_PARAM encapsulation_key[] = {octets_parameter(OSSL_PKEY_PARAM_PUB_KEY, bytes(share).first(1184)),
                                          OSSL_PARAM_construct_end()};
  const pkey ml_kem = imported(b, "ML-KEM-768", encapsulation_key);
  REQUIRE(ml_kem);
  const pkey_context kem = context_of(b, ml_kem);
  std::size_t sent = 1088, size = 32;
  REQUIRE(EVP_PKEY_encapsulate_init(kem.get(), nullptr) == 1);
  REQUIRE(EVP_PKEY_encapsulate(kem.get(), response.data(), &sent, parts.data(), &size) == 1);
  REQUIRE(
      x25519::encapsulate(b, bytes(share).last(32), mutable_bytes(response).last(32), mutable_bytes(parts).last(32)));
  REQUIRE(key.decapsulate(b, response, ours));
  CHECK(hex(ours) == hex(parts));

  // FIPS 203, 6.3: a ciphertext that was changed gives another secret.
  response[0] ^= 1;
  REQUIRE(key.decapsulate(b, response, ours));
  CHECK(hex(bytes(ours).first(32)) != hex(bytes(parts).first(32)));
  CHECK(hex(bytes(ours).last(32)) == hex(bytes(parts).last(32)));
}

TEST_CASE("a hybrid share or response is refused for either of its parts") {
  if (!loaded()) SKIP("this OpenSSL has no ML-KEM");
  const openssl b;
  std::array<std::uint8_t, hybrid::share_size> share{};
  std::array<std::uint8_t, hybrid::response_size> response{};
  std::array<std::uint8_t, hybrid::secret_size> secret{};
  hybrid key;
  REQUIRE(key.generate(b, share));
  REQUIRE(hybrid::encapsulate(b, share, response, secret));
  CHECK_FALSE(key.decapsulate(b, bytes(response).first(1119), secret));
  CHECK_FALSE(hybrid::encapsulate(b, bytes(share).first(1215), response, secret));
  // RFC 8446, 7.4.2: the X25519 part of zeros makes a secret of zeros.
  auto no_point = response;
  for (std::uint8_t& octet : mutable_bytes(no_point).last(32)) octet = 0;
  CHECK_FALSE(key.decapsulate(b, no_point, secret));
  auto no_share = share;
  for (std::uint8_t& octet : mutable_bytes(no_share).last(32)) octet = 0;
  CHECK_FALSE(hybrid::encapsulate(b, no_share, response, secret));
  // FIPS 203, 7.2: the modulus check. A coefficient of 4095 isn't reduced modulo 3329.
  auto not_reduced = share;
  not_reduced[0] = 0xff;
  not_reduced[1] |= 0x0f;
  CHECK_FALSE(hybrid::encapsulate(b, not_reduced, response, secret));
}
