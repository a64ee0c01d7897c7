// Resumption: RFC 8446, 2.2, 4.2.11 and 4.6.1.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/handshake/hello/client/psk.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;
using enum CipherSuite;

static_assert(!std::is_copy_constructible_v<ticket> && std::is_nothrow_move_constructible_v<ticket>);

namespace {

using events = std::vector<std::string>;

client_config config_with(std::function<void(client_config&)> change) {
  client_config config = trusting_config();
  change(config);
  return config;
}
client_config reverifying(bool asking = false) {
  return config_with([=](client_config& c) {
    c.reverify_on_resume = true;
    c.ask_application_to_verify = asking;
  });
}

ending resumed_ending(server_plan plan) {
  resumed d(first_connection({.suite = plan.suite}), std::move(plan));
  return ending_of(d);
}
ending hello_ending(std::function<void(hello_model&)> bend) { return resumed_ending({.hello = std::move(bend)}); }

// A full handshake, without a trace of the ticket.
void check_not_offered(duet& d) {
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.finished);
  CHECK(d.server.seen.psks == 0);
  CHECK_FALSE(d.client_side().info().psk_offered);
  CHECK_FALSE(d.client_side().info().resumed);
}
void check_resumed(duet& d) {
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.binder);
  CHECK(d.server.seen.finished);
  CHECK_FALSE(d.server.seen.certificate);
  CHECK(d.client_side().info().psk_offered);
  CHECK(d.client_side().info().resumed);
}

octets leaf_of(std::string_view pem) {
  buffer key;
  const auto chain = x509::certificate_chain::split_pem(pem, key);
  const bytes leaf = chain->leaf();
  return {leaf.begin(), leaf.end()};
}
unix_time end_of(std::string_view pem) {
  const octets leaf = leaf_of(pem);
  return x509::parse_certificate(leaf)->tbs().validity.notAfter;
}

}  // namespace

// ---- that it works ----

TEST_CASE("a session is resumed, and is what its first connection was") {
  const auto suite =
      GENERATE(from_range(that_can({TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256})));
  const auto how = GENERATE(delivery::whole, delivery::single_octets);
  resumed d(first_connection({.suite = suite}), {.suite = suite}, trusting_config(), how);
  check_resumed(d);
  CHECK(d.events == events{"connected"});
  CHECK(as_text(d.server.seen.psk_identity) == "a ticket");
  connection_info const& info = d.client_side().info();
  CHECK(info.cipher_suite == suite);
  CHECK(info.group == usual_group());
  CHECK(info.peer_signature_scheme == SignatureScheme::ed25519);
  REQUIRE(d.client_side().peer_certificates().size() == d.server.chain().size());
  CHECK(equal(d.client_side().peer_certificates()[0], d.server.chain().leaf()));

  octets ours(32);
  REQUIRE(d.client_side().export_keying_material("EXPORTER-test", {}, ours));
  CHECK(ours == d.server.exported("EXPORTER-test", {}, 32));
  const octets word = text("ping");
  REQUIRE(d.client_side().send(word));
  d.server.put_data("pong");
  d.run();
  CHECK(d.server.seen.data == word);
  CHECK(as_text(d.plaintext) == "pong");
}

TEST_CASE("another suite of the same hash resumes as well (RFC 8446, 4.2.11)", "[wide]") {
  resumed d(first_connection({.suite = TLS_AES_128_GCM_SHA256}), {.suite = TLS_CHACHA20_POLY1305_SHA256});
  check_resumed(d);
  CHECK(d.client_side().info().cipher_suite == TLS_CHACHA20_POLY1305_SHA256);
}

