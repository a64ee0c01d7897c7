// The 4 octets before every handshake message, and how long each type's message may be.
#pragma once
#include "cxtls/protocol/registry/handshake_type.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  HandshakeType msg_type;    /* handshake type */         RFC 8446, 4
//  uint24 length;             /* remaining bytes in message */
struct HandshakeHeader {
  HandshakeType msg_type{};
  std::uint32_t length = 0;  // octets after the header
};
template <>
inline constexpr auto wire<HandshakeHeader> =
    Struct(Field<&HandshakeHeader::msg_type>(wire<HandshakeType>), Field<&HandshakeHeader::length>(u24));
inline constexpr std::size_t handshake_header_size = wire<HandshakeHeader>.max_size();

// Octets after the header. The wire's own limit, 2^24-1, would let a peer make us hold 16 MiB.
inline constexpr std::size_t max_hello_message = 65535;  // ClientHello: as much as its extensions' length can say
inline constexpr std::size_t max_server_flight_message = 16384;  // one record: far above any real one
inline constexpr std::size_t max_certificate_message = 102400;  // OpenSSL's and BoringSSL's figure for a chain: 100 KiB
inline constexpr std::size_t max_certificate_verify_message = 2 + 2 + 65535;  // as much as its fields can say
inline constexpr std::size_t max_ticket_message = 65535;  // tickets may hold a client's certificate chain
inline constexpr std::size_t max_finished_message = 64;  // the longest hash there is for TLS: SHA-512

// The limit of a message type, to be applied to HandshakeHeader::length before any of the body is held.
constexpr std::size_t max_message_size(HandshakeType type) {
  switch (type) {
    case HandshakeType::client_hello:
      return max_hello_message;
    case HandshakeType::server_hello:
    case HandshakeType::encrypted_extensions:
    case HandshakeType::certificate_request:
      return max_server_flight_message;
    case HandshakeType::certificate:
    case HandshakeType::compressed_certificate:  // with the same limit again on what it becomes
      return max_certificate_message;
    case HandshakeType::certificate_verify:
      return max_certificate_verify_message;
    case HandshakeType::new_session_ticket:
      return max_ticket_message;
    case HandshakeType::finished:
      return max_finished_message;
    case HandshakeType::key_update:
      return 1;
    default:
      return 0;  // EndOfEarlyData, and what no state accepts
  }
}

}  // namespace cxtls
