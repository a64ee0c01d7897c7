// A backend of one's own, from beginning to end: GNU Nettle, in what TLS 1.3 needs least. It stands outside of cxtls, and
// nothing in cxtls knows of it. docs/how-to/your-own-backend.md goes through it. Link with -lnettle -lhogweed -lgmp.
#pragma once
#include <nettle/aes.h>
#include <nettle/chacha-poly1305.h>
#include <nettle/curve25519.h>
#include <nettle/eddsa.h>
#include <nettle/gcm.h>
#include <nettle/hmac.h>
#include <nettle/memops.h>
#include <nettle/sha2.h>
#include <sys/random.h>

#include <memory>
#include <new>

#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/group.hpp"
#include "cxtls/crypto/private_key_info.hpp"
#include "cxtls/crypto/scheme.hpp"

namespace example {

using cxtls::bytes, cxtls::mutable_bytes, cxtls::errc, cxtls::result;
namespace crypto = cxtls::crypto;

// ---- hashes ----

// Copyable: TLS hashes the same beginning to several ends. Wiped: HKDF hashes secrets.
template <crypto::hash_algorithm A>
class nettle_hash {
 public:
  static constexpr std::size_t size = crypto::hash_size(A);
  explicit nettle_hash(auto const& /* backend */) {
    if constexpr (A == crypto::hash_algorithm::sha256) {
      sha256_init(&state_);
    } else {
      sha384_init(&state_);
    }
  }
  nettle_hash(nettle_hash const&) = default;
  nettle_hash& operator=(nettle_hash const&) = default;
  ~nettle_hash() { cxtls::wipe(reinterpret_cast<std::uint8_t*>(&state_), sizeof state_); }

  void update(bytes more) {
    if constexpr (A == crypto::hash_algorithm::sha256) {
      sha256_update(&state_, more.size(), more.data());
    } else {
      sha512_update(&state_, more.size(), more.data());
    }
  }
  [[nodiscard]] bool finish(mutable_bytes out) {
    if (out.size() != size) return false;
    if constexpr (A == crypto::hash_algorithm::sha256) {
      sha256_digest(&state_, size, out.data());
    } else {
      sha384_digest(&state_, size, out.data());
    }
    return true;
  }

 private:
  std::conditional_t<A == crypto::hash_algorithm::sha256, sha256_ctx, sha512_ctx> state_;
};

template <crypto::hash_algorithm A>
class nettle_hmac {
 public:
  static constexpr std::size_t size = crypto::hash_size(A);
  nettle_hmac(auto const& /* backend */, bytes key) {
    if constexpr (A == crypto::hash_algorithm::sha256) {
      hmac_sha256_set_key(&state_, key.size(), key.data());
    } else {
      hmac_sha384_set_key(&state_, key.size(), key.data());
    }
  }
  nettle_hmac(nettle_hmac const&) = delete;
  nettle_hmac& operator=(nettle_hmac const&) = delete;
  ~nettle_hmac() { cxtls::wipe(reinterpret_cast<std::uint8_t*>(&state_), sizeof state_); }

  void update(bytes more) {
    if constexpr (A == crypto::hash_algorithm::sha256) {
      hmac_sha256_update(&state_, more.size(), more.data());
    } else {
      hmac_sha512_update(&state_, more.size(), more.data());
    }
  }
  [[nodiscard]] bool finish(mutable_bytes out) {
    if (out.size() != size) return false;
    if constexpr (A == crypto::hash_algorithm::sha256) {
      hmac_sha256_digest(&state_, size, out.data());
    } else {
      hmac_sha384_digest(&state_, size, out.data());
    }
    return true;
  }

