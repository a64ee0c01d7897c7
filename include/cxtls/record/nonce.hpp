// What makes each record's encryption another one.
#pragma once
#include <array>

#include "cxtls/base/bytes.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::record {

// RFC 8446, 5.3: "The 64-bit record sequence number is encoded in network byte order and padded to the left with zeros to
// iv_length. The padded sequence number is XORed with either the static client_write_iv or server_write_iv".
class nonce {
 public:
  // Precondition: iv has aead_nonce_size octets.
  constexpr nonce(bytes iv, std::uint64_t number) {
    for (std::size_t i = 0; i < crypto::aead_nonce_size; ++i) octets_[i] = iv[i];
    for (std::size_t i = 0; i < 8; ++i)
      octets_[crypto::aead_nonce_size - 1 - i] ^= static_cast<std::uint8_t>(number >> (8 * i));
  }
  constexpr bytes octets() const { return octets_; }

 private:
  std::array<std::uint8_t, crypto::aead_nonce_size> octets_{};
};

}  // namespace cxtls::record
