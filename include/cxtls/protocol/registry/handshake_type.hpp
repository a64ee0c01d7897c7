// IANA "TLS HandshakeType".
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class HandshakeType : std::uint8_t {
  hello_request = 0,  // before TLS 1.3
  client_hello = 1,
  server_hello = 2,
  hello_verify_request = 3,  // DTLS
  new_session_ticket = 4,
  end_of_early_data = 5,
  hello_retry_request = 6,  // drafts of TLS 1.3 only
  encrypted_extensions = 8,
  request_connection_id = 9,  // DTLS
  new_connection_id = 10,  // DTLS
  certificate = 11,
  server_key_exchange = 12,  // before TLS 1.3
  certificate_request = 13,
  server_hello_done = 14,  // before TLS 1.3
  certificate_verify = 15,
  client_key_exchange = 16,  // before TLS 1.3
  client_certificate_request = 17,  // RFC 9261, 4
  finished = 20,
  certificate_url = 21,  // RFC 6066, 5
  certificate_status = 22,  // RFC 6066, 8
  supplemental_data = 23,  // RFC 4680, 2
  key_update = 24,
  compressed_certificate = 25,  // RFC 8879, 4
  ekt_key = 26,  // RFC 8870, 5.2
  message_hash = 254,  // synthetic, never sent: RFC 8446, 4.4.1
};
template <>
inline constexpr auto wire<HandshakeType> = EnumClass<HandshakeType>(u8);
template <>
inline constexpr auto names<HandshakeType> = std::to_array<named<HandshakeType>>({
    {HandshakeType::hello_request, "hello_request"},
    {HandshakeType::client_hello, "client_hello"},
    {HandshakeType::server_hello, "server_hello"},
    {HandshakeType::hello_verify_request, "hello_verify_request"},
    {HandshakeType::new_session_ticket, "new_session_ticket"},
    {HandshakeType::end_of_early_data, "end_of_early_data"},
    {HandshakeType::hello_retry_request, "hello_retry_request"},
    {HandshakeType::encrypted_extensions, "encrypted_extensions"},
    {HandshakeType::request_connection_id, "request_connection_id"},
    {HandshakeType::new_connection_id, "new_connection_id"},
    {HandshakeType::certificate, "certificate"},
    {HandshakeType::server_key_exchange, "server_key_exchange"},
    {HandshakeType::certificate_request, "certificate_request"},
    {HandshakeType::server_hello_done, "server_hello_done"},
    {HandshakeType::certificate_verify, "certificate_verify"},
    {HandshakeType::client_key_exchange, "client_key_exchange"},
    {HandshakeType::client_certificate_request, "client_certificate_request"},
    {HandshakeType::finished, "finished"},
    {HandshakeType::certificate_url, "certificate_url"},
    {HandshakeType::certificate_status, "certificate_status"},
    {HandshakeType::supplemental_data, "supplemental_data"},
    {HandshakeType::key_update, "key_update"},
    {HandshakeType::compressed_certificate, "compressed_certificate"},
    {HandshakeType::ekt_key, "ekt_key"},
    {HandshakeType::message_hash, "message_hash"},
});

}  // namespace cxtls
