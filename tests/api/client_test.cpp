#include "cxtls/client.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

result<octets> exported(any_client const& c, std::string_view label, std::optional<bytes> context, std::size_t size) {
  octets out(size);
  if (const status s = c.export_keying_material(label, context, out); !s) return s.error();
  return out;
}

// The ClientHello that a configuration makes.
struct hello_of {
  explicit hello_of(client_config config, identity peer = dns_name{"server.example"})
      : d({}, std::move(config), delivery::whole, 1, std::move(peer)) {
    d.run();
    raw = d.server.client_hello();
    hello = *parse<ClientHello>(bytes(raw).subspan(4));
  }
  template <class Body>
  std::optional<Body> extension() const {
    return find<Body>(hello.extensions);
  }
  duet d;
  octets raw;
  ClientHello hello;
};

}  // namespace

TEST_CASE("B12: before the handshake is over, calls that need it say so, and nothing breaks") {
  duet d;
  const auto refused = [&] {
    CHECK(d.client_side().send(octets{1}).error().code == errc::misuse_not_connected);
    CHECK(d.client_side().update_keys(true).error().code == errc::misuse_not_connected);
    CHECK(exported(d.client_side(), "label", {}, 16).error().code == errc::misuse_not_connected);
    CHECK_FALSE(d.client_side().to_be_signed());
    CHECK(d.client_side().failure().code == errc::none);
  };
  refused();
  d.note(d.client_side().start(noon));
  refused();
  d.to_server();
  refused();
  d.to_client();
  CHECK(d.connected());
}

TEST_CASE("B15: what isn't known yet is absent") {
  duet d;
  for (int started = 0; started < 2; ++started) {
    connection_info const& info = d.client_side().info();
    CHECK_FALSE(info.version);
    CHECK_FALSE(info.cipher_suite);
    CHECK_FALSE(info.group);
    CHECK_FALSE(info.peer_signature_scheme);
    CHECK_FALSE(info.own_signature_scheme);
    CHECK_FALSE(info.alpn_protocol);
    CHECK(d.client_side().peer_certificates().empty());
    CHECK(d.client_side().now() == condition::handshaking);
    if (started == 0) d.note(d.client_side().start(noon));
  }
  CHECK(d.run().connected());
}

TEST_CASE("step: the first flight") {
  duet d;
  const step s = d.client_side().start(noon);
  CHECK(s.to_send == d.client_side().outgoing().size());
  CHECK(s.to_send > 0);
  CHECK(s.consumed == 0);
  CHECK(s.can_take_more);
  CHECK_FALSE(s.again);
  CHECK_FALSE(s.deadline);
  CHECK(s.now == condition::handshaking);
  CHECK(std::holds_alternative<no_event>(s.what));
  CHECK(d.client_side().state_name() == "WaitServerHello");
}

TEST_CASE("step: events come one at a time, and `again` says that there is more") {
  duet d;
  d.note(d.client_side().start(noon));
  d.to_server();
  step s = d.client_side().receive(d.server.outgoing, noon);
  CHECK(s.consumed == d.server.outgoing.size());
  CHECK(std::holds_alternative<connected>(s.what));
  CHECK(s.now == condition::connected);
  d.server.outgoing.clear();
  d.to_server();
  d.server.put_ticket();
  d.server.put_data("one");
  d.server.put_data("two");
  d.server.close();
  s = d.client_side().receive(d.server.outgoing, noon);
  CHECK(s.consumed == d.server.outgoing.size());
  CHECK(std::holds_alternative<ticket>(s.what));
  CHECK(s.plaintext.empty());
  REQUIRE(s.again);
  s = d.client_side().proceed(noon);
  CHECK(as_text(s.plaintext) == "one");
  REQUIRE(s.again);
  s = d.client_side().proceed(noon);
  CHECK(as_text(s.plaintext) == "two");
  REQUIRE(s.again);
  s = d.client_side().proceed(noon);
  CHECK(std::holds_alternative<peer_closed>(s.what));
  CHECK(s.now == condition::peer_closed);
  CHECK_FALSE(s.again);
  CHECK_FALSE(s.can_take_more);
}

