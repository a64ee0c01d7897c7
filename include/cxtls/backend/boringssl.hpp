// BoringSSL as a crypto backend: libcrypto alone. Debian's android-libboringssl-dev (API 19) and newer versions do.
// Link with -lcrypto of BoringSSL; its symbols clash with OpenSSL's, so a process holds one of the two.
#pragma once
#include <openssl/base.h>
#ifndef OPENSSL_IS_BORINGSSL
#error \
    "cxtls/backend/boringssl.hpp: these are OpenSSL's headers; put the directory of BoringSSL's first in the include path"
#endif
#include <openssl/mem.h>
#include <openssl/rand.h>

#include "cxtls/backend/boringssl/aead.hpp"
#include "cxtls/backend/boringssl/hash.hpp"
#include "cxtls/backend/boringssl/key_exchange.hpp"
#include "cxtls/backend/boringssl/mlkem.hpp"
#include "cxtls/backend/boringssl/private_key.hpp"
#include "cxtls/backend/boringssl/signature.hpp"
#include "cxtls/crypto/capabilities.hpp"

namespace cxtls::backend {

// Holds nothing. A class that derives from it may replace random().
class boringssl {
 public:
  static constexpr std::string_view name = "BoringSSL";
  // `auto x = T{...}`: GCC 12 puts a static member whose class arguments it deduced into writable memory.
  static constexpr auto hashes = crypto::capabilities{crypto::hash_algorithm::sha256, crypto::hash_algorithm::sha384};
  static constexpr auto aeads =
      crypto::capabilities{crypto::aead_algorithm::aes_128_gcm, crypto::aead_algorithm::aes_256_gcm,
                           crypto::aead_algorithm::chacha20_poly1305};
  static constexpr auto groups = crypto::joined(
      boringssl_::post_quantum_groups,
      crypto::capabilities{NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1, NamedGroup::secp521r1});
  static constexpr auto signatures = crypto::capabilities{
      crypto::signature_algorithm::ed25519,          crypto::signature_algorithm::ecdsa_sha256,
      crypto::signature_algorithm::ecdsa_sha384,     crypto::signature_algorithm::ecdsa_sha512,
      crypto::signature_algorithm::rsa_pss_sha256,   crypto::signature_algorithm::rsa_pss_sha384,
      crypto::signature_algorithm::rsa_pss_sha512,   crypto::signature_algorithm::rsa_pkcs1_sha256,
      crypto::signature_algorithm::rsa_pkcs1_sha384, crypto::signature_algorithm::rsa_pkcs1_sha512};

  [[nodiscard]] bool random(mutable_bytes out) const { return RAND_bytes(out.data(), out.size()) == 1; }
  static bool equal(bytes a, bytes b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
  }

  template <crypto::hash_algorithm A>
  using hash = boringssl_::hash<A>;
  template <crypto::hash_algorithm A>
  using hmac = boringssl_::hmac<A>;
  template <crypto::aead_algorithm A>
  using aead = boringssl_::aead<A>;
  template <NamedGroup G>
  using key_exchange = boringssl_::key_exchange<G>;
  template <crypto::signature_algorithm A>
  using verifier = boringssl_::verifier<A>;
  using private_key = boringssl_::private_key;
};

}  // namespace cxtls::backend
