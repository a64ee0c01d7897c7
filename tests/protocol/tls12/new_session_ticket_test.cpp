#include "cxtls/protocol/tls12/new_session_ticket.hpp"

#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

TEST_CASE("A41: OpenSSL's NewSessionTicket of TLS 1.2") {
  obeys_the_laws<tls12::NewSessionTicket, trace::new_session_ticket>();
  BOTH(parse<tls12::NewSessionTicket>(trace::new_session_ticket)->ticket_lifetime_hint == 7200);
  BOTH(parse<tls12::NewSessionTicket>(trace::new_session_ticket)->ticket.size() ==
       trace::new_session_ticket.size() - 6);
}

TEST_CASE("A41: a server that has thought better of it sends an empty ticket") {
  static constexpr auto none = octets(0, 0, 0, 0, 0, 0);
  obeys_the_laws<tls12::NewSessionTicket, none>();
  BOTH(parse<tls12::NewSessionTicket>(none)->ticket.empty());
  const std::vector<std::uint8_t> longer(65536);
  CHECK(build_refusal(tls12::NewSessionTicket{0, bytes(longer).first(65535)}) == errc::none);
  CHECK(build_refusal(tls12::NewSessionTicket{0, longer}) == errc::length_out_of_range);
}
