// What an application adds from outside the library: extensions in every message that may carry one, and a step of
// verification. The stack runs on the toy backend: what is said counts, not who could listen.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <vector>

#include "cxtls/session/stateless_tickets.hpp"
#include "support/constant_handshake.hpp"
#include "support/toy_certificate.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

// One number per message, so that a mix-up shows.
template <int N>
struct said {
  std::uint8_t what = 0;
};
using greeting = said<0>;  // the client's, and the server's answer in either version
using early = said<1>;  // answered in the ServerHello
using wish = said<2>;  // the server's, answered by the client's certificate
using proof_wanted = said<3>;  // the client's, answered by the server's certificate
using proof = said<4>;
using ticket_note = said<5>;
using unasked = said<6>;  // in EncryptedExtensions, to whoever connects

}  // namespace

template <int N>
inline constexpr auto cxtls::wire<said<N>> = Struct(Field<&said<N>::what>(u8));

namespace {

constexpr ExtensionType code(int n) { return ExtensionType(0xff70 + n); }
using mine =
    extensions<Extension<code(0), greeting, in::client_hello | in::encrypted_extensions | in::tls12_server_hello>,
               Extension<code(1), early, in::client_hello | in::server_hello>,
               Extension<code(2), wish, in::certificate_request | in::certificate>,
               Extension<code(3), proof_wanted, in::client_hello>, Extension<code(3), proof, in::certificate>,
               Extension<code(5), ticket_note, in::new_session_ticket>,
               Extension<code(6), unasked, in::encrypted_extensions, quirk::needs_no_offer>>;

// What the policy says of peers, and how often it was asked.
struct {
  errc says = errc::none;
  int asked = 0;
  std::vector<std::uint8_t> leaf{};
} judge;
struct judging : policy::modern {
  static status judge(peer_to_judge const& peer) {
    ++::judge.asked;
    ::judge.leaf.assign(peer.certificates[0].begin(), peer.certificates[0].end());
    if (::judge.says != errc::none) return ::judge.says;
    return done{};
  }
};
struct extended : stack<toy_backend, judging, mine> {};
using pair = constant::pair_of<extended>;
constexpr unix_time noon = constant::noon;

template <class Body>
int heard(auto const& tls) {
  const auto body = tls.template peer_extension<Body>();
  return body ? body->what : 0;
}

struct world {
  explicit world(ProtocolVersion version = ProtocolVersion::tls13, bool retry = false) {
    client_config c;
    c.trust = toy::trusting_root();
    c.profile = profile::rfc5280;
    c.versions = version_list(version);
    c.certificates = toy::shown(toy::client_leaf);
    if (retry) c.key_share_groups = group_list();
    server_config s;
    s.certificates = toy::shown(toy::server_leaf);
    s.trust = toy::trusting_root();
    s.profile = profile::rfc5280;
    s.clients = client_authentication::required;
    s.sessions = &tickets;
    s.tickets = 1;
    clients.emplace(*client_context<extended>::create(std::move(c), toy_backend(here)));
    servers.emplace(*server_context<extended>::create(std::move(s), toy_backend(there)));
  }
  pair connection() { return {client<extended>(*clients, dns_name{"server.example"}), server<extended>(*servers)}; }

  toy_world here{.seed = 1}, there{.seed = 1000}, of_keys{.seed = 5000};
  toy_backend of_tickets{of_keys};
  rotating_ticket_keys<toy_backend> keys{of_tickets};
  stateless_tickets<toy_backend, rotating_ticket_keys<toy_backend>> tickets{of_tickets, keys};
  std::optional<client_context<extended>> clients{};
  std::optional<server_context<extended>> servers{};
};

}  // namespace

TEST_CASE("A61: an application's extensions reach the other side in every message of TLS 1.3 that they stand in") {
  const bool retry = GENERATE(false, true);
  world w(ProtocolVersion::tls13, retry);
  pair p = w.connection();
  REQUIRE(p.c.set_extension(greeting{1}));
  REQUIRE(p.c.set_extension(early{2}));
  REQUIRE(p.c.set_extension(proof_wanted{3}));
  REQUIRE(p.c.set_extension(wish{4}));
  REQUIRE(p.s.set_extension(greeting{11}));
  REQUIRE(p.s.set_extension(early{12}));
  REQUIRE(p.s.set_extension(proof{13}));
  REQUIRE(p.s.set_extension(wish{14}));
  REQUIRE(p.s.set_extension(ticket_note{15}));
  REQUIRE(p.s.set_extension(unasked{16}));
  p.run();
  REQUIRE(p.both_connected());
  CHECK(p.c.info().hello_retried == retry);
  CHECK(heard<greeting>(p.s) == 1);
  CHECK(heard<early>(p.s) == 2);
  CHECK(heard<proof_wanted>(p.s) == 3);
  CHECK(heard<wish>(p.s) == 4);
  CHECK(heard<greeting>(p.c) == 11);
  CHECK(heard<early>(p.c) == 12);
  CHECK(heard<proof>(p.c) == 13);
  CHECK(heard<wish>(p.c) == 14);
  CHECK(heard<ticket_note>(p.c) == 15);
  CHECK(heard<unasked>(p.c) == 16);
}

