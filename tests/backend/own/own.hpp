// A backend that adds to cxtls what it doesn't have: TLS_AES_128_CCM_SHA256, X448 and Ed448, on top of one of cxtls's own.
// It stands outside of cxtls, and nothing in cxtls knows of it. docs/how-to/your-own-backend.md goes through it.
#pragma once
#include <array>
#include <limits>
#include <memory>
#include <type_traits>
#include <variant>

#include "cxtls/backend/openssl.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/private_key_info.hpp"
#include "cxtls/crypto/tls12/suite.hpp"

namespace example {

using cxtls::bytes, cxtls::mutable_bytes, cxtls::errc, cxtls::result, cxtls::NamedGroup, cxtls::SignatureScheme;
namespace crypto = cxtls::crypto;
using cxtls::backend::openssl;

template <auto Free>
struct freed {
  void operator()(auto* item) const { Free(item); }
};
using cipher = std::unique_ptr<EVP_CIPHER, freed<EVP_CIPHER_free>>;
using cipher_context = std::unique_ptr<EVP_CIPHER_CTX, freed<EVP_CIPHER_CTX_free>>;
using digest_context = std::unique_ptr<EVP_MD_CTX, freed<EVP_MD_CTX_free>>;
using pkey = std::unique_ptr<EVP_PKEY, freed<EVP_PKEY_free>>;
using pkey_context = std::unique_ptr<EVP_PKEY_CTX, freed<EVP_PKEY_CTX_free>>;

// Our names for what cxtls has none for, in a numbering of our own.
inline constexpr crypto::aead_algorithm aes_128_ccm = crypto::own_aead(0);
inline constexpr crypto::signature_algorithm ed448 = crypto::own_signature(0);
// RFC 8410, 3. The algorithm of keys and of signatures alike.
inline constexpr auto id_Ed448 = cxtls::der::oid_of<1, 3, 101, 113>;
// RFC 9147, 4.5.3 counts 2^23 records for AES-CCM; RFC 8446 has no number for it.
inline constexpr std::uint64_t aes_ccm_record_limit = std::uint64_t{1} << 23;

// ---- AES-128-CCM (RFC 5116, 5.3) ----

// CCM wants the whole text at once, and its size before it. OpenSSL chooses its code by the direction when it gets the key,
// so that it gets it for each record.
class aes_ccm {
 public:
  static constexpr std::size_t key_size = 16, nonce_size = 12, tag_size = 16;

  [[nodiscard]] bool init(openssl const& b, bytes key) {
    context_.reset();
    const cipher algorithm(EVP_CIPHER_fetch(b.context(), "AES-128-CCM", b.properties()));
    cipher_context made(EVP_CIPHER_CTX_new());
    if (key.size() != key_size || !algorithm || !made ||
        EVP_CipherInit_ex2(made.get(), algorithm.get(), nullptr, nullptr, seals, nullptr) != 1 ||
        EVP_CIPHER_CTX_ctrl(made.get(), EVP_CTRL_AEAD_SET_IVLEN, nonce_size, nullptr) != 1 ||
        EVP_CIPHER_CTX_ctrl(made.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, nullptr) != 1)
      return false;
    context_ = std::move(made);
    cxtls::copy(key, key_.fill().data());
    return true;
  }
  [[nodiscard]] bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
    if (!usable(nonce) || out.size() != in.size() + extra.size() + tag_size) return false;
    const mutable_bytes text = out.first(in.size() + extra.size()), tag = out.last(tag_size);
    // `in` is the start of `out`, or elsewhere.
    if (in.data() != out.data()) cxtls::copy(in, out.data());
    cxtls::copy(extra, out.data() + in.size());
    return begin(nonce, seals) && whole(aad, text) &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag.data()) == 1;
  }
  [[nodiscard]] bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
    if (!usable(nonce) || sealed.size() < tag_size) return false;
    const mutable_bytes text = sealed.first(sealed.size() - tag_size), tag = sealed.last(tag_size);
    if (begin(nonce, opens) && EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1 &&
        whole(aad, text))
      return true;
    cxtls::wipe(text.data(), text.size());
    return false;
  }

 private:
  static constexpr int opens = 0, seals = 1;

  bool usable(bytes nonce) const { return context_ && nonce.size() == nonce_size; }
  bool begin(bytes nonce, int direction) const {
    return EVP_CipherInit_ex2(context_.get(), nullptr, key_.expose().data(), nonce.data(), direction, nullptr) == 1;
  }
  bool whole(bytes aad, mutable_bytes text) const {
    if (text.size() > std::size_t{std::numeric_limits<int>::max()}) return false;
    const int size = static_cast<int>(text.size());
    int written = 0;
    return EVP_CipherUpdate(context_.get(), nullptr, &written, nullptr, size) == 1 &&
           (aad.empty() ||
            EVP_CipherUpdate(context_.get(), nullptr, &written, aad.data(), static_cast<int>(aad.size())) == 1) &&
           EVP_CipherUpdate(context_.get(), text.data(), &written, text.data(), size) == 1 && written == size;
  }

  cipher_context context_;
  cxtls::secret<key_size> key_{key_size};
};