TEST_CASE("pre_shared_key stands last, with one identity and one binder of its hash's size, and psk_dhe_ke only") {
  const auto suite =
      GENERATE(from_range(that_can({TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256})));
  const bool grease = GENERATE(false, true);
  const auto config = [&] { return config_with([&](client_config& c) { c.grease = grease; }); };
  resumed d(first_connection({.suite = suite}, config()), {.suite = suite}, config());
  check_resumed(d);
  const octets raw = d.server.client_hello();
  const auto hello = parse<ClientHello>(bytes(raw).subspan(4));
  REQUIRE(hello);
  ExtensionType last{};
  for (auto const& e : hello->extensions) last = e.type();
  CHECK(last == ExtensionType::pre_shared_key);
  const auto psks = find<OfferedPsks>(hello->extensions);
  REQUIRE(psks->identities.size() == 1);
  REQUIRE(psks->binders.size() == 1);
  CHECK(psks->binders.front().binder.size() == hash_size(crypto::find<faulty_backend>(suite)->hash));
  CHECK_FALSE(find<PskKeyExchangeModes>(hello->extensions)->ke_modes.contains(PskKeyExchangeMode::psk_ke));
}

TEST_CASE("obfuscated_ticket_age is milliseconds plus ticket_age_add, modulo 2^32 (RFC 8446, 4.2.11.1)") {
  const std::uint32_t add = GENERATE(0u, 7u, 0xffffffffu);
  const std::int64_t seconds = GENERATE(0, 1, 3599);
  resumed d(first_connection({}, trusting_config(), {.ticket_age_add = add}));
  d.now = noon + seconds;
  check_resumed(d);
  CHECK(d.server.seen.obfuscated_ticket_age == static_cast<std::uint32_t>(1000 * seconds) + add);
}

TEST_CASE("CVE-2015-5291: the identity may be as long as a ticket may be, as long as a hello has room for it") {
  const std::size_t size = GENERATE(std::size_t{1}, std::size_t{255}, std::size_t{256}, std::size_t{16000},
                                    hello::client::max_offered_ticket);
  resumed d(first_connection({}, trusting_config(), {.ticket = octets(size, 0x7a)}));
  check_resumed(d);
  CHECK(d.server.seen.psk_identity.size() == size);
}
TEST_CASE("CVE-2015-5291: a ticket that leaves no room for the rest of a hello stays at home") {
  const std::size_t size = GENERATE(hello::client::max_offered_ticket + 1, std::size_t{65500});
  resumed d(first_connection({}, trusting_config(), {.ticket = octets(size, 0x7a)}));
  check_not_offered(d);
}

TEST_CASE("addresses and pinned keys are resumed for what they are") {
  spki_pin pin{};
  {
    const octets der = leaf_of(usual_chain());
    const auto leaf = x509::parse_certificate(der);
    const auto digest = crypto::hash_of(linked_backend{}, crypto::hash_algorithm::sha256, leaf->spki_der());
    copy(digest->view(), pin.data());
  }
  resumed same(first_connection({}, trusting_config(), {}, pinned_keys(pin)), {}, trusting_config(), delivery::whole,
               pinned_keys(pin));
  check_resumed(same);
  resumed other(first_connection({}, trusting_config(), {}, pinned_keys(pin)), {}, trusting_config(), delivery::whole,
                pinned_keys(pin, spki_pin{}));
  check_not_offered(other);
}

// ---- HelloRetryRequest ----

TEST_CASE("C16: after a HelloRetryRequest the binder covers what went before") {
  const auto suite =
      GENERATE(from_range(that_can({TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256})));
  const bool grease = GENERATE(false, true);
  server_plan plan{.suite = suite};
  SECTION("a group") { plan.retry_group = other_groups().back(); }
  SECTION("a cookie") { plan.retry_cookie = text("a cookie"); }
  SECTION("both") {
    plan.retry_group = other_group();
    plan.retry_cookie = octets(1000, 1);
  }
  const auto config = [&] { return config_with([&](client_config& c) { c.grease = grease; }); };
  resumed d(first_connection({.suite = suite}, config()), plan, plan.retry_group ? retriable(config()) : config());
  check_resumed(d);
  CHECK(d.client_side().info().hello_retried);
}

