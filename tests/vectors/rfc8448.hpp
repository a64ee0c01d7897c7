// The handshake traces of RFC 8448 as hex. Every name is what RFC 8446 calls it; what a trace lacks is empty.
#pragma once
#include <string_view>

namespace cxtls::test::rfc8448 {

struct trace {
  // whole messages, with their four-octet headers
  std::string_view client_hello_1{};
  std::string_view hello_retry_request{};
  std::string_view client_hello{};
  std::string_view server_hello{};
  std::string_view encrypted_extensions{};
  std::string_view certificate_request{};
  std::string_view server_certificate{};
  std::string_view server_certificate_verify{};
  std::string_view server_finished{};
  std::string_view end_of_early_data{};
  std::string_view client_certificate{};
  std::string_view client_certificate_verify{};
  std::string_view client_finished{};
  std::string_view new_session_ticket{};
  // key exchange
  std::string_view client_share_private{};
  std::string_view client_share{};
  std::string_view server_share_private{};
  std::string_view server_share{};
  // resumption only
  std::string_view psk{};
  std::string_view client_hello_without_binders{};
  std::string_view binder_hash{};
  std::string_view binder_key{};
  std::string_view binder{};
  std::string_view early_secret{};
  std::string_view client_early_traffic{};
  std::string_view early_exporter{};
  std::string_view client_early_key{};
  std::string_view client_early_iv{};
  // the key schedule up to the handshake keys
  std::string_view shared_secret{};
  std::string_view early_derived{};
  std::string_view handshake_secret{};
  std::string_view hash_upto_server_hello{};
  std::string_view client_handshake_traffic{};
  std::string_view server_handshake_traffic{};
  std::string_view client_handshake_key{};
  std::string_view client_handshake_iv{};
  std::string_view server_handshake_key{};
  std::string_view server_handshake_iv{};
  std::string_view server_verify_data{};
  std::string_view client_verify_data{};
  // the key schedule from there
  std::string_view handshake_derived{};
  std::string_view main_secret{};
  std::string_view hash_upto_server_finished{};
  std::string_view client_application_traffic{};
  std::string_view server_application_traffic{};
  std::string_view client_application_key{};
  std::string_view client_application_iv{};
  std::string_view server_application_key{};
  std::string_view server_application_iv{};
  std::string_view exporter{};
  std::string_view hash_upto_client_finished{};
  std::string_view resumption{};
  std::string_view ticket_nonce{};
  std::string_view resumption_psk{};
  // whole records, and the plaintext that they hold
  std::string_view client_hello_1_record{};
  std::string_view hello_retry_request_record{};
  std::string_view client_hello_record{};
  std::string_view early_data{};
  std::string_view early_data_record{};
  std::string_view server_hello_record{};
  std::string_view server_flight{};
  std::string_view server_flight_record{};
  std::string_view end_of_early_data_record{};
  std::string_view client_flight{};
  std::string_view client_flight_record{};
  std::string_view new_session_ticket_record{};
  std::string_view client_data{};
  std::string_view client_data_record{};
  std::string_view server_data{};
  std::string_view server_data_record{};
  std::string_view client_alert_record{};
  std::string_view server_alert_record{};
};

}  // namespace cxtls::test::rfc8448
