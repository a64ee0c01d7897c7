#include "cxtls/backend/boringssl/mlkem.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/mlkem_laws.hpp"

using namespace cxtls;
using backend::boringssl;

#if __has_include(<openssl/mlkem.h>)

using laws =
    test::mlkem_laws<boringssl, backend::boringssl_::mlkem768, boringssl::key_exchange<NamedGroup::X25519MLKEM768>>;

TEST_CASE("X25519MLKEM768 is preferred to all other groups of BoringSSL") {
  STATIC_REQUIRE(backend::boringssl_::post_quantum_groups[0] == NamedGroup::X25519MLKEM768);
  STATIC_REQUIRE(boringssl::groups[0] == NamedGroup::X25519MLKEM768);
}

TEST_CASE("ML-KEM-768 of BoringSSL makes OpenSSL's key of a seed, and decapsulates OpenSSL's secret") {
  laws::a_seed_gives_openssls_key_and_secret();
}

TEST_CASE("FIPS 203, 6.3: BoringSSL: a ciphertext that was tampered with gives a secret that nobody has") {
  laws::a_ciphertext_tampered_with_gives_a_secret_of_nobody();
}

TEST_CASE("FIPS 203, 7.2: BoringSSL: a key with a coefficient that isn't below q is refused") {
  laws::a_key_with_a_coefficient_of_q_is_refused();
}

TEST_CASE("P11: BoringSSL: without randomness ML-KEM has no share, and without a share no secret") {
  laws::without_randomness_there_is_no_share_and_no_secret();
}

TEST_CASE("BoringSSL: ML-KEM refuses outputs and inputs of wrong sizes") { laws::wrong_sizes_are_refused(); }

TEST_CASE("RFC 10024: BoringSSL: ML-KEM's octets come first, then those of X25519") { laws::ml_kem_comes_first(); }

TEST_CASE("RFC 10024: BoringSSL: both sides of X25519MLKEM768 agree") { laws::both_sides_agree(); }

TEST_CASE("RFC 8446, 7.4.2: BoringSSL: nor may the X25519 half of X25519MLKEM768 make zeros") {
  laws::an_x25519_half_of_zeros_is_refused();
}

#else

TEST_CASE("a BoringSSL without ML-KEM, such as Debian's, lists no group with it") {
  STATIC_REQUIRE(boringssl::groups[0] == NamedGroup::x25519);
  STATIC_REQUIRE(!boringssl::groups.contains(NamedGroup::X25519MLKEM768));
}

#endif
