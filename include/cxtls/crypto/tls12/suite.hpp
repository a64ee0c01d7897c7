// Cipher suites of TLS 1.2 as their parts, and those that a backend can do. All of them have ECDHE for key exchange and
// an AEAD: nothing else is left of TLS 1.2 (RFC 9325, 4.2).
#pragma once
#include "cxtls/crypto/suite.hpp"

namespace cxtls::crypto::tls12 {

// What the server's key signs with, as the suite's name says it.
enum class authentication : std::uint8_t { ecdsa, rsa };
// RFC 8422, 2.1: of ECDHE_ECDSA "the server's certificate MUST contain an ECDSA- or EdDSA-capable public key".
constexpr bool authenticates(authentication a, key_kind key) {
  return (a == authentication::rsa) == (key == key_kind::rsa);
}

struct suite_info {
  CipherSuite id{};
  authentication auth{};
  aead_algorithm aead{};
  hash_algorithm hash{};  // of the PRF and of the transcript
  std::uint64_t record_limit = 0;  // records under one key, never more: no update of keys follows in TLS 1.2
};

// As crypto::own_suites: `static constexpr auto own_tls12_suites = std::array{crypto::tls12::suite_info{...}}`.
template <class B>
inline constexpr std::span<const suite_info> own_suites = [] {
  if constexpr (requires { std::span<const suite_info>(B::own_tls12_suites); })
    return std::span<const suite_info>(B::own_tls12_suites);
  else
    return std::span<const suite_info>();
}();

// RFC 5289, 3.2 and RFC 7905, 2.
inline constexpr auto suite_table = std::to_array<suite_info>({
    {CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, authentication::ecdsa, aead_algorithm::aes_128_gcm,
     hash_algorithm::sha256, aes_gcm_record_limit},
    {CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, authentication::rsa, aead_algorithm::aes_128_gcm,
     hash_algorithm::sha256, aes_gcm_record_limit},
    {CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, authentication::ecdsa, aead_algorithm::aes_256_gcm,
     hash_algorithm::sha384, aes_gcm_record_limit},
    {CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, authentication::rsa, aead_algorithm::aes_256_gcm,
     hash_algorithm::sha384, aes_gcm_record_limit},
    {CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, authentication::ecdsa,
     aead_algorithm::chacha20_poly1305, hash_algorithm::sha256, sequence_number_limit},
    {CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, authentication::rsa, aead_algorithm::chacha20_poly1305,
     hash_algorithm::sha256, sequence_number_limit},
});
static_assert(
    [] {
      for (auto const& a : suite_table)
        for (auto const& b : suite_table)
          if (&a != &b && a.id == b.id) return false;
      return true;
    }(),
    "a cipher suite stands in the table twice");

// How an AEAD makes the nonce of a record: the octets of it that the key block gives, and those that the record carries.
// RFC 5288, 3: AES-GCM has 4 of "salt" and 8 of "nonce_explicit", and so have those that followed it (RFC 6655, 3). RFC
// 7905, 2: of ChaCha20-Poly1305 "the nonce_explicit is empty".
constexpr std::size_t fixed_iv_size(aead_algorithm a) {
  return a == aead_algorithm::chacha20_poly1305 ? aead_nonce_size : 4;
}
constexpr std::size_t explicit_nonce_size(aead_algorithm a) { return aead_nonce_size - fixed_iv_size(a); }

// Does B verify what such a server signs?
template <Backend B>
constexpr bool can_verify(authentication auth) {
  for (signature_algorithm s : B::signatures)
    if (authenticates(auth, kind_of(s))) return true;
  return false;
}

// What follows from B's lists, in the order of preference that B gives its AEADs. A suite whose servers B can't
// authenticate is none of them.
template <Backend B>
inline constexpr auto suites = [] {
  constexpr auto each = [](auto take) {
    for (aead_algorithm aead : B::aeads)
      for (std::span<const suite_info> rows : {std::span<const suite_info>(suite_table), own_suites<B>})
        for (suite_info const& row : rows)
          if (row.aead == aead && B::hashes.contains(row.hash) && can_verify<B>(row.auth)) take(row);
  };
  constexpr std::size_t count = [&] {
    std::size_t n = 0;
    each([&](auto&) { ++n; });
    return n;
  }();
  std::array<suite_info, count> out{};
  std::size_t i = 0;
  each([&](auto& row) { out[i++] = row; });
  return out;
}();

// Null for a suite that B can't do.
template <Backend B>
constexpr suite_info const* find(CipherSuite id) {
  for (suite_info const& row : suites<B>)
    if (row.id == id) return &row;
  return nullptr;
}

}  // namespace cxtls::crypto::tls12