TEST_CASE("the second hello's ticket age is computed anew (RFC 8446, 4.1.2)") {
  resumed d(first_connection({}, trusting_config(), {.ticket_age_add = 0}), {.retry_group = other_group()},
            retriable());
  d.note(d.client_side().start(noon + 10));
  d.to_server();
  CHECK(d.server.seen.obfuscated_ticket_age == 10000);
  d.now = noon + 17;
  check_resumed(d);
  CHECK(d.server.seen.obfuscated_ticket_age == 17000);
}

TEST_CASE("a HelloRetryRequest for a suite of another hash drops the key (RFC 8446, 4.1.4)", "[wide]") {
  const server_plan other{.suite = TLS_AES_256_GCM_SHA384, .retry_group = NamedGroup::secp256r1};
  resumed d(first_connection(), other);
  check_not_offered(d);
  CHECK(d.client_side().info().hello_retried);
  // Nobody can select it any more.
  server_plan insisting = other;
  insisting.hello = [](hello_model& m) {
    m.extensions.push_back(extension(ExtensionType::pre_shared_key, number(2, 0)));
  };
  resumed refused(first_connection(), insisting);
  CHECK(ending_of(refused) == ending{errc::extension_unsolicited, "pre_shared_key", unsupported_extension});
}

// ---- the server's answer ----

TEST_CASE("a server that doesn't know the ticket: the handshake is a full one") {
  session_pair session = first_connection();
  session.server_side.identity = text("another");
  resumed d(std::move(session));
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.psks == 1);
  CHECK(d.client_side().info().psk_offered);
  CHECK_FALSE(d.client_side().info().resumed);
  CHECK(d.client_side().info().peer_signature_scheme == SignatureScheme::ed25519);
}

TEST_CASE("F24: a selected_identity that wasn't offered is refused (RFC 8446, 4.2.11)") {
  const std::uint16_t index = GENERATE(std::uint16_t{1}, std::uint16_t{2}, std::uint16_t{65535});
  CHECK(resumed_ending({.selected_identity = index}) == ending{errc::psk_not_offered, "", illegal_parameter});
}

TEST_CASE("a suite whose hash isn't the key's is refused (RFC 8446, 4.2.11)", "[wide]") {
  resumed shorter(first_connection({.suite = TLS_AES_128_GCM_SHA256}), {.suite = TLS_AES_256_GCM_SHA384});
  CHECK(ending_of(shorter) == ending{errc::psk_hash_mismatch, "", illegal_parameter});
  resumed longer(first_connection({.suite = TLS_AES_256_GCM_SHA384}), {.suite = TLS_AES_128_GCM_SHA256});
  CHECK(ending_of(longer) == ending{errc::psk_hash_mismatch, "", illegal_parameter});
}

TEST_CASE("a key selected without having been offered is refused") {
  CHECK(ending_of({.hello = [](hello_model& m) {
          m.extensions.push_back(extension(ExtensionType::pre_shared_key, number(2, 0)));
        }}) == ending{errc::extension_unsolicited, "pre_shared_key", unsupported_extension});
}

TEST_CASE("psk_ke isn't offered: a key without a key_share is refused (RFC 8446, 4.2.9)") {
  CHECK(hello_ending([](hello_model& m) { m.drop(ExtensionType::key_share); }) ==
        ending{errc::extension_missing, "key_share", missing_extension});
}

TEST_CASE("a body of pre_shared_key that is no number is refused") {
  CHECK(hello_ending([](hello_model& m) { m.find(ExtensionType::pre_shared_key)->body = {0}; }).alert == decode_error);
  CHECK(hello_ending([](hello_model& m) { m.find(ExtensionType::pre_shared_key)->body = {0, 0, 0}; }).alert ==
        decode_error);
}

