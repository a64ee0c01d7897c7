// How long each message of TLS 1.2 may be. Its header is TLS 1.3's.
#pragma once
#include "cxtls/protocol/tls12/client_key_exchange.hpp"
#include "cxtls/protocol/tls12/finished.hpp"
#include "cxtls/protocol/tls12/new_session_ticket.hpp"
#include "cxtls/protocol/tls12/server_key_exchange.hpp"
#include "cxtls/protocol/tls13/handshake_header.hpp"

namespace cxtls {

inline constexpr std::size_t max_certificate_status_message = 16384;  // one record: an OCSP response has a few KiB

// The limit of a message type, to be applied to HandshakeHeader::length before any of the body is held. Octets after
// the header; where the fields themselves set a bound, it is theirs.
constexpr std::size_t max_tls12_message_size(HandshakeType type) {
  switch (type) {
    case HandshakeType::client_hello:
    case HandshakeType::server_hello:
    case HandshakeType::certificate_request:
    case HandshakeType::certificate:
    case HandshakeType::certificate_verify:
      return max_message_size(type);
    case HandshakeType::server_key_exchange:
      return wire<ServerKeyExchange>.max_size();
    case HandshakeType::client_key_exchange:
      return wire<ClientKeyExchange>.max_size();
    case HandshakeType::certificate_status:
      return max_certificate_status_message;
    case HandshakeType::new_session_ticket:
      return wire<tls12::NewSessionTicket>.max_size();
    case HandshakeType::finished:
      return wire<tls12::Finished>.max_size();
    default:
      return 0;  // HelloRequest, ServerHelloDone, and what no state accepts
  }
}

}  // namespace cxtls
