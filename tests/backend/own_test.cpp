// A backend that adds to cxtls what it doesn't have keeps what cxtls relies on, in that as in the rest.
#include "backend/own/own.hpp"

#include "backend_kit/kit.hpp"

namespace {

using namespace cxtls;
using test::hex, test::unhex;

static_assert(crypto::require_backend<example::own>());
const backend_kit::conformance<example::own> kit;

}  // namespace

TEST_CASE("X448 agrees on what RFC 7748, 6.2 prints") {
  struct alice : example::own {
    [[nodiscard]] bool random(mutable_bytes out) const {
      copy(unhex("9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d"
                 "9ac2d8c0a598726b"),
           out.data());
      return true;
    }
  };
  const alice b;
  crypto::any_key_exchange<alice> key;
  std::array<std::uint8_t, 56> room{};
  const auto share = key.generate(b, NamedGroup::x448, room);
  REQUIRE(share);
  CHECK(hex(*share) ==
        "9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41f"
        "a0");
  const auto bob = unhex(
      "3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf336"
      "09");
  const auto secret = key.decapsulate(b, bob);
  REQUIRE(secret);
  CHECK(hex(secret->expose()) ==
        "07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a5037514a87"
        "9d");
}

TEST_CASE("Ed448 verifies what RFC 8032, 7.4 prints, and nothing else") {
  const auto octets = unhex(
      "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe825"
      "6180");
  auto signature = unhex(
      "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd"
      "3980ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4dbb61149f05a7363268c71d95808ff"
      "2e652600");
  const auto verdict = [&](crypto::public_key const& key, bytes message) {
    const status s = crypto::verify(example::own{}, SignatureScheme::ed448, key, message, signature);
    return s ? errc::none : s.error().code;
  };
  const crypto::public_key key = crypto::own_public_key{example::id_Ed448, octets};
  CHECK(verdict(key, {}) == errc::none);
  CHECK(verdict(key, octets) == errc::signature_invalid);
  CHECK(verdict(crypto::own_public_key{example::id_Ed448, bytes(octets).first(56)}, {}) == errc::signature_invalid);
  CHECK(verdict(crypto::own_public_key{der::id_Ed25519, octets}, {}) == errc::signature_scheme_mismatch);
  CHECK(verdict(crypto::ed25519_public_key{octets}, {}) == errc::signature_scheme_mismatch);
  signature[20] ^= 1;
  CHECK(verdict(key, {}) == errc::signature_invalid);
}