TEST_CASE("who only says that it has the key has no keys for what follows") {
  session_pair session = first_connection();
  session.server_side.key[0] ^= 1;
  resumed d(std::move(session));
  d.run();
  CHECK(d.client_side().failure().code == errc::bad_record_mac);
  CHECK(d.client_side().alert_sent() == bad_record_mac);
  CHECK_FALSE(d.server.seen.binder);
  CHECK(d.events.empty());
}

TEST_CASE("who sends certificates after taking the key is refused (RFC 8446, 2.2)") {
  const say intruder = GENERATE(say::certificate_request, say::certificate);
  server_plan plan;
  plan.psk_flight = {say::server_hello, say::encrypted_extensions, intruder, say::finished};
  CHECK(resumed_ending(plan) == ending{errc::unexpected_message, "", unexpected_message});
}

TEST_CASE("who takes the key and shows certificates as if it hadn't is refused") {
  server_plan plan;
  plan.psk_flight = plan.flight;
  CHECK(resumed_ending(plan) == ending{errc::unexpected_message, "", unexpected_message});
}

TEST_CASE("a Finished that is wrong is refused in a resumed handshake, too") {
  CHECK(resumed_ending({.finished = [](octets& data) { data[3] ^= 1; }}) ==
        ending{errc::finished_mismatch, "", decrypt_error});
}

TEST_CASE("EncryptedExtensions of a resumed handshake are checked as ever") {
  CHECK(resumed_ending({.encrypted_extensions = {alpn({"h2"})}}) ==
        ending{errc::extension_unsolicited, "application_layer_protocol_negotiation", unsupported_extension});
  const auto speaking = [] { return config_with([](client_config& c) { c.alpn = {"h2", "http/1.1"}; }); };
  resumed d(first_connection({.encrypted_extensions = {alpn({"h2"})}}, speaking()),
            {.encrypted_extensions = {alpn({"http/1.1"})}}, speaking());
  check_resumed(d);
  CHECK(as_text(d.client_side().info().alpn()) == "http/1.1");
}

// ---- what a ticket is bound to ----

TEST_CASE("a ticket says what it is bound to") {
  client_config config = trusting_config();
  config.alpn = {"h2"};
  const CipherSuite suite = that_can({TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256}).front();
  session_pair s = first_connection({.suite = suite, .encrypted_extensions = {alpn({"h2"})}}, std::move(config),
                                    {.ticket_lifetime = 100});
  ticket const& t = s.client_side;
  CHECK(t.cipher_suite == suite);
  CHECK(t.received_at == noon);
  CHECK(t.expires_at == noon + 100);
  REQUIRE(std::holds_alternative<dns_name>(t.peer));
  CHECK(std::get<dns_name>(t.peer) == dns_name{"server.example"});
  CHECK(t.peer_signature_scheme == SignatureScheme::ed25519);
  CHECK(t.authenticated_until == end_of(usual_chain()));
  CHECK(as_text(t.alpn_protocol.view()) == "h2");
  CHECK(t.peer_certificates.size() == 1);
}

TEST_CASE("A98: a ticket is for one peer") {
  const auto other = GENERATE_REF(identity(dns_name{"www.server.example"}), identity(ip_address{"192.0.2.1"}));
  session_pair session = first_connection();
  duet d({}, trusting_config(), delivery::whole, 2, other, std::move(session.client_side));
  d.run();
  CHECK(d.server.seen.psks == 0);
  CHECK_FALSE(d.client_side().info().psk_offered);
}

