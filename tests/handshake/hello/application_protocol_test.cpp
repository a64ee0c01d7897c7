#include "cxtls/handshake/hello/application_protocol.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/handshake/hello/alpn_list.hpp"

using namespace cxtls;

TEST_CASE("B23: names of application protocols are IANA's, letter for letter, and can be offered at once") {
  // From IANA's registry "TLS Application-Layer Protocol Negotiation (ALPN) Protocol IDs", in octets.
  constexpr struct {
    std::string_view name, octets;
  } listed[] = {
      {application_protocol::h2, "\x68\x32"},
      {application_protocol::http_1_1, "\x68\x74\x74\x70\x2f\x31\x2e\x31"},
      {application_protocol::webrtc, "\x77\x65\x62\x72\x74\x63"},
      {application_protocol::c_webrtc, "\x63\x2d\x77\x65\x62\x72\x74\x63"},
      {application_protocol::ftp, "\x66\x74\x70"},
      {application_protocol::imap, "\x69\x6d\x61\x70"},
      {application_protocol::pop3, "\x70\x6f\x70\x33"},
      {application_protocol::stun_nat_discovery,
       "\x73\x74\x75\x6e\x2e\x6e\x61\x74\x2d\x64\x69\x73\x63\x6f\x76\x65\x72\x79"},
      {application_protocol::stun_turn, "\x73\x74\x75\x6e\x2e\x74\x75\x72\x6e"},
      {application_protocol::dot, "\x64\x6f\x74"},
      {application_protocol::acme_tls_1, "\x61\x63\x6d\x65\x2d\x74\x6c\x73\x2f\x31"},
  };
  alpn_list all;
  for (auto const& [name, octets] : listed) {
    CHECK(name == octets);
    CHECK(all.push(name));
  }
  CHECK(application_protocol::h2c == "\x68\x32\x63");
}