// ---- X448 (RFC 7748, 6.2) ----

class x448 {
 public:
  static constexpr std::size_t share_size = 56, response_size = 56, secret_size = 56;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    openssl const& b = backend;
    cxtls::secret<56> drawn(56);
    if (share.size() != share_size || !backend.random(drawn.fill())) return false;
    key_.reset(
        EVP_PKEY_new_raw_private_key_ex(b.context(), "X448", b.properties(), drawn.expose().data(), drawn.size()));
    std::size_t size = share.size();
    return key_ && EVP_PKEY_get_raw_public_key(key_.get(), share.data(), &size) == 1 && size == share_size;
  }
  // RFC 8446, 7.4.2: "MUST check whether the computed Diffie-Hellman shared secret is the all-zero value".
  [[nodiscard]] bool decapsulate(openssl const& b, bytes response, mutable_bytes secret_out) {
    if (!key_ || response.size() != response_size || secret_out.size() != secret_size) return false;
    const pkey peer(
        EVP_PKEY_new_raw_public_key_ex(b.context(), "X448", b.properties(), response.data(), response.size()));
    const pkey_context context(EVP_PKEY_CTX_new_from_pkey(b.context(), key_.get(), b.properties()));
    std::size_t size = secret_out.size();
    constexpr std::uint8_t zeros[secret_size]{};
    return peer && context && EVP_PKEY_derive_init(context.get()) == 1 &&
           EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1 &&
           EVP_PKEY_derive(context.get(), secret_out.data(), &size) == 1 && size == secret_size &&
           !openssl::equal(secret_out, zeros);
  }
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    x448 own;
    return own.generate(backend, response) && own.decapsulate(backend, share, secret_out);
  }

 private:
  pkey key_;
};

// ---- Ed448 (RFC 8032, 5.2) ----

inline constexpr std::size_t ed448_key_size = 57, ed448_signature_size = 114;

struct ed448_verifier {
  // `key` is one of id_Ed448: cxtls has compared that. Its size is ours to check.
  [[nodiscard]] static bool verify(openssl const& b, crypto::public_key const& key, bytes message, bytes signature) {
    auto const* own = std::get_if<crypto::own_public_key>(&key);
    if (own == nullptr || own->key.size() != ed448_key_size) return false;
    const pkey checked(
        EVP_PKEY_new_raw_public_key_ex(b.context(), "ED448", b.properties(), own->key.data(), own->key.size()));
    const digest_context context(EVP_MD_CTX_new());
    return checked && context &&
           EVP_DigestVerifyInit_ex(context.get(), nullptr, nullptr, b.context(), b.properties(), checked.get(),
                                   nullptr) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  }
};

class ed448_private_key {
 public:
  static result<ed448_private_key> from_pkcs8(openssl const& b, crypto::PrivateKeyInfo const& info) {
    const auto seed = cxtls::parse<crypto::CurvePrivateKey>(info.privateKey);
    if (info.privateKeyAlgorithm.parameters || !seed || seed->octets.size() != ed448_key_size)
      return errc::private_key_malformed;
    ed448_private_key own(pkey(EVP_PKEY_new_raw_private_key_ex(b.context(), "ED448", b.properties(),
                                                               seed->octets.data(), seed->octets.size())));
    if (!own.key_) return errc::private_key_malformed;
    return own;
  }
  result<std::size_t> sign(openssl const& b, bytes message, mutable_bytes out) const {
    const digest_context context(EVP_MD_CTX_new());
    std::size_t size = out.size();
    if (size < ed448_signature_size) return errc::no_space;
    if (!context ||
        EVP_DigestSignInit_ex(context.get(), nullptr, nullptr, b.context(), b.properties(), key_.get(), nullptr) != 1 ||
        EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) != 1)
      return errc::signing_failed;
    return size;
  }
  bool matches(crypto::own_public_key const& key) const {
    std::uint8_t octets[ed448_key_size];
    std::size_t size = sizeof octets;
    return EVP_PKEY_get_raw_public_key(key_.get(), octets, &size) == 1 && cxtls::equal(bytes(octets), key.key);
  }

 private:
  explicit ed448_private_key(pkey key) : key_(std::move(key)) {}
  pkey key_;
};