TEST_CASE("a ticket is for the rules that admitted its server (CVE-2025-68121)") {
  SECTION("the same ones, in another context") {
    resumed d(first_connection());
    check_resumed(d);
  }
  SECTION("an anchor more") {
    resumed d(first_connection(), {},
              config_with([](client_config& c) { REQUIRE(c.trust.add(leaf_of(chains::p256))); }));
    check_not_offered(d);
  }
  SECTION("a stricter profile") {
    resumed d(first_connection(), {},
              config_with([](client_config& c) { c.profile = c.profile.at_most_intermediates(2); }));
    check_not_offered(d);
  }
  SECTION("a verdict of the application that wasn't asked for") {
    resumed d(first_connection(), {}, config_with([](client_config& c) { c.ask_application_to_verify = true; }));
    d.run();
    CHECK(d.events == events{"verification_wanted"});
    CHECK(d.server.seen.psks == 0);
  }
  SECTION("another certificate of our own") {
    resumed d(first_connection(), {}, config_with_credential(other_chain()));
    check_not_offered(d);
  }
  SECTION("what doesn't admit anybody makes no difference") {
    resumed d(first_connection(), {}, config_with([](client_config& c) {
                c.alpn = {"h2"};
                c.groups = group_list(other_group());
                c.reverify_on_resume = true;
              }));
    check_resumed(d);
  }
}

TEST_CASE("a ticket is for the signature schemes that admitted its server (CVE-2025-68121)", "[wide]") {
  resumed d(first_connection(), {},
            config_with([](client_config& c) { c.signature_schemes = scheme_list(SignatureScheme::ed25519); }));
  check_not_offered(d);
}

TEST_CASE("a ticket whose suite isn't offered any more stays at home", "[wide]") {
  resumed d(first_connection({.suite = TLS_CHACHA20_POLY1305_SHA256}), {},
            config_with([](client_config& c) { c.cipher_suites = suite_list(TLS_AES_128_GCM_SHA256); }));
  check_not_offered(d);
}

TEST_CASE("a ticket is good until its lifetime is over, and not before it came (RFC 8446, 4.6.1)") {
  const auto at = [](std::int64_t seconds, std::uint32_t lifetime) {
    resumed d(first_connection({}, trusting_config(), {.ticket_lifetime = lifetime}));
    d.now = noon + seconds;
    d.run();
    CHECK(d.connected());
    return d.client_side().info().resumed;
  };
  CHECK(at(0, 1));
  CHECK_FALSE(at(1, 1));
  CHECK(at(604799, 604800));
  CHECK_FALSE(at(604800, 604800));
  // A clock that was set back a little, and one that was set back far.
  CHECK(at(-60, 3600));
  CHECK_FALSE(at(-61, 3600));
}

TEST_CASE("a session ends with the certificates that it rests on, however often it is resumed") {
  const unix_time end = end_of(usual_chain());
  duet first;
  first.now = end + -1000;
  first.run();
  REQUIRE(first.connected());
  first.server.put_ticket({.ticket_lifetime = 604800});
  first.run();
  REQUIRE(first.tickets.size() == 1);
  CHECK(first.tickets[0].authenticated_until == end);
  CHECK(first.tickets[0].expires_at == end);

  const known_psk known{text("a ticket"), first.server.resumption_psk(octets{1})};
  resumed second({std::move(first.tickets[0]), known});
  second.now = end + -10;
  check_resumed(second);
  second.server.put_ticket({.ticket_lifetime = 604800});
  second.run();
  REQUIRE(second.tickets.size() == 1);
  CHECK(second.tickets[0].authenticated_until == end);
  CHECK(second.tickets[0].expires_at == end);
  CHECK(second.tickets[0].peer_certificates.size() == 1);
  CHECK(second.tickets[0].peer_signature_scheme == SignatureScheme::ed25519);

  const known_psk known_again{text("a ticket"), second.server.resumption_psk(octets{1})};
  resumed third({std::move(second.tickets[0]), known_again});
  third.now = end + -5;
  check_resumed(third);
}

// ---- verified again ----

