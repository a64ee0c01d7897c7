#include "cxtls/backend/libsodium.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "cxtls/crypto/require_backend.hpp"
#include "cxtls/crypto/tls12/suite.hpp"
#include "cxtls/session/sealed.hpp"

using namespace cxtls;
using backend::libsodium;

namespace {
// As if sodium_init() had failed.
struct unready : libsodium {
  unready() : libsodium(false) {}
};
template <class List>
constexpr bool is_only(List const& list, typename List::value_type item) {
  return list.size() == 1 && list[0] == item;
}
}  // namespace

TEST_CASE("C66: libsodium lists what one suite takes, and nothing else") {
  STATIC_REQUIRE(crypto::require_backend<libsodium>());
  STATIC_REQUIRE(is_only(libsodium::hashes, crypto::hash_algorithm::sha256));
  STATIC_REQUIRE(is_only(libsodium::aeads, crypto::aead_algorithm::chacha20_poly1305));
  STATIC_REQUIRE(is_only(libsodium::groups, NamedGroup::x25519));
  STATIC_REQUIRE(is_only(libsodium::signatures, crypto::signature_algorithm::ed25519));
  STATIC_REQUIRE(crypto::suites<libsodium>.size() == 1);
  STATIC_REQUIRE(crypto::suites<libsodium>[0].id == CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
  STATIC_REQUIRE(crypto::find<libsodium>(CipherSuite::TLS_AES_128_GCM_SHA256) == nullptr);
  STATIC_REQUIRE(crypto::find<libsodium>(CipherSuite::TLS_AES_256_GCM_SHA384) == nullptr);
}

TEST_CASE("C66: and one of TLS 1.2, for servers with an Ed25519 key") {
  STATIC_REQUIRE(crypto::tls12::suites<libsodium>.size() == 1);
  STATIC_REQUIRE(crypto::tls12::suites<libsodium>[0].id == CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
}

TEST_CASE("tickets and cookies are sealed with what libsodium has") {
  STATIC_REQUIRE(detail::choose_sealing_aead<libsodium>() == crypto::aead_algorithm::chacha20_poly1305);
}

TEST_CASE("P11: random fills all it is given, differently each time") {
  const libsodium b;
  std::array<std::uint8_t, 1000> one{}, two{};
  REQUIRE(b.random(one));
  REQUIRE(b.random(two));
  CHECK(one != two);
  // 100 zeros in a row are as good as impossible.
  CHECK(std::search_n(one.begin(), one.end(), 100, 0) == one.end());
  CHECK(b.random({}));
}

TEST_CASE("CVE-2015-0285: when libsodium couldn't be initialised, nothing is drawn, nor by a copy") {
  const unready b;
  std::array<std::uint8_t, 32> out{};
  CHECK_FALSE(b.random(out));
  CHECK_FALSE(b.random({}));
  const libsodium copied = b;
  CHECK_FALSE(copied.random(out));
  CHECK(out == std::array<std::uint8_t, 32>{});
}

TEST_CASE("any number of backends may be made") {
  for (int i = 0; i < 3; ++i) {
    const libsodium b;
    std::uint8_t out[1]{};
    CHECK(b.random(out));
  }
}