// Ours, or one that cxtls's backend knows.
class own_private_key {
 public:
  static constexpr std::size_t max_signature_size = crypto::max_signature_size;

  static result<own_private_key> from_der(openssl const& b, bytes der) {
    const auto info = cxtls::parse<crypto::PrivateKeyInfo>(der);
    if (!info || !(info->privateKeyAlgorithm.algorithm == id_Ed448))
      return held(openssl::private_key::from_der(b, der));
    return held(ed448_private_key::from_pkcs8(b, *info));
  }
  cxtls::bounded<SignatureScheme, crypto::scheme_table.size()> schemes() const {
    if (auto const* known = std::get_if<openssl::private_key>(&key_)) return known->schemes();
    return cxtls::bounded<SignatureScheme, crypto::scheme_table.size()>(SignatureScheme::ed448);
  }
  result<std::size_t> sign(openssl const& b, SignatureScheme scheme, bytes message, mutable_bytes out) const {
    if (auto const* known = std::get_if<openssl::private_key>(&key_)) return known->sign(b, scheme, message, out);
    if (scheme != SignatureScheme::ed448) return errc::signature_scheme_mismatch;
    return std::get_if<ed448_private_key>(&key_)->sign(b, message, out);
  }
  bool matches(crypto::public_key const& key) const {
    if (auto const* known = std::get_if<openssl::private_key>(&key_)) return known->matches(key);
    auto const* own = std::get_if<crypto::own_public_key>(&key);
    return own != nullptr && own->algorithm == id_Ed448 && std::get_if<ed448_private_key>(&key_)->matches(*own);
  }

 private:
  template <class Key>
  explicit own_private_key(Key key) : key_(std::move(key)) {}
  template <class Key>
  static result<own_private_key> held(result<Key> key) {
    if (!key) return key.error();
    return own_private_key(std::move(*key));
  }
  std::variant<openssl::private_key, ed448_private_key> key_;
};

// ---- the backend ----

class own : public openssl {
 public:
  using openssl::openssl;

  static constexpr std::string_view name = "OpenSSL and more";
  static constexpr auto aeads = crypto::joined(openssl::aeads, crypto::capabilities{aes_128_ccm});
  static constexpr auto groups = crypto::joined(openssl::groups, crypto::capabilities{NamedGroup::x448});
  static constexpr auto signatures = crypto::joined(openssl::signatures, crypto::capabilities{ed448});

  // RFC 8446, B.4.
  static constexpr auto own_suites = std::array{crypto::suite_info{
      cxtls::CipherSuite::TLS_AES_128_CCM_SHA256, aes_128_ccm, crypto::hash_algorithm::sha256, aes_ccm_record_limit}};
  // RFC 7251, 2: TLS_ECDHE_ECDSA_WITH_AES_128_CCM.
  static constexpr auto own_tls12_suites =
      std::array{crypto::tls12::suite_info{cxtls::CipherSuite{0xc0ac}, crypto::tls12::authentication::ecdsa,
                                           aes_128_ccm, crypto::hash_algorithm::sha256, aes_ccm_record_limit}};
  static constexpr auto own_schemes = std::array{crypto::own_scheme(SignatureScheme::ed448, ed448, id_Ed448)};

  template <crypto::aead_algorithm A>
  using aead = std::conditional_t<A == aes_128_ccm, aes_ccm, openssl::aead<A>>;
  template <NamedGroup G>
  using key_exchange = std::conditional_t<G == NamedGroup::x448, x448, openssl::key_exchange<G>>;
  template <crypto::signature_algorithm A>
  using verifier = std::conditional_t<A == ed448, ed448_verifier, openssl::verifier<A>>;
  using private_key = own_private_key;
};

}  // namespace example