TEST_CASE("A second start() sends nothing") {
  duet d;
  d.note(d.client_side().start(noon));
  d.to_server();
  d.note(d.client_side().start(noon));
  CHECK(d.client_side().outgoing().empty());
  CHECK(d.server.seen.messages.size() == 1);
}

TEST_CASE("RFC 8446, 7.5: exported keying material is the server's, too") {
  const auto suite =
      GENERATE(from_range(that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                    CipherSuite::TLS_CHACHA20_POLY1305_SHA256})));
  duet d({.suite = suite});
  d.run();
  REQUIRE(d.connected());
  const octets context = text("context");
  for (std::size_t size : {1u, 16u, 32u, 100u}) {
    CHECK(*exported(d.client_side(), "EXPORTER-test", context, size) ==
          d.server.exported("EXPORTER-test", context, size));
    CHECK(*exported(d.client_side(), "EXPORTER-test", {}, size) == d.server.exported("EXPORTER-test", {}, size));
  }
  const auto one = exported(d.client_side(), "EXPORTER-test", {}, 32);
  CHECK(*one != *exported(d.client_side(), "EXPORTER-test", context, 32));
  CHECK(*one != *exported(d.client_side(), "EXPORTER-other", {}, 32));
  CHECK(exported(d.client_side(), "", {}, 32).error().code == errc::length_out_of_range);
  CHECK(exported(d.client_side(), std::string(250, 'x'), {}, 32).error().code == errc::length_out_of_range);
  // A key update changes nothing about it, and neither does closing.
  REQUIRE(d.client_side().update_keys(true));
  d.run();
  REQUIRE(d.client_side().close());
  CHECK(*exported(d.client_side(), "EXPORTER-test", {}, 32) == *one);
}

TEST_CASE("F16: a connection may move at any time") {
  client_end end(retriable());
  scripted_server server({.request_certificate = true, .retry_group = other_group()});
  std::unique_ptr<any_client> here = moved(*end.connection);
  const auto move_on = [&] { here = moved(*here); };
  move_on();
  (void)here->start(noon);
  octets received;
  for (int i = 0; i < 3000; ++i) {
    move_on();
    const octets out(here->outgoing().begin(), here->outgoing().end());
    here->sent(out.size());
    move_on();
    server.take(out);
    if (i == 2000) {
      server.put_key_update(1);
      server.put_data("hello");
    }
    const step s = here->receive(bytes(server.outgoing).first(server.outgoing.empty() ? 0 : 1), noon);
    received.insert(received.end(), s.plaintext.begin(), s.plaintext.end());
    server.outgoing.erase(server.outgoing.begin(), server.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
  }
  CHECK(here->now() == condition::connected);
  CHECK(server.seen.finished);
  CHECK(server.seen.key_updates == 1);
  CHECK(as_text(received) == "hello");
}

// ---- what is offered ----

TEST_CASE("the ClientHello offers what policy, backend and configuration have in common") {
  client_config config = trusting_config();
  config.versions = version_list(ProtocolVersion::tls13);
  const auto groups_here = that_can({NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1});
  config.groups = group_list();
  for (NamedGroup g : groups_here) REQUIRE(config.groups.push(g));
  hello_of h(std::move(config));
  std::vector<CipherSuite> offered;
  for (CipherSuite s : h.hello.cipher_suites) offered.push_back(s);
  CHECK(offered == that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                             CipherSuite::TLS_CHACHA20_POLY1305_SHA256}));
  CHECK(h.hello.legacy_version == ProtocolVersion::tls12);
  CHECK(equal(h.hello.legacy_compression_methods, octets{0}));
  const auto versions = h.extension<SupportedVersions>();
  REQUIRE(versions);
  CHECK(versions->versions.size() == 1);
  CHECK(versions->versions.front() == ProtocolVersion::tls13);
  std::vector<NamedGroup> groups;
  const auto supported = h.extension<NamedGroupList>()->named_group_list;
  for (NamedGroup g : supported) groups.push_back(g);
  CHECK(groups == groups_here);
  const auto shares = h.extension<KeyShareClientHello>();
  REQUIRE(shares);
  CHECK(shares->client_shares.size() == 1);
  CHECK(shares->client_shares.front().group == NamedGroup::x25519);
  CHECK_FALSE(h.extension<ProtocolNameList>());
  CHECK_FALSE(h.extension<OfferedPsks>());
  CHECK_FALSE(h.extension<Cookie>());
}