 private:
  std::conditional_t<A == crypto::hash_algorithm::sha256, hmac_sha256_ctx, hmac_sha512_ctx> state_;
};

// ---- AEADs ----

// A schedule of AES and the table of GHASH. The state of one record is on the stack.
template <class Aes, auto set_key, auto encrypt>
struct nettle_gcm {
  Aes cipher;
  gcm_key table;
  explicit nettle_gcm(bytes key) {
    set_key(&cipher, key.data());
    gcm_set_key(&table, &cipher, reinterpret_cast<nettle_cipher_func*>(encrypt));
  }
  // Both directions are one: GCM encrypts a counter.
  void apply(bool seal, mutable_bytes text, bytes nonce, bytes aad, std::uint8_t* tag) const {
    gcm_ctx record;
    const auto f = reinterpret_cast<nettle_cipher_func*>(encrypt);
    gcm_set_iv(&record, &table, nonce.size(), nonce.data());
    gcm_update(&record, &table, aad.size(), aad.data());
    (seal ? gcm_encrypt : gcm_decrypt)(&record, &table, &cipher, f, text.size(), text.data(), text.data());
    gcm_digest(&record, &table, &cipher, f, crypto::aead_tag_size, tag);
  }
};
struct nettle_chacha {
  chacha_poly1305_ctx context;
  explicit nettle_chacha(bytes key) { chacha_poly1305_set_key(&context, key.data()); }
  void apply(bool seal, mutable_bytes text, bytes nonce, bytes aad, std::uint8_t* tag) const {
    chacha_poly1305_ctx record = context;
    chacha_poly1305_set_nonce(&record, nonce.data());
    chacha_poly1305_update(&record, aad.size(), aad.data());
    (seal ? chacha_poly1305_encrypt : chacha_poly1305_decrypt)(&record, text.size(), text.data(), text.data());
    chacha_poly1305_digest(&record, crypto::aead_tag_size, tag);
    cxtls::wipe(reinterpret_cast<std::uint8_t*>(&record), sizeof record);
  }
};
template <crypto::aead_algorithm>
struct nettle_cipher;
template <>
struct nettle_cipher<crypto::aead_algorithm::aes_128_gcm>
    : nettle_gcm<aes128_ctx, aes128_set_encrypt_key, aes128_encrypt> {
  using nettle_gcm::nettle_gcm;
};
template <>
struct nettle_cipher<crypto::aead_algorithm::aes_256_gcm>
    : nettle_gcm<aes256_ctx, aes256_set_encrypt_key, aes256_encrypt> {
  using nettle_gcm::nettle_gcm;
};
template <>
struct nettle_cipher<crypto::aead_algorithm::chacha20_poly1305> : nettle_chacha {
  using nettle_chacha::nettle_chacha;
};

// Moved, never copied: two copies of a key would use each nonce twice. Without a key, and moved from, it does nothing.
template <crypto::aead_algorithm A>
class nettle_aead {
  using cipher = nettle_cipher<A>;

 public:
  static constexpr std::size_t key_size = crypto::aead_key_size(A);
  static constexpr std::size_t nonce_size = crypto::aead_nonce_size;
  static constexpr std::size_t tag_size = crypto::aead_tag_size;

  [[nodiscard]] bool init(auto const& /* backend */, bytes key) {
    key_.reset(key.size() == key_size ? new (std::nothrow) cipher(key) : nullptr);
    return key_ != nullptr;
  }
  [[nodiscard]] bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
    if (!key_ || nonce.size() != nonce_size || out.size() != in.size() + extra.size() + tag_size) return false;
    // Nettle wants whole blocks but for the last piece, so the two pieces are made one. `in` may lie there already.
    if (in.data() != out.data()) cxtls::copy(in, out.data());
    cxtls::copy(extra, out.data() + in.size());
    const mutable_bytes text = out.first(out.size() - tag_size);
    key_->apply(true, text, nonce, aad, out.data() + text.size());
    return true;
  }
  [[nodiscard]] bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
    if (!key_ || nonce.size() != nonce_size || sealed.size() < tag_size) return false;
    const mutable_bytes text = sealed.first(sealed.size() - tag_size);
    std::uint8_t tag[tag_size];
    key_->apply(false, text, nonce, aad, tag);
    const bool good = memeql_sec(tag, sealed.last(tag_size).data(), tag_size) == 1;
    if (!good) cxtls::wipe(text.data(), text.size());
    return good;
  }

 private:
  struct wiping {
    void operator()(cipher* c) const {
      cxtls::wipe(reinterpret_cast<std::uint8_t*>(c), sizeof *c);
      delete c;
    }
  };
  std::unique_ptr<cipher, wiping> key_;
};

// ---- key exchange ----

template <cxtls::NamedGroup G>
class nettle_key_exchange {
  static_assert(G == cxtls::NamedGroup::x25519);

 public:
  static constexpr std::size_t share_size = CURVE25519_SIZE;
  static constexpr std::size_t response_size = CURVE25519_SIZE;
  static constexpr std::size_t secret_size = CURVE25519_SIZE;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    cxtls::secret<CURVE25519_SIZE> key(CURVE25519_SIZE);
    if (share.size() != share_size || !backend.random(key.fill())) return false;
    curve25519_mul_g(share.data(), key.expose().data());
    key_ = std::move(key);
    return true;
  }
  // RFC 8446, 7.4.2: "MUST check whether the computed Diffie-Hellman shared secret is the all-zero value".
  [[nodiscard]] bool decapsulate(auto const& /* backend */, bytes response, mutable_bytes secret) {
    if (key_.size() == 0 || response.size() != response_size || secret.size() != secret_size) return false;
    curve25519_mul(secret.data(), key_.expose().data(), response.data());
    constexpr std::uint8_t zeros[secret_size]{};
    return memeql_sec(secret.data(), zeros, secret_size) == 0;
  }
  // The server's side: it generates its share, and has the secret at once.
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret) {
    nettle_key_exchange own;
    return own.generate(backend, response) && own.decapsulate(backend, share, secret);
  }

 private:
  cxtls::secret<CURVE25519_SIZE> key_{0};
};

