#include "cxtls/protocol/tls12/message_size.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

TEST_CASE("F14: a message of TLS 1.2 has a limit, and what no state accepts has none") {
  BOTH(max_tls12_message_size(HandshakeType::hello_request) == 0);
  BOTH(max_tls12_message_size(HandshakeType::server_hello_done) == 0);
  BOTH(max_tls12_message_size(HandshakeType::finished) == 12);
  BOTH(max_tls12_message_size(HandshakeType::client_key_exchange) == 256);
  BOTH(max_tls12_message_size(HandshakeType::server_key_exchange) == 3 + 256 + 4 + 65535);
  BOTH(max_tls12_message_size(HandshakeType::new_session_ticket) == 4 + 2 + 65535);
  BOTH(max_tls12_message_size(HandshakeType::certificate) == max_certificate_message);
  BOTH(max_tls12_message_size(HandshakeType::certificate_status) == max_certificate_status_message);
  BOTH(max_tls12_message_size(HandshakeType::client_hello) == max_hello_message);
  BOTH(max_tls12_message_size(HandshakeType::server_hello) == max_server_flight_message);
  BOTH(max_tls12_message_size(HandshakeType::encrypted_extensions) == 0);
  BOTH(max_tls12_message_size(HandshakeType::key_update) == 0);
  BOTH(max_tls12_message_size(HandshakeType::certificate_url) == 0);
  BOTH(max_tls12_message_size(HandshakeType{99}) == 0);
}