TEST_CASE("a configuration's own order is kept", "[wide]") {
  client_config config = trusting_config();
  config.cipher_suites = suite_list(CipherSuite::TLS_CHACHA20_POLY1305_SHA256, CipherSuite::TLS_AES_128_GCM_SHA256);
  config.groups = group_list(NamedGroup::secp384r1, NamedGroup::x25519);
  config.alpn = {"http/1.1", "h2"};
  hello_of h(std::move(config));
  CHECK(h.hello.cipher_suites.size() == 2);
  CHECK(h.hello.cipher_suites.front() == CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
  CHECK(h.extension<NamedGroupList>()->named_group_list.front() == NamedGroup::secp384r1);
  CHECK(h.extension<KeyShareClientHello>()->client_shares.front().group == NamedGroup::secp384r1);
  std::vector<std::string> names;
  const auto protocols = h.extension<ProtocolNameList>()->protocol_name_list;
  for (auto const& p : protocols) names.emplace_back(as_text(p.name));
  CHECK(names == std::vector<std::string>{"http/1.1", "h2"});
}

TEST_CASE("C13: server_name says the DNS name; an address and a pinned key have none (RFC 6066, 3)") {
  hello_of named(trusting_config(), *dns_name::parse("Server.Example."));
  const auto names = named.extension<ServerNameList>();
  REQUIRE(names);
  REQUIRE(names->server_name_list.size() == 1);
  CHECK(as_text(std::get<HostName>(names->server_name_list.front().name).name) == "server.example");
  CHECK_FALSE(hello_of(trusting_config(), ip_address{"192.0.2.1"}).extension<ServerNameList>());
  CHECK_FALSE(hello_of(trusting_config(), pinned_keys(spki_pin{})).extension<ServerNameList>());
}

TEST_CASE("shares: of the groups that were asked for, in the order of supported_groups (RFC 8446, 4.2.8)") {
  const auto shares_of = [](std::optional<group_list> wanted, bool grease = false) {
    client_config config = trusting_config();
    config.key_share_groups = wanted;
    config.grease = grease;
    duet d({}, std::move(config));
    d.note(d.client_side().start(noon));
    d.server.take(d.client_side().outgoing());
    const octets raw = d.server.client_hello();
    std::vector<NamedGroup> groups;
    const auto shares = find<KeyShareClientHello>(parse<ClientHello>(bytes(raw).subspan(4))->extensions)->client_shares;
    for (KeyShareEntry const& s : shares) groups.push_back(s.group);
    return groups;
  };
  using enum NamedGroup;
  const bool post_quantum = can(X25519MLKEM768);
  CHECK(shares_of({}) == (post_quantum ? std::vector{X25519MLKEM768, x25519} : std::vector{x25519}));
  CHECK(shares_of(group_list(x25519, x25519)) == std::vector{x25519});
  if (can(secp384r1)) CHECK(shares_of(group_list(secp384r1, x25519, x25519)) == std::vector{x25519, secp384r1});
  if (can(secp256r1)) CHECK(shares_of(group_list(secp256r1)) == std::vector{secp256r1});
  CHECK(shares_of({}, true).size() == (post_quantum ? 3u : 2u));
}

TEST_CASE("each of several shares can be the one that the server takes") {
  const auto groups = that_can({NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1});
  const auto group = GENERATE_COPY(from_range(groups));
  const bool grease = GENERATE(false, true);
  client_config config = trusting_config();
  config.key_share_groups = group_list();
  for (NamedGroup g : groups) REQUIRE(config.key_share_groups->push(g));
  config.grease = grease;
  duet d({.group = group}, std::move(config));
  d.run();
  CHECK(d.connected());
  CHECK(d.client_side().info().group == group);
  CHECK_FALSE(d.client_side().info().hello_retried);
}

TEST_CASE("RFC 8701: what a server takes of GREASE, nothing or some of it") {
  client_config config = trusting_config();
  config.grease = true;
  SECTION("nothing: every kind of handshake") {
    const bool retry = GENERATE(false, true), cookie = GENERATE(false, true);
    server_plan plan;
    if (retry) plan.retry_group = other_group();
    if (cookie) plan.retry_cookie = text("a cookie");
    duet d(plan, retry ? retriable(std::move(config)) : std::move(config));
    d.run();
    CHECK(d.connected());
    if (!retry && !cookie) return;
    // The same values in both hellos (RFC 8446, 4.1.2), and a share of it only where the shares stay.
    const octets first = d.server.client_hello(0), second = d.server.client_hello(1);
    const auto a = parse<ClientHello>(bytes(first).subspan(4)), b = parse<ClientHello>(bytes(second).subspan(4));
    CHECK(equal(a->cipher_suites.raw(), b->cipher_suites.raw()));
    CHECK(a->extensions.front().type() == b->extensions.front().type());
    CHECK(equal(find<NamedGroupList>(a->extensions)->named_group_list.raw(),
                find<NamedGroupList>(b->extensions)->named_group_list.raw()));
    CHECK(find<KeyShareClientHello>(b->extensions)->client_shares.size() ==
          (retry ? 1u : find<KeyShareClientHello>(a->extensions)->client_shares.size()));
  }
  SECTION("a suite") {
    CHECK(ending_of({.hello = [](hello_model& m) { m.cipher_suite = CipherSuite{0x1a1a}; }}, std::move(config)) ==
          ending{errc::cipher_suite_not_offered, "", AlertDescription::illegal_parameter});
  }
  SECTION("its own value of each kind") {
    duet d({}, std::move(config));
    d.note(d.client_side().start(noon));
    const octets record(d.client_side().outgoing().begin(), d.client_side().outgoing().end());
    const auto hello = parse<ClientHello>(bytes(record).subspan(5 + 4));
    const CipherSuite suite = hello->cipher_suites.front();
    const NamedGroup group = find<NamedGroupList>(hello->extensions)->named_group_list.front();
    const ProtocolVersion version = find<SupportedVersions>(hello->extensions)->versions.front();
    const ExtensionType type = hello->extensions.front().type();
    const auto refused = [&](std::function<void(hello_model&)> bend, bool retry = false) {
      client_config again = trusting_config();
      again.grease = true;
      server_plan plan{.hello = bend, .before = {}};
      if (retry) plan = {.retry_cookie = {1}, .retry = bend};
      return ending_of(plan, std::move(again));  // the same seed: the same values
    };
    using enum AlertDescription;
    CHECK(refused([=](hello_model& m) { m.cipher_suite = suite; }) ==
          ending{errc::cipher_suite_not_offered, "", illegal_parameter});
    CHECK(refused([=](hello_model& m) { *m.find(ExtensionType::key_share) = key_share(group, octets(1)); }) ==
          ending{errc::group_not_offered, "", illegal_parameter});
    CHECK(refused([=](hello_model& m) { m.extensions.push_back(retry_group(group)); }, true) ==
          ending{errc::group_not_offered, "", illegal_parameter});
    CHECK(refused([=](hello_model& m) {
            *m.find(ExtensionType::supported_versions) = selected_version(static_cast<std::uint16_t>(version));
          }) == ending{errc::version_not_offered, "", illegal_parameter});
    CHECK(refused([=](hello_model& m) { m.extensions.push_back(test::extension(type)); }).alert ==
          unsupported_extension);
  }
}

TEST_CASE("without a share the server says which group it wants (RFC 8446, 4.2.8)") {
  client_config config = trusting_config();
  config.key_share_groups = group_list();
  duet d({.retry_group = NamedGroup::x25519}, std::move(config));
  d.run();
  CHECK(d.connected());
  CHECK(d.client_side().info().hello_retried);
  CHECK(d.client_side().info().group == NamedGroup::x25519);
}

// ---- channel bindings ----

TEST_CASE("RFC 9266: tls-exporter is the server's, too, and differs between connections") {
  duet d;
  CHECK(d.client_side().tls_exporter().error().code == errc::misuse_not_connected);
  d.run();
  const auto binding = d.client_side().tls_exporter();
  REQUIRE(binding);
  CHECK(equal(*binding, d.server.exported("EXPORTER-Channel-Binding", {}, 32)));
  duet other({}, trusting_config(), delivery::whole, 2);
  other.run();
  CHECK(*binding != *other.client_side().tls_exporter());
}

// ---- what an observer sees ----

TEST_CASE("C14: a policy's observer gets the secrets with the labels of RFC 9850, once each, and nothing else does") {
  duet d;
  d.run();
  std::vector<std::string> labels;
  for (auto const& k : d.end.seen.keys) {
    labels.push_back(k.label);
    CHECK(k.secret.size() == 32);
    CHECK(equal(k.client_random, bytes(d.server.client_hello()).subspan(6, 32)));
  }
  CHECK(labels == std::vector<std::string>{"CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                                           "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET"});
}

TEST_CASE("an observer sees every handshake message whole, with its header, in order") {
  duet d({.request_certificate = true, .fragment = 1});
  d.run();
  std::vector<std::pair<bool, int>> seen;
  for (auto const& m : d.end.seen.messages) {
    seen.emplace_back(m.sent, m.octets[0]);
    CHECK(m.octets.size() == 4 + (std::size_t{m.octets[1]} << 16 | std::size_t{m.octets[2]} << 8 | m.octets[3]));
  }
  CHECK(seen == std::vector<std::pair<bool, int>>{{true, 1},
                                                  {false, 2},
                                                  {false, 8},
                                                  {false, 13},
                                                  {false, 11},
                                                  {false, 15},
                                                  {false, 20},
                                                  {true, 11},
                                                  {true, 20}});
}

TEST_CASE("a pinned key takes the place of name and anchors") {
  const auto pin_of = [](std::string_view pem) {
    buffer key;
    const auto chain = x509::certificate_chain::split_pem(pem, key);
    const auto leaf = x509::parse_certificate(chain->leaf());
    const linked_backend b;
    spki_pin pin{};
    const auto digest = crypto::hash_of(b, crypto::hash_algorithm::sha256, leaf->spki_der());
    copy(digest->view(), pin.data());
    return pin;
  };
  const std::string_view shown = can(chains::p384) ? chains::p384 : usual_chain();
  SECTION("the right one, with an empty trust store") {
    duet d({.credential = shown}, client_config{}, delivery::whole, 1, pinned_keys(pin_of(shown)));
    CHECK(d.run().connected());
  }
  SECTION("another one") {
    duet d({.credential = shown}, trusting_config(), delivery::whole, 1, pinned_keys(pin_of(chains::p256)));
    CHECK(ending_of(d) == ending{errc::certificate_pin_mismatch, "", AlertDescription::bad_certificate});
  }
}
