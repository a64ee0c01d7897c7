// What cxtls asks of a crypto backend: a type with capability lists and one small class per kind of primitive.
// Each requirement is a concept of its own, so that a diagnostic names the one that is missing.
#pragma once
#include <concepts>
#include <string_view>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/capabilities.hpp"
#include "cxtls/crypto/public_key.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"

namespace cxtls::crypto {

// ---- the primitives ----

// Copyable running hash. finish() fills exactly `size` octets and reports any failure since construction.
template <class H, class B>
concept HashFunction =
    std::copyable<H> && std::constructible_from<H, B const&> && requires(H h, bytes in, mutable_bytes out) {
      { H::size } -> std::convertible_to<std::size_t>;
      h.update(in);
      { h.finish(out) } -> std::same_as<bool>;
    };
template <class H, class B>
concept MacFunction = std::constructible_from<H, B const&, bytes> && requires(H h, bytes in, mutable_bytes out) {
  { H::size } -> std::convertible_to<std::size_t>;
  h.update(in);
  { h.finish(out) } -> std::same_as<bool>;
};
// Move-only; default constructed it has no key. seal() fills `out` with the encryption of in||extra and its tag in one
// pass: out.size() == in.size() + extra.size() + tag_size, and `in` is the start of `out` or disjoint from it.
// open() decrypts ciphertext||tag where it lies; false leaves nothing of the plaintext behind.
template <class A, class B>
concept AeadCipher = std::default_initializable<A> && std::movable<A> && !std::copyable<A> &&
                     requires(A a, A const& c, B const& b, bytes in, mutable_bytes out) {
                       { A::key_size } -> std::convertible_to<std::size_t>;
                       { A::nonce_size } -> std::convertible_to<std::size_t>;
                       { A::tag_size } -> std::convertible_to<std::size_t>;
                       { a.init(b, in) } -> std::same_as<bool>;
                       { c.seal(out, in, in, in, in) } -> std::same_as<bool>;  // out, nonce, aad, in, extra
                       { c.open(out, in, in) } -> std::same_as<bool>;          // sealed, nonce, aad
                     };
// KEM-shaped, so that Diffie-Hellman and ML-KEM are the same thing to the handshake: the client generates a share, the
// server answers with a response, both have the secret. False for an invalid peer value and for an all-zero X25519
// result (RFC 8446, 7.4.2).
template <class K, class B>
concept KeyExchange = std::default_initializable<K> && std::movable<K> && !std::copyable<K> &&
                      requires(K k, B const& b, bytes in, mutable_bytes out) {
                        { K::share_size } -> std::convertible_to<std::size_t>;     // what generate() gives out
                        { K::response_size } -> std::convertible_to<std::size_t>;  // what encapsulate() gives out
                        { K::secret_size } -> std::convertible_to<std::size_t>;
                        { k.generate(b, out) } -> std::same_as<bool>;
                        { k.decapsulate(b, in, out) } -> std::same_as<bool>;
                        { K::encapsulate(b, in, out, out) } -> std::same_as<bool>;
                      };
template <class V, class B>
concept SignatureVerifier = requires(B const& b, public_key const& key, bytes in) {
  { V::verify(b, key, in, in) } -> std::same_as<bool>;  // message, signature
};
// A private key that signs at once. (A signature made elsewhere is the handshake's business, not the backend's.)
template <class K, class B>
concept SigningKey = std::movable<K> && !std::copyable<K> &&
                     requires(K const& k, B const& b, bytes in, mutable_bytes out, public_key const& key) {
                       // PKCS#8 PrivateKeyInfo, SEC 1 ECPrivateKey or PKCS#1 RSAPrivateKey
                       { K::from_der(b, in) } -> std::same_as<result<K>>;
                       { k.schemes().begin() } -> std::convertible_to<SignatureScheme const*>;  // in preference order
                       { k.sign(b, SignatureScheme{}, in, out) } -> std::same_as<result<std::size_t>>;
                       { k.matches(key) } -> std::same_as<bool>;
                     };

// ---- the parts of a backend ----

template <class B>
concept HasName = requires {
  { B::name } -> std::convertible_to<std::string_view>;
};
template <class B>
concept ListsHashes = requires {
  { B::hashes.contains(hash_algorithm::sha256) } -> std::same_as<bool>;
};
template <class B>
concept ListsAeads = requires {
  { B::aeads.contains(aead_algorithm::aes_128_gcm) } -> std::same_as<bool>;
};
template <class B>
concept ListsGroups = requires {
  { B::groups.contains(NamedGroup::x25519) } -> std::same_as<bool>;
};
template <class B>
concept ListsSignatures = requires {
  { B::signatures.contains(signature_algorithm::ed25519) } -> std::same_as<bool>;
};
// False is a failure and is propagated: a handshake never goes on with octets that weren't drawn (CVE-2015-0285).
template <class B>
concept HasRandom = requires(B const& b, mutable_bytes out) {
  { b.random(out) } -> std::same_as<bool>;
};
// In a time that depends on the sizes only.
template <class B>
concept HasEqual = requires(bytes in) {
  { B::equal(in, in) } -> std::same_as<bool>;
};
template <class B, hash_algorithm H>
concept ImplementsHash = HashFunction<typename B::template hash<H>, B>;
template <class B, hash_algorithm H>
concept ImplementsHmac = MacFunction<typename B::template hmac<H>, B>;
template <class B, aead_algorithm A>
concept ImplementsAead = AeadCipher<typename B::template aead<A>, B>;
template <class B, NamedGroup G>
concept ImplementsKeyExchange = KeyExchange<typename B::template key_exchange<G>, B>;
template <class B, signature_algorithm S>
concept ImplementsVerifier = SignatureVerifier<typename B::template verifier<S>, B>;
template <class B>
concept HasPrivateKey = SigningKey<typename B::private_key, B>;

// The cheap parts. That everything listed is implemented is checked by require_backend<B>().
template <class B>
concept Backend = std::copyable<B> && HasName<B> && ListsHashes<B> && ListsAeads<B> && ListsGroups<B> &&
                  ListsSignatures<B> && HasRandom<B> && HasEqual<B> && HasPrivateKey<B>;

}  // namespace cxtls::crypto