TEST_CASE("without reverify_on_resume neither the built-in checks nor the application are asked again") {
  const auto asking = [] { return config_with([](client_config& c) { c.ask_application_to_verify = true; }); };
  duet first({}, asking());
  first.run();
  REQUIRE(first.verification);
  CHECK(first.client_side().resume(std::move(*first.verification), Verified{}) == machine::resumed::ok);
  first.run();
  first.server.put_ticket();
  first.run();
  REQUIRE(first.tickets.size() == 1);
  resumed d({std::move(first.tickets[0]), {text("a ticket"), first.server.resumption_psk(octets{1})}}, {}, asking());
  check_resumed(d);
  CHECK(d.events == events{"connected"});
}

namespace {
// A first connection that the application let pass, and a second one that stops to ask.
struct asked_again {
  asked_again() {
    duet first({}, reverifying(true));
    first.run();
    REQUIRE(first.verification);
    CHECK(first.client_side().resume(std::move(*first.verification), Verified{}) == machine::resumed::ok);
    first.run();
    first.server.put_ticket();
    first.run();
    REQUIRE(first.tickets.size() == 1);
    d.emplace(session_pair{std::move(first.tickets[0]), {text("a ticket"), first.server.resumption_psk(octets{1})}},
              server_plan{}, reverifying(true));
    d->run();
    REQUIRE(d->events == events{"verification_wanted"});
    REQUIRE(d->verification);
    CHECK(d->client_side().state_name() == "AwaitReverification");
    CHECK(d->client_side().now() == condition::parked);
    CHECK(d->client_side().peer_certificates().size() == 1);
    CHECK_FALSE(d->server.seen.finished);
  }
  std::optional<resumed> d{};
};
}  // namespace

TEST_CASE("with reverify_on_resume the application is asked again") {
  asked_again a;
  SECTION("it agrees") {
    CHECK(a.d->client_side().resume(std::move(*a.d->verification), Verified{}) == machine::resumed::ok);
    check_resumed(*a.d);
  }
  SECTION("it refuses") {
    CHECK(a.d->client_side().refuse(std::move(*a.d->verification)) == machine::resumed::ok);
    CHECK(ending_of(*a.d) == ending{errc::certificate_refused_by_application, "", certificate_unknown});
  }
  SECTION("the connection is closed meanwhile") {
    REQUIRE(a.d->client_side().close());
    a.d->run();
    CHECK(a.d->client_side().failure().code == errc::canceled);
    CHECK(a.d->client_side().resume(std::move(*a.d->verification), Verified{}) == machine::resumed::superseded);
    CHECK_FALSE(a.d->server.seen.finished);
  }
  SECTION("it never answers") {}
}

TEST_CASE("with reverify_on_resume the certificates have to pass today's checks") {
  SECTION("they do") {
    resumed d(first_connection(), {}, reverifying());
    check_resumed(d);
    CHECK(d.events == events{"connected"});
  }
  SECTION("they have expired, though the ticket says otherwise") {
    session_pair session = first_connection();
    session.client_side.expires_at = end_of(usual_chain()) + 1000;
    resumed d(std::move(session), {}, reverifying());
    d.now = end_of(usual_chain()) + 1;
    CHECK(ending_of(d) == ending{errc::certificate_expired, "notAfter", certificate_expired});
  }
  SECTION("they are another server's") {
    session_pair session = first_connection();
    session.client_side.peer_certificates = {};
    REQUIRE(session.client_side.peer_certificates.add((*trust_store::from_pem(usual_root()))[0]));
    resumed d(std::move(session), {}, reverifying());
    const ending e = ending_of(d);
    CHECK(alert_for(e.code) == e.alert);
    CHECK(e.alert == bad_certificate);
  }
  SECTION("a ticket of that connection is no longer good than they are") {
    session_pair session = first_connection();
    session.client_side.authenticated_until = end_of(usual_chain()) + 1000;
    resumed d(std::move(session), {}, reverifying());
    check_resumed(d);
    d.server.put_ticket();
    d.run();
    REQUIRE(d.tickets.size() == 1);
    CHECK(d.tickets[0].authenticated_until == end_of(usual_chain()));
  }
}
