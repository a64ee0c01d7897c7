#include "cxtls/backend/openssl/library.hpp"

#include <openssl/provider.h>

#include <catch2/catch_test_macros.hpp>
#include <optional>

#include "cxtls/backend/openssl.hpp"
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/crypto/any_key_exchange.hpp"
#include "cxtls/crypto/hkdf.hpp"
#include "cxtls/crypto/verify.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using openssl = backend::openssl;
using test::hex;
using test::unhex;
namespace made = test::openssl;

namespace {
using context = backend::openssl_::handle<OSSL_LIB_CTX, OSSL_LIB_CTX_free>;

// What uses only what was fetched at the start: true when all of it works, false when none does.
std::optional<bool> hashes_and_seals(openssl const& b) {
  std::size_t good = 0, all = 0;
  const std::array<std::uint8_t, 32> zeros{};
  std::array<std::uint8_t, 48> out{};
  const auto count = [&](bool worked) { good += worked, ++all; };
  for (crypto::hash_algorithm a : openssl::hashes) {
    count(bool(crypto::hash_of(b, a, zeros)));
    count(crypto::hmac(b, a, zeros, zeros, mutable_bytes(out).first(crypto::hash_size(a))));
  }
  for (crypto::aead_algorithm a : openssl::aeads) {
    crypto::any_aead<openssl> key;
    count(key.init(b, a, bytes(zeros).first(crypto::aead_key_size(a))) &&
          key.seal(out, bytes(zeros).first(12), {}, zeros, {}) && key.open(out, bytes(zeros).first(12), {}));
  }
  if (good != 0 && good != all) return std::nullopt;
  return good == all;
}
// What OpenSSL fetches anew each time.
std::optional<bool> exchanges_and_signs(openssl const& b) {
  std::size_t good = 0, all = 0;
  const auto count = [&](bool worked) { good += worked, ++all; };
  std::vector<std::uint8_t> share(crypto::max_share_size), response(crypto::max_response_size);
  for (NamedGroup group : openssl::groups) {
    crypto::any_key_exchange<openssl> key;
    const auto offered = key.generate(b, group, share);
    count(bool(offered));
    const auto answer = offered ? crypto::encapsulate(b, group, *offered, response) : errc::key_share_invalid;
    count(answer && key.decapsulate(b, answer->response));
  }
  for (std::string_view der : {made::rsa2048_private, made::p256_sec1_private, made::ed25519_private})
    count(bool(openssl::private_key::from_der(b, unhex(der))));
  const auto point = unhex(made::p256_point);
  count(bool(crypto::verify(b, crypto::signature_algorithm::ecdsa_sha256,
                            crypto::ec_public_key{NamedGroup::secp256r1, point}, as_bytes(made::message),
                            unhex(made::p256_sha256_signature))));
  if (good != 0 && good != all) return std::nullopt;
  return good == all;
}
}  // namespace

TEST_CASE("a library context of the application does everything, and so does a property query that it meets") {
  const context own(OSSL_LIB_CTX_new());
  for (char const* properties : {static_cast<char const*>(nullptr), "", "provider=default", "?fips=yes"}) {
    const openssl b(own.get(), properties);
    CHECK(hashes_and_seals(b) == true);
    CHECK(exchanges_and_signs(b) == true);
    std::array<std::uint8_t, 32> drawn{};
    CHECK(b.random(drawn));
  }
}

TEST_CASE("what no provider offers fails when it is used, and nothing else takes its place") {
  for (char const* properties : {"provider=nonexistent", "fips=yes", "not a query ="}) {
    const openssl b(nullptr, properties);
    CHECK(hashes_and_seals(b) == false);
    CHECK(exchanges_and_signs(b) == false);
  }
  const context own(OSSL_LIB_CTX_new());
  OSSL_PROVIDER* const null_provider = OSSL_PROVIDER_load(own.get(), "null");
  REQUIRE(null_provider != nullptr);
  const openssl b(own.get());
  CHECK(hashes_and_seals(b) == false);
  CHECK(exchanges_and_signs(b) == false);
  std::array<std::uint8_t, 32> drawn{};
  CHECK_FALSE(b.random(drawn));
  OSSL_PROVIDER_unload(null_provider);
}

TEST_CASE("the property query is the backend's own copy") {
  std::string query = "provider=default";
  const openssl b(nullptr, query.c_str());
  query.assign(query.size(), '?');
  CHECK(exchanges_and_signs(b) == true);
}

TEST_CASE("a key signs and compares by itself when the backend that read it is gone") {
  const context own(OSSL_LIB_CTX_new());
  std::optional<openssl> b(std::in_place, own.get());
  const auto key = openssl::private_key::from_der(*b, unhex(made::p256_private));
  REQUIRE(key);
  b.reset();
  const auto point = unhex(made::p256_point);
  CHECK(key->matches(crypto::ec_public_key{NamedGroup::secp256r1, point}));
  std::array<std::uint8_t, openssl::private_key::max_signature_size> room{};
  CHECK(key->sign(openssl{}, SignatureScheme::ecdsa_secp256r1_sha256, {}, room));
}

TEST_CASE("copies share what was fetched, and outlive the first") {
  std::optional<openssl> first(std::in_place);
  openssl copy = *first, another(nullptr, "provider=nonexistent");
  CHECK(copy.digest_for(crypto::hash_algorithm::sha256) == first->digest_for(crypto::hash_algorithm::sha256));
  CHECK(copy.hmac_for(crypto::hash_algorithm::sha384) == first->hmac_for(crypto::hash_algorithm::sha384));
  another = copy;
  copy = *&copy;
  first.reset();
  CHECK(hashes_and_seals(copy) == true);
  CHECK(hashes_and_seals(another) == true);
}

TEST_CASE("hashes, MACs and ciphers are fetched once: they go on working where nothing can be fetched any more") {
  const context own(OSSL_LIB_CTX_new());
  const openssl before(own.get());
  REQUIRE(exchanges_and_signs(before) == true);
  REQUIRE(EVP_set_default_properties(own.get(), "provider=nonexistent") == 1);
  CHECK(hashes_and_seals(before) == true);
  CHECK(hashes_and_seals(openssl(before)) == true);
  // OpenSSL's own calls for keys look again.
  CHECK(exchanges_and_signs(before) == false);
  CHECK(hashes_and_seals(openssl(own.get())) == false);
}