TEST_CASE("A61: and in TLS 1.2, whose ServerHello answers") {
  world w(ProtocolVersion::tls12);
  pair p = w.connection();
  REQUIRE(p.c.set_extension(greeting{1}));
  REQUIRE(p.s.set_extension(greeting{11}));
  REQUIRE(p.s.set_extension(unasked{16}));
  p.run();
  REQUIRE(p.both_connected());
  CHECK(p.c.info().version == ProtocolVersion::tls12);
  CHECK(heard<greeting>(p.s) == 1);
  CHECK(heard<greeting>(p.c) == 11);
  CHECK(heard<unasked>(p.c) == 0);
}

TEST_CASE("RFC 8446, 4.2: a server answers only what the client offered") {
  world w(GENERATE(ProtocolVersion::tls13, ProtocolVersion::tls12));
  pair p = w.connection();
  REQUIRE(p.s.set_extension(greeting{11}));
  REQUIRE(p.s.set_extension(early{12}));
  REQUIRE(p.s.set_extension(proof{13}));
  REQUIRE(p.c.set_extension(wish{4}));  // which nobody asks for
  p.run();
  REQUIRE(p.both_connected());
  CHECK(heard<greeting>(p.c) == 0);
  CHECK(heard<early>(p.c) == 0);
  CHECK(heard<proof>(p.c) == 0);
  CHECK(heard<wish>(p.s) == 0);
}

TEST_CASE("A61: what is said again before it goes out is said anew; what is out stays") {
  world w;
  pair p = w.connection();
  REQUIRE(p.c.set_extension(greeting{1}));
  REQUIRE(p.c.set_extension(greeting{2}));
  p.run();
  REQUIRE(p.both_connected());
  CHECK(heard<greeting>(p.s) == 2);
  CHECK(p.c.set_extension(greeting{3}).error().code == errc::misuse_too_late);
  CHECK(p.s.set_extension(greeting{3}).error().code == errc::misuse_too_late);
  CHECK(p.s.set_extension(ticket_note{3}));
}

TEST_CASE("A61: a server that is asked for a session or a certificate may look at what came, and answer it") {
  world w;
  server_config s;
  s.certificates = toy::shown(toy::server_leaf);
  s.ask_application_for_credential = true;
  const auto asking = server_context<extended>::create(std::move(s), toy_backend(w.there));
  REQUIRE(asking);
  pair p{client<extended>(*w.clients, dns_name{"server.example"}), server<extended>(*asking)};
  REQUIRE(p.c.set_extension(greeting{20}));
  (void)p.c.start(noon);
  step asked = p.s.receive(p.c.outgoing(), noon);
  p.c.sent(asked.consumed);
  auto* wanted = std::get_if<credential_wanted>(&asked.what);
  REQUIRE(wanted != nullptr);
  const int came = heard<greeting>(p.s);
  REQUIRE(p.s.set_extension(greeting{static_cast<std::uint8_t>(came + 1)}));
  REQUIRE(p.s.resume(std::move(wanted->question), CredentialChoice{0}) == machine::resumed::ok);
  (void)p.s.proceed(noon);
  p.started = true;
  p.run();
  REQUIRE(p.both_connected());
  CHECK(heard<greeting>(p.c) == 21);
}

TEST_CASE(
    "A73: a policy's own step of verification comes after the built-in ones, for each peer that shows certificates") {
  const auto version = GENERATE(ProtocolVersion::tls13, ProtocolVersion::tls12);
  world w(version);
  judge = {};
  pair p = w.connection();
  p.run();
  REQUIRE(p.both_connected());
  CHECK(judge.asked == 2);  // by the client of the server, then by the server of the client
  CHECK(equal(judge.leaf, p.s.peer_certificates()[0]));
}

TEST_CASE("A73: it can refuse, with an error and an alert of its choice") {
  const auto version = GENERATE(ProtocolVersion::tls13, ProtocolVersion::tls12);
  world w(version);
  judge = {.says = errc::certificate_refused_by_application};
  pair p = w.connection();
  p.run();
  CHECK(p.c.failure().code == errc::certificate_refused_by_application);
  CHECK(p.c.alert_sent() == alert_for(errc::certificate_refused_by_application));
  CHECK(p.s.failure().code == errc::peer_alert);
  judge = {};
}

TEST_CASE("A73: it isn't asked about what the built-in checks refuse") {
  world w;
  judge = {};
  pair p{client<extended>(*w.clients, dns_name{"other.example"}), server<extended>(*w.servers)};
  p.run();
  CHECK(p.c.failure().code == errc::certificate_name_mismatch);
  CHECK(judge.asked == 0);
}
