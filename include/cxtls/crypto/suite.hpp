// Cipher suites of TLS 1.3 as their parts, and those that a backend can do.
#pragma once
#include <span>

#include "cxtls/crypto/backend.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"

namespace cxtls::crypto {

// RFC 8446, 5.5: "For AES-GCM, up to 2^24.5 full-size records (about 24 million) may be encrypted on a given connection
// while keeping a safety margin of approximately 2^-57".
inline constexpr std::uint64_t aes_gcm_record_limit = 23'726'566;
// Where a key update starts: 2^23.5, half of the limit, so that it is over long before.
inline constexpr std::uint64_t aes_gcm_update_after = 11'863'283;
// RFC 8446, 5.5: "For ChaCha20/Poly1305, the record sequence number would wrap before the safety limit is reached."
inline constexpr std::uint64_t sequence_number_limit = ~std::uint64_t{0};

struct suite_info {
  CipherSuite id{};
  aead_algorithm aead{};
  hash_algorithm hash{};
  std::uint64_t record_limit = 0;  // records under one key, never more
};

// Suites that a backend adds: `static constexpr auto own_suites = std::array{crypto::suite_info{...}}`. None without it.
template <class B>
inline constexpr std::span<const suite_info> own_suites = [] {
  if constexpr (requires { std::span<const suite_info>(B::own_suites); })
    return std::span<const suite_info>(B::own_suites);
  else
    return std::span<const suite_info>();
}();

inline constexpr auto suite_table = std::to_array<suite_info>({
    {CipherSuite::TLS_AES_128_GCM_SHA256, aead_algorithm::aes_128_gcm, hash_algorithm::sha256, aes_gcm_record_limit},
    {CipherSuite::TLS_AES_256_GCM_SHA384, aead_algorithm::aes_256_gcm, hash_algorithm::sha384, aes_gcm_record_limit},
    {CipherSuite::TLS_CHACHA20_POLY1305_SHA256, aead_algorithm::chacha20_poly1305, hash_algorithm::sha256,
     sequence_number_limit},
});
static_assert(
    [] {
      for (auto const& a : suite_table)
        for (auto const& b : suite_table)
          if (&a != &b && a.id == b.id) return false;
      return true;
    }(),
    "a cipher suite stands in the table twice");

// What follows from B's lists, in the order of preference that B gives its AEADs.
template <Backend B>
inline constexpr auto suites = [] {
  constexpr auto each = [](auto take) {
    for (aead_algorithm aead : B::aeads)
      for (std::span<const suite_info> rows : {std::span<const suite_info>(suite_table), own_suites<B>})
        for (suite_info const& row : rows)
          if (row.aead == aead && B::hashes.contains(row.hash)) take(row);
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

}  // namespace cxtls::crypto
