#include "cxtls/backend/libsodium/mlkem.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/libsodium.hpp"
#include "support/mlkem_laws.hpp"

using namespace cxtls;
using backend::libsodium;

#if __has_include(<sodium/crypto_kem_mlkem768.h>)

using laws =
    test::mlkem_laws<libsodium, backend::libsodium_::mlkem768, libsodium::key_exchange<NamedGroup::X25519MLKEM768>>;

TEST_CASE("X25519MLKEM768 is preferred to all other groups of libsodium") {
  STATIC_REQUIRE(backend::libsodium_::post_quantum_groups[0] == NamedGroup::X25519MLKEM768);
}

TEST_CASE("ML-KEM-768 of libsodium makes OpenSSL's key of a seed, and decapsulates OpenSSL's secret") {
  laws::a_seed_gives_openssls_key_and_secret();
}

TEST_CASE("FIPS 203, 6.3: libsodium: a ciphertext that was tampered with gives a secret that nobody has") {
  laws::a_ciphertext_tampered_with_gives_a_secret_of_nobody();
}

TEST_CASE("FIPS 203, 7.2: libsodium: a key with a coefficient that isn't below q is refused") {
  laws::a_key_with_a_coefficient_of_q_is_refused();
}

TEST_CASE("P11: libsodium: without randomness ML-KEM has no share, and without a share no secret") {
  laws::without_randomness_there_is_no_share_and_no_secret();
}

TEST_CASE("libsodium: ML-KEM refuses outputs and inputs of wrong sizes") { laws::wrong_sizes_are_refused(); }

TEST_CASE("RFC 10024: libsodium: ML-KEM's octets come first, then those of X25519") { laws::ml_kem_comes_first(); }

TEST_CASE("RFC 10024: libsodium: both sides of X25519MLKEM768 agree") { laws::both_sides_agree(); }

TEST_CASE("RFC 8446, 7.4.2: libsodium: nor may the X25519 half of X25519MLKEM768 make zeros") {
  laws::an_x25519_half_of_zeros_is_refused();
}

TEST_CASE("ML-KEM-768 of libsodium encapsulates with the backend's own randomness, as OpenSSL does with the same") {
  std::vector<std::uint8_t> draws = test::unhex(test::mlkem768::seed);
  backend::libsodium_::mlkem768 key;
  laws::share_of<backend::libsodium_::mlkem768> share{};
  laws::response_of<backend::libsodium_::mlkem768> response{};
  laws::secret_of<backend::libsodium_::mlkem768> secret{};
  REQUIRE(key.generate(laws::random(draws), share));
  draws = test::unhex(test::mlkem768::encapsulation_randomness);
  REQUIRE(backend::libsodium_::mlkem768::encapsulate(laws::random(draws), share, response, secret));
  CHECK(test::hex(response) == test::mlkem768::ciphertext);
  CHECK(test::hex(secret) == test::mlkem768::secret);
  CHECK_FALSE(backend::libsodium_::mlkem768::encapsulate(laws::random(draws), share, response, secret));
}

#else

TEST_CASE("a libsodium before 1.0.22 lists no group with ML-KEM") {
  STATIC_REQUIRE(backend::libsodium_::post_quantum_groups.size() == 0);
  STATIC_REQUIRE(!libsodium::groups.contains(NamedGroup::X25519MLKEM768));
}

#endif
