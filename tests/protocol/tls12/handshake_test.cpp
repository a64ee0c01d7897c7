#include "cxtls/protocol/tls12/handshake.hpp"

#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

namespace {
// A message with its header.
template <HandshakeType Type, auto const& Body>
constexpr auto message = [] {
  std::array<std::uint8_t, 4 + Body.size()> out{static_cast<std::uint8_t>(Type), 0,
                                                static_cast<std::uint8_t>(Body.size() >> 8),
                                                static_cast<std::uint8_t>(Body.size())};
  copy(Body, out.data() + 4);
  return out;
}();
constexpr auto hello_request = octets(0, 0, 0, 0);
constexpr auto server_hello_done = octets(14, 0, 0, 0);
constexpr auto finished = octets(20, 0, 0, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
constexpr auto ticket = octets(4, 0, 0, 7, 0, 0, 0, 60, 0, 1, 9);
constexpr auto certificate = octets(11, 0, 0, 3, 0, 0, 0);
constexpr auto key_exchange_of_server = message<HandshakeType{12}, trace::server_key_exchange>;
constexpr auto key_exchange_of_client = message<HandshakeType{16}, trace::client_key_exchange>;
constexpr auto certificate_request = message<HandshakeType{13}, trace::certificate_request>;
constexpr auto certificate_verify = message<HandshakeType{15}, trace::certificate_verify>;
constexpr auto certificate_status = octets(22, 0, 0, 6, 1, 0, 0, 2, 0x30, 0);
constexpr auto hello_of_client = message<HandshakeType{1}, trace::client_hello>;
constexpr auto hello_of_server = message<HandshakeType{2}, trace::server_hello>;

template <class Body>
constexpr bool holds(bytes in) {
  const auto message = parse<tls12::Handshake>(in);
  return message && std::holds_alternative<Body>(message->body);
}
}  // namespace

TEST_CASE("A41: every message of TLS 1.2 is a Handshake, with its own body") {
  obeys_the_laws<tls12::Handshake, hello_request>();
  obeys_the_laws<tls12::Handshake, server_hello_done>();
  obeys_the_laws<tls12::Handshake, finished>();
  obeys_the_laws<tls12::Handshake, ticket>();
  obeys_the_laws<tls12::Handshake, certificate>();
  obeys_the_laws<tls12::Handshake, key_exchange_of_server>();
  obeys_the_laws<tls12::Handshake, key_exchange_of_client>();
  obeys_the_laws<tls12::Handshake, certificate_request>();
  obeys_the_laws<tls12::Handshake, certificate_verify>();
  obeys_the_laws<tls12::Handshake, certificate_status>();
  obeys_the_laws<tls12::Handshake, hello_of_client>();
  obeys_the_laws<tls12::Handshake, hello_of_server>();
  BOTH(holds<HelloRequest>(hello_request) && holds<ServerHelloDone>(server_hello_done));
  BOTH(holds<tls12::Finished>(finished) && holds<tls12::NewSessionTicket>(ticket));
  BOTH(holds<tls12::Certificate>(certificate) && holds<tls12::CertificateRequest>(certificate_request));
  BOTH(holds<ServerKeyExchange>(key_exchange_of_server) && holds<ClientKeyExchange>(key_exchange_of_client));
  BOTH(holds<CertificateVerify>(certificate_verify) && holds<CertificateStatus>(certificate_status));
  BOTH(holds<ClientHello>(hello_of_client) && holds<tls12::ServerHello>(hello_of_server));
}

TEST_CASE("A45: OpenSSL's CertificateVerify of TLS 1.2 has the form of TLS 1.3's") {
  obeys_the_laws<CertificateVerify, trace::certificate_verify>();
  BOTH(parse<CertificateVerify>(trace::certificate_verify)->algorithm == SignatureScheme::ecdsa_secp256r1_sha256);
}

TEST_CASE("A44: OpenSSL's CertificateStatus of TLS 1.2") {
  obeys_the_laws<CertificateStatus, trace::certificate_status>();
  BOTH(std::get<OCSPResponse>(parse<CertificateStatus>(trace::certificate_status)->response).der.size() == 253);
}

TEST_CASE("A41: a message of TLS 1.2 of an unknown type keeps its body") {
  static constexpr auto unknown_type = octets(99, 0, 0, 2, 7, 8);
  obeys_the_laws<tls12::Handshake, unknown_type>();
  BOTH(std::get<0>(parse<tls12::Handshake>(unknown_type)->body).tag == HandshakeType{99});
  // Of TLS 1.3
  BOTH(parse<tls12::Handshake>(octets(8, 0, 0, 2, 0, 0))->body.index() == 0);
}

TEST_CASE("A41: a message of TLS 1.2 must fill its length") {
  BOTH(refusal<tls12::Handshake>(octets(14, 0, 0, 1, 0)) == errc::trailing_data);
  BOTH(refusal<tls12::Handshake>(octets(0, 0, 0, 1, 0)) == errc::trailing_data);
  BOTH(refusal<tls12::Handshake>(octets(20, 0, 0, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)) == errc::truncated);
  BOTH(refusal<tls12::Handshake>(octets(20, 0, 0, 13, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)) ==
       errc::trailing_data);
}

TEST_CASE("C50: a dump of TLS 1.2 names fields and code points") {
  bool suite = false, group = false;
  CHECK(!print<tls12::Handshake>(hello_of_server, [&](annotation const& line) {
    suite = suite || (line.field == "cipher_suite" && line.meaning == "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
  }));
  CHECK(!print<tls12::Handshake>(key_exchange_of_server, [&](annotation const& line) {
    group = group || (line.field == "namedcurve" && line.meaning == "x25519" && line.offset == 5);
  }));
  CHECK(suite);
  CHECK(group);
}
