// The primitives that a backend may implement, and what their standards fix about them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

namespace cxtls::crypto {

// Transcript hashes, FIPS 180-4.
enum class hash_algorithm : std::uint8_t { sha256, sha384 };
inline constexpr std::size_t max_hash_size = 48;
constexpr std::size_t hash_size(hash_algorithm a) { return a == hash_algorithm::sha384 ? 48 : 32; }
// No two are of one size.
constexpr std::optional<hash_algorithm> hash_of_size(std::size_t size) {
  for (hash_algorithm a : {hash_algorithm::sha256, hash_algorithm::sha384})
    if (hash_size(a) == size) return a;
  return std::nullopt;
}

// RFC 5116 (AES-GCM) and RFC 8439 (ChaCha20-Poly1305).
enum class aead_algorithm : std::uint16_t { aes_128_gcm, aes_256_gcm, chacha20_poly1305 };
// What cxtls doesn't have and a backend does: the values behind ours, in a numbering of the backend's own. (16 bits, so
// that no number comes round to one of ours.)
constexpr aead_algorithm own_aead(std::uint8_t number) {
  return static_cast<aead_algorithm>(static_cast<unsigned>(aead_algorithm::chacha20_poly1305) + 1 + number);
}
constexpr bool is_own(aead_algorithm a) { return a >= own_aead(0); }
inline constexpr std::size_t max_aead_key_size = 32;
// Of ours: aead_key_size<B>() asks the class of one of the backend's own.
constexpr std::size_t aead_key_size(aead_algorithm a) { return a == aead_algorithm::aes_128_gcm ? 16 : 32; }
// The same for all of them; RFC 8446, 5.3 takes the larger of 8 and N_MIN.
inline constexpr std::size_t aead_nonce_size = 12;
inline constexpr std::size_t aead_tag_size = 16;

// A signature over a message: key type, padding and hash. No SHA-1, no MD5 (RFC 9155).
enum class signature_algorithm : std::uint16_t {
  rsa_pkcs1_sha256,
  rsa_pkcs1_sha384,
  rsa_pkcs1_sha512,
  rsa_pss_sha256,  // MGF1 with the same hash, salt as long as the hash (RFC 8446, 4.2.3)
  rsa_pss_sha384,
  rsa_pss_sha512,
  ecdsa_sha256,
  ecdsa_sha384,
  ecdsa_sha512,
  ed25519,
};
// As own_aead().
constexpr signature_algorithm own_signature(std::uint8_t number) {
  return static_cast<signature_algorithm>(static_cast<unsigned>(signature_algorithm::ed25519) + 1 + number);
}
constexpr bool is_own(signature_algorithm a) { return a >= own_signature(0); }

// Keys of the backend's own are one kind here; their OID tells them apart (scheme_info).
enum class key_kind : std::uint8_t { rsa, ec, ed25519, own };
constexpr key_kind kind_of(signature_algorithm a) {
  if (is_own(a)) return key_kind::own;
  switch (a) {
    case signature_algorithm::ecdsa_sha256:
    case signature_algorithm::ecdsa_sha384:
    case signature_algorithm::ecdsa_sha512:
      return key_kind::ec;
    case signature_algorithm::ed25519:
      return key_kind::ed25519;
    default:
      return key_kind::rsa;
  }
}

// Smaller keys are too weak (CA/Browser Forum BR, 6.1.5); larger ones only cost the verifier time (CVE-2023-29409).
inline constexpr std::size_t min_rsa_bits = 2048;
inline constexpr std::size_t max_rsa_bits = 8192;
// An RSA signature is as long as its modulus; the others are shorter.
inline constexpr std::size_t max_signature_size = max_rsa_bits / 8;
// BoringSSL's bound, too: 65537 needs three. A longer public exponent only costs the verifier time.
inline constexpr std::size_t max_rsa_exponent_size = 4;

}  // namespace cxtls::crypto
