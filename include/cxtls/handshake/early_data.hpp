// 0-RTT data (RFC 8446, 2.3): what a client that resumes a session says along with its ClientHello.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/buffer.hpp"
#include "cxtls/crypto/exporter.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/record/limits.hpp"

namespace cxtls {

// Application data that a client sends before it has heard of the server. It has a type of its own because it lacks what
// TLS promises: it has no forward secrecy, and whoever recorded it can send it again (RFC 8446, 8). What it asks for has
// to be harmless when it is done twice.
struct early_data {
  bytes data{};
};
// The server didn't take it: all that was sent as early data, in order. It isn't sent again by itself; once connected, the
// application may, if it still means it (RFC 8446, 4.2.10).
struct early_data_refused {
  buffer data{};
};

// Octets. As much as BoringSSL's servers take. A server that refuses it skips as much, with its records' headers and tags.
inline constexpr std::uint32_t max_early_data = 14336;
static_assert(max_early_data < record::max_skipped_early_data);

// A client's offer, until the server has finished or refused.
struct early_offer {
  CipherSuite cipher_suite{};  // of the session, and so of the early data's keys
  bounded<std::uint8_t, 255> alpn_protocol{};  // of the session
  std::size_t room = 0;  // octets that may still be sent
  buffer sent{};  // for early_data_refused
  crypto::exporter_secret exporter;
  bool open = true;  // the keys are in use: data may be sent
  bool refused = false;  // and not reported yet
};

}  // namespace cxtls