// ---- signatures ----

template <crypto::signature_algorithm A>
struct nettle_verifier {
  static_assert(A == crypto::signature_algorithm::ed25519);
  [[nodiscard]] static bool verify(auto const& /* backend */, crypto::public_key const& key, bytes message,
                                   bytes signature) {
    auto const* ed25519 = std::get_if<crypto::ed25519_public_key>(&key);
    return ed25519 != nullptr && ed25519->key.size() == ED25519_KEY_SIZE &&
           signature.size() == ED25519_SIGNATURE_SIZE &&
           ed25519_sha512_verify(ed25519->key.data(), message.size(), message.data(), signature.data()) == 1;
  }
};

class nettle_private_key {
 public:
  // PKCS #8. Errors: private_key_malformed, config_unsupported_by_backend (a key of another kind).
  static result<nettle_private_key> from_der(auto const& /* backend */, bytes der) {
    const auto parsed = crypto::ed25519_from_pkcs8(der);
    if (!parsed) return parsed.error();
    nettle_private_key key(parsed->seed);
    if (parsed->public_key && !key.matches(crypto::ed25519_public_key{*parsed->public_key}))
      return errc::private_key_malformed;
    return key;
  }
  cxtls::bounded<cxtls::SignatureScheme, 1> schemes() const {
    return cxtls::bounded<cxtls::SignatureScheme, 1>(cxtls::SignatureScheme::ed25519);
  }
  // Errors: signature_scheme_mismatch, no_space, signing_failed.
  result<std::size_t> sign(auto const& /* backend */, cxtls::SignatureScheme scheme, bytes message,
                           mutable_bytes out) const {
    if (scheme != cxtls::SignatureScheme::ed25519) return errc::signature_scheme_mismatch;
    if (seed_.size() == 0) return errc::signing_failed;  // moved from
    if (out.size() < ED25519_SIGNATURE_SIZE) return errc::no_space;
    ed25519_sha512_sign(public_, seed_.expose().data(), message.size(), message.data(), out.data());
    return std::size_t{ED25519_SIGNATURE_SIZE};
  }
  bool matches(crypto::public_key const& key) const {
    auto const* ed25519 = std::get_if<crypto::ed25519_public_key>(&key);
    return ed25519 != nullptr && cxtls::equal(ed25519->key, public_);
  }

 private:
  explicit nettle_private_key(bytes seed) : seed_(cxtls::secret<ED25519_KEY_SIZE>::of(seed)) {
    ed25519_sha512_public_key(public_, seed.data());
  }
  cxtls::secret<ED25519_KEY_SIZE> seed_;
  std::uint8_t public_[ED25519_KEY_SIZE];
};

// ---- the backend ----

class nettle {
 public:
  static constexpr std::string_view name = "Nettle";
  // What it does, in order of preference. cxtls offers, and instantiates, nothing else.
  static constexpr auto hashes = crypto::capabilities{crypto::hash_algorithm::sha256, crypto::hash_algorithm::sha384};
  static constexpr auto aeads =
      crypto::capabilities{crypto::aead_algorithm::aes_128_gcm, crypto::aead_algorithm::aes_256_gcm,
                           crypto::aead_algorithm::chacha20_poly1305};
  static constexpr auto groups = crypto::capabilities{cxtls::NamedGroup::x25519};
  static constexpr auto signatures = crypto::capabilities{crypto::signature_algorithm::ed25519};

  // False is a failure: nothing goes on with octets that weren't drawn.
  [[nodiscard]] bool random(mutable_bytes out) const {
    for (; !out.empty(); out = out.size() > 256 ? out.subspan(256) : mutable_bytes{})
      if (getentropy(out.data(), out.size() < 256 ? out.size() : 256) != 0) return false;
    return true;
  }
  static bool equal(bytes a, bytes b) {
    return a.size() == b.size() && (a.empty() || memeql_sec(a.data(), b.data(), a.size()) == 1);
  }

  template <crypto::hash_algorithm A>
  using hash = nettle_hash<A>;
  template <crypto::hash_algorithm A>
  using hmac = nettle_hmac<A>;
  template <crypto::aead_algorithm A>
  using aead = nettle_aead<A>;
  template <cxtls::NamedGroup G>
  using key_exchange = nettle_key_exchange<G>;
  template <crypto::signature_algorithm A>
  using verifier = nettle_verifier<A>;
  using private_key = nettle_private_key;
};

}  // namespace example
