// What the key schedule of TLS 1.2 starts from and what comes of it. Whatever belongs to one sender has a type of its own.
#pragma once
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/sender.hpp"
#include "cxtls/crypto/tls12/suite.hpp"
#include "cxtls/protocol/tls13/random.hpp"

namespace cxtls::crypto::tls12 {

// RFC 5246, 8.1: "The master secret is always exactly 48 bytes in length."
inline constexpr std::size_t master_secret_size = 48;
using master_octets = secret<master_secret_size>;

// Of both hellos; by name, because they are strung together now in this order, now in the other.
struct randoms {
  Random client{};
  Random server{};
};

// What protects the records of one sender: RFC 5246, 6.3.
template <sender Sender>
struct write_keys {
  suite_info suite;
  secret<max_aead_key_size> key;
  secret<aead_nonce_size> iv;  // fixed_iv_size(suite.aead) octets
};
struct key_block {
  write_keys<sender::client> client;
  write_keys<sender::server> server;
};

// RFC 5246, 7.4.9: "Any cipher suite which does not explicitly specify verify_data_length has a verify_data_length equal
// to 12." Compare by the backend's equal.
template <sender Sender>
struct verify_data {
  std::array<std::uint8_t, 12> octets{};
  constexpr bytes view() const { return octets; }
};

}  // namespace cxtls::crypto::tls12
