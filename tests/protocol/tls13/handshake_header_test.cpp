#include "cxtls/protocol/tls13/handshake_header.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

namespace {
constexpr auto whole_client_hello = rfc8448::octets_of<[] { return rfc8448::simple_1rtt.client_hello; }>;
constexpr auto start = octets(1, 0, 0, 0xc0);
}  // namespace

TEST_CASE("A41: a handshake header is a type and a 24-bit length") {
  obeys_the_laws<HandshakeHeader, start>();
  BOTH(handshake_header_size == 4);
  BOTH(parse_prefix<HandshakeHeader>(whole_client_hello).value.msg_type == HandshakeType::client_hello);
  BOTH(parse_prefix<HandshakeHeader>(whole_client_hello).value.length == whole_client_hello.size() - 4);
  BOTH(build_refusal(HandshakeHeader{HandshakeType::certificate, 0xffffff}) == errc::none);
  BOTH(build_refusal(HandshakeHeader{HandshakeType::certificate, 0x1000000}) == errc::value_out_of_range);
}

TEST_CASE("A41: a header that has not come yet is no fault") {
  BOTH(parse_prefix<HandshakeHeader>(octets(1, 0)).failure.code == errc::need_more);
  BOTH(parse_prefix<HandshakeHeader>(octets(1, 0)).missing == 2);
}

TEST_CASE("A41: each type has its limit, and what nobody awaits has none to spare") {
  BOTH(max_message_size(HandshakeType::client_hello) == 65535);
  BOTH(max_message_size(HandshakeType::server_hello) == 16384);
  BOTH(max_message_size(HandshakeType::encrypted_extensions) == 16384);
  BOTH(max_message_size(HandshakeType::certificate_request) == 16384);
  BOTH(max_message_size(HandshakeType::certificate) == 102400);
  BOTH(max_message_size(HandshakeType::compressed_certificate) == 102400);
  BOTH(max_message_size(HandshakeType::certificate_verify) == 65539);
  BOTH(max_message_size(HandshakeType::new_session_ticket) == 65535);
  BOTH(max_message_size(HandshakeType::finished) == 64);
  BOTH(max_message_size(HandshakeType::key_update) == 1);
  BOTH(max_message_size(HandshakeType::end_of_early_data) == 0);
  BOTH(max_message_size(HandshakeType::message_hash) == 0);
  BOTH(max_message_size(HandshakeType{200}) == 0);
}
