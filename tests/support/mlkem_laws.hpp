// What ML-KEM-768 and X25519MLKEM768 have to do in any backend.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "cxtls/crypto/algorithm.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_mlkem768.hpp"

namespace cxtls::test {

// A backend whose random() gives out these octets, in order, and fails when they are used up.
template <class Backend>
class drawing_from : public Backend {
 public:
  explicit drawing_from(std::vector<std::uint8_t>& draws) : draws_(&draws) {}
  [[nodiscard]] bool random(mutable_bytes out) const {
    if (draws_->size() < out.size()) return false;
    copy(bytes(*draws_).first(out.size()), out.data());
    draws_->erase(draws_->begin(), draws_->begin() + static_cast<std::ptrdiff_t>(out.size()));
    return true;
  }

 private:
  std::vector<std::uint8_t>* draws_;
};

template <class Backend, class MlKem768, class X25519MlKem768>
struct mlkem_laws {
  template <class K>
  using share_of = std::array<std::uint8_t, K::share_size>;
  template <class K>
  using response_of = std::array<std::uint8_t, K::response_size>;
  template <class K>
  using secret_of = std::array<std::uint8_t, K::secret_size>;
  using random = drawing_from<Backend>;

  static std::string sha256_of(bytes in) {
    typename Backend::template hash<crypto::hash_algorithm::sha256> hash{Backend{}};
    std::array<std::uint8_t, 32> out{};
    hash.update(in);
    REQUIRE(hash.finish(out));
    return hex(out);
  }

  static void a_seed_gives_openssls_key_and_secret() {
    std::vector<std::uint8_t> draws = unhex(mlkem768::seed);
    MlKem768 key;
    share_of<MlKem768> share{};
    REQUIRE(key.generate(random(draws), share));
    CHECK(draws.empty());
    CHECK(sha256_of(share) == mlkem768::public_key_sha256);
    secret_of<MlKem768> secret{};
    REQUIRE(key.decapsulate(Backend{}, unhex(mlkem768::ciphertext), secret));
    CHECK(hex(secret) == mlkem768::secret);
  }

  static void a_ciphertext_tampered_with_gives_a_secret_of_nobody() {
    std::vector<std::uint8_t> draws = unhex(mlkem768::seed);
    MlKem768 key;
    share_of<MlKem768> share{};
    REQUIRE(key.generate(random(draws), share));
    auto tampered = unhex(mlkem768::ciphertext);
    tampered[0] = 0;
    secret_of<MlKem768> secret{};
    REQUIRE(key.decapsulate(Backend{}, tampered, secret));
    CHECK(hex(secret) == mlkem768::rejected);
  }

  static void a_key_with_a_coefficient_of_q_is_refused() {
    const Backend b;
    MlKem768 key;
    share_of<MlKem768> share{};
    response_of<MlKem768> response{};
    secret_of<MlKem768> out{};
    REQUIRE(key.generate(b, share));
    REQUIRE(MlKem768::encapsulate(b, share, response, out));
    // Two coefficients of 12 bits are three octets, the lower bits first: the first one becomes q = 3329 = 0xd01.
    share[0] = 0x01;
    share[1] = static_cast<std::uint8_t>((share[1] & 0xf0) | 0x0d);
    CHECK_FALSE(MlKem768::encapsulate(b, share, response, out));
    share[0] = 0x00;
    CHECK(MlKem768::encapsulate(b, share, response, out));
  }

  static void without_randomness_there_is_no_share_and_no_secret() {
    std::vector<std::uint8_t> draws(63);
    MlKem768 key;
    share_of<MlKem768> share{};
    secret_of<MlKem768> secret{};
    CHECK_FALSE(key.generate(random(draws), share));
    CHECK_FALSE(key.decapsulate(Backend{}, unhex(mlkem768::ciphertext), secret));
  }

  static void wrong_sizes_are_refused() {
    const Backend b;
    std::array<std::uint8_t, 1185> room{};
    std::array<std::uint8_t, 1089> response{};
    std::array<std::uint8_t, 33> secret{};
    const auto share = mutable_bytes(room).first(1184), ciphertext = mutable_bytes(response).first(1088),
               out = mutable_bytes(secret).first(32);
    MlKem768 key;
    CHECK_FALSE(key.generate(b, room));
    REQUIRE(key.generate(b, share));
    CHECK_FALSE(MlKem768::encapsulate(b, room, ciphertext, out));
    CHECK_FALSE(MlKem768::encapsulate(b, share, response, out));
    CHECK_FALSE(MlKem768::encapsulate(b, share, ciphertext, secret));
    REQUIRE(MlKem768::encapsulate(b, share, ciphertext, out));
    CHECK_FALSE(key.decapsulate(b, response, out));
    CHECK_FALSE(key.decapsulate(b, ciphertext.first(1087), out));
    CHECK_FALSE(key.decapsulate(b, ciphertext, secret));
  }

  // RFC 7748, 6.1: Alice's key pair, Bob's public key and what they share.
  static constexpr std::string_view alice_private = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
  static constexpr std::string_view alice_public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
  static constexpr std::string_view bob_public = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
  static constexpr std::string_view x25519_secret = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";

  static void ml_kem_comes_first() {
    std::vector<std::uint8_t> draws = unhex(std::string(mlkem768::seed) + std::string(alice_private));
    X25519MlKem768 client;
    share_of<X25519MlKem768> share{};
    REQUIRE(client.generate(random(draws), share));
    CHECK(sha256_of(bytes(share).first(1184)) == mlkem768::public_key_sha256);
    CHECK(hex(bytes(share).subspan(1184)) == alice_public);
    secret_of<X25519MlKem768> secret{};
    REQUIRE(client.decapsulate(Backend{}, unhex(std::string(mlkem768::ciphertext) + std::string(bob_public)), secret));
    CHECK(hex(secret) == std::string(mlkem768::secret) + std::string(x25519_secret));
  }

  static void both_sides_agree() {
    const Backend b;
    X25519MlKem768 client;
    share_of<X25519MlKem768> share{};
    response_of<X25519MlKem768> response{};
    secret_of<X25519MlKem768> of_client{}, of_server{};
    REQUIRE(client.generate(b, share));
    REQUIRE(X25519MlKem768::encapsulate(b, share, response, of_server));
    X25519MlKem768 moved = std::move(client);
    REQUIRE(moved.decapsulate(b, response, of_client));
    CHECK(of_client == of_server);
  }

  static void an_x25519_half_of_zeros_is_refused() {
    const Backend b;
    X25519MlKem768 client;
    share_of<X25519MlKem768> share{};
    response_of<X25519MlKem768> response{};
    secret_of<X25519MlKem768> secret{};
    REQUIRE(client.generate(b, share));
    REQUIRE(X25519MlKem768::encapsulate(b, share, response, secret));
    for (std::size_t i = 0; i < 32; ++i) share[1184 + i] = response[1088 + i] = 0;
    CHECK_FALSE(client.decapsulate(b, response, secret));
    CHECK(secret == secret_of<X25519MlKem768>{});
    CHECK_FALSE(X25519MlKem768::encapsulate(b, share, response, secret));
    CHECK(secret == secret_of<X25519MlKem768>{});
  }
};

}  // namespace cxtls::test
