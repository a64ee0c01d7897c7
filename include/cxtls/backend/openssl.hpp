// OpenSSL 3.0 or newer as a crypto backend: its providers' algorithms through EVP. Link with -lcrypto.
// Its symbols clash with BoringSSL's, so a process holds one of the two.
#pragma once
#include "cxtls/backend/openssl/version.hpp"

#include "cxtls/backend/openssl/aead.hpp"
#include "cxtls/backend/openssl/hash.hpp"
#include "cxtls/backend/openssl/hybrid.hpp"
#include "cxtls/backend/openssl/private_key.hpp"
#include "cxtls/crypto/capabilities.hpp"

namespace cxtls::backend {

// Holds what it fetched; copies share that. A class that derives from it may replace random().
class openssl : public openssl_::library {
 public:
  // OpenSSL's default library context and whatever it prefers there.
  openssl() : openssl(nullptr) {}
  // The library context of the application, which outlives this object, its copies and its private keys; `properties`
  // says what the algorithms must meet, as in "fips=yes" (property(7)). What no loaded provider offers fails when used.
  explicit openssl(OSSL_LIB_CTX* context, char const* properties = nullptr) : library(context, properties) {}

  static constexpr std::string_view name = "OpenSSL";
  // `auto x = T{...}`: GCC 12 puts a static member whose class arguments it deduced into writable memory.
  static constexpr auto hashes = crypto::capabilities{crypto::hash_algorithm::sha256, crypto::hash_algorithm::sha384};
  static constexpr auto aeads =
      crypto::capabilities{crypto::aead_algorithm::aes_128_gcm, crypto::aead_algorithm::aes_256_gcm,
                           crypto::aead_algorithm::chacha20_poly1305};
  static constexpr auto groups = openssl_::groups();
  static constexpr auto signatures = crypto::capabilities{
      crypto::signature_algorithm::ed25519,          crypto::signature_algorithm::ecdsa_sha256,
      crypto::signature_algorithm::ecdsa_sha384,     crypto::signature_algorithm::ecdsa_sha512,
      crypto::signature_algorithm::rsa_pss_sha256,   crypto::signature_algorithm::rsa_pss_sha384,
      crypto::signature_algorithm::rsa_pss_sha512,   crypto::signature_algorithm::rsa_pkcs1_sha256,
      crypto::signature_algorithm::rsa_pkcs1_sha384, crypto::signature_algorithm::rsa_pkcs1_sha512};

  // From the library context's public generator; properties don't concern it.
  [[nodiscard]] bool random(mutable_bytes out) const {
    const openssl_::quiet q;
    constexpr unsigned strength = 256;
    return RAND_bytes_ex(context(), out.data(), out.size(), strength) == 1;
  }
  static bool equal(bytes a, bytes b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
  }

  template <crypto::hash_algorithm A>
  using hash = openssl_::hash<A>;
  template <crypto::hash_algorithm A>
  using hmac = openssl_::hmac<A>;
  template <crypto::aead_algorithm A>
  using aead = openssl_::aead<A>;
  template <NamedGroup G>
  using key_exchange = openssl_::key_exchange<G>;
  template <crypto::signature_algorithm A>
  using verifier = openssl_::verifier<A>;
  using private_key = openssl_::private_key;
};

}  // namespace cxtls::backend
