#include "cxtls/protocol/tls13/handshake.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

namespace {
constexpr auto server_hello = rfc8448::octets_of<[] { return rfc8448::simple_1rtt.server_hello; }>;
constexpr auto finished = rfc8448::octets_of<[] { return rfc8448::simple_1rtt.server_finished; }>;
constexpr auto certificate_verify = rfc8448::octets_of<[] { return rfc8448::simple_1rtt.server_certificate_verify; }>;
constexpr auto ticket = rfc8448::octets_of<[] { return rfc8448::simple_1rtt.new_session_ticket; }>;
constexpr auto retry = rfc8448::octets_of<[] { return rfc8448::hello_retry_request.hello_retry_request; }>;
constexpr auto end_of_early_data = rfc8448::octets_of<[] { return rfc8448::resumed_0rtt.end_of_early_data; }>;
constexpr auto certificate_request =
    rfc8448::octets_of<[] { return rfc8448::client_authentication.certificate_request; }>;
constexpr auto key_update = octets(24, 0, 0, 1, 1);
constexpr auto unknown_type = octets(99, 0, 0, 2, 7, 8);

template <class Body>
constexpr bool holds(bytes in) {
  const auto message = parse<Handshake>(in);
  return message && std::holds_alternative<Body>(message->body);
}
constexpr bool is_retry(bytes in) {
  const auto message = parse<Handshake>(in);
  return std::holds_alternative<HelloRetryRequest>(std::get<server_hello_or_retry<>>(message->body).hello);
}
}  // namespace

TEST_CASE("A41: any message of RFC 8448's traces is a Handshake") {
  obeys_the_laws<Handshake, server_hello>();
  obeys_the_laws<Handshake, retry>();
  obeys_the_laws<Handshake, finished>();
  obeys_the_laws<Handshake, certificate_verify>();
  obeys_the_laws<Handshake, certificate_request>();
  obeys_the_laws<Handshake, ticket>();
  obeys_the_laws<Handshake, end_of_early_data>();
  obeys_the_laws<Handshake, key_update>();
  BOTH(holds<Finished>(finished) && holds<CertificateVerify>(certificate_verify) && holds<NewSessionTicket>(ticket));
  BOTH(holds<EndOfEarlyData>(end_of_early_data) && holds<CertificateRequest>(certificate_request));
  BOTH(holds<KeyUpdate>(key_update));
}

TEST_CASE("A41: a server_hello is a HelloRetryRequest or not by its random") {
  BOTH(!is_retry(server_hello));
  BOTH(is_retry(retry));
}

TEST_CASE("A41: a message of an unknown type keeps its body") {
  obeys_the_laws<Handshake, unknown_type>();
  BOTH(std::get<0>(parse<Handshake>(unknown_type)->body).tag == HandshakeType{99});
}

TEST_CASE("A41: a message must fill its length") {
  BOTH(refusal<Handshake>(octets(24, 0, 0, 2, 1, 0)) == errc::trailing_data);
  BOTH(refusal<Handshake>(octets(24, 0, 0, 0)) == errc::truncated);
}

TEST_CASE("C50: a dump names fields, extensions and code points") {
  bool suite = false, group = false;
  CHECK(!print<Handshake>(server_hello, [&](annotation const& line) {
    suite = suite || (line.field == "cipher_suite" && line.meaning == "TLS_AES_128_GCM_SHA256" && line.offset == 39);
    group = group || (line.field == "group" && line.meaning == "x25519");
  }));
  CHECK(suite);
  CHECK(group);
}
