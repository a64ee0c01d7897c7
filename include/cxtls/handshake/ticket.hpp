// A session that the server gave out (RFC 8446, 4.6.1). Tickets are events, plural: they come after the handshake.
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/base/clock.hpp"
#include "cxtls/crypto/hkdf.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"

namespace cxtls {

struct ticket {
  buffer identity;  // opaque to us
  crypto::hash_secret psk;
  CipherSuite cipher_suite{};  // its hash is the PSK's
  std::uint32_t ticket_age_add = 0;
  std::uint32_t max_early_data_size = 0;  // octets; 0: none allowed
  unix_time received_at{};
  unix_time expires_at{};
};

}  // namespace cxtls
