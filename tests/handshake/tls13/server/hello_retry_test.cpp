// HelloRetryRequest and cookies. RFC 8446, 4.1.4 and 4.2.2.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/handshake/tls13/server/hello_handlers.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

client_plan without_share() { return {.shares = {}}; }
client_plan with_second(std::function<void(client_hello_model&)> bend) {
  return {.shares = {}, .second_hello = std::move(bend)};
}
// One that the server doesn't choose.
void drop_a_suite(client_hello_model& m) {
  m.cipher_suites.erase(
      std::find_if(m.cipher_suites.begin(), m.cipher_suites.end(), [](CipherSuite s) { return s != usual_suite(); }));
}
server_config stateless(cookie_jar const& jar) {
  server_config config = showing_config();
  config.cookies = &jar.protector;
  return config;
}

}  // namespace

TEST_CASE("RFC 8446, 4.1.4: a HelloRetryRequest names the version, a group, and nothing that wasn't asked") {
  server_duet d(without_share());
  CHECK(d.run().connected());
  CHECK(d.client.seen.retried);
  CHECK(d.client.seen.retry_group == NamedGroup::x25519);
  CHECK_FALSE(d.client.seen.retry_cookie);
  CHECK(d.client.seen.finished);
  CHECK(d.client.seen.signature);
  CHECK(d.server_side().info().hello_retried);
  CHECK(d.server_side().info().group == NamedGroup::x25519);
  const auto retry = parse<HelloRetryRequest>(bytes(d.client.seen.messages.at(0)).subspan(4));
  REQUIRE(retry);
  CHECK(retry->extensions.size() == 2);
  CHECK(retry->legacy_session_id_echo.size() == 32);
}

TEST_CASE("a retry with every suite and group") {
  const auto suite =
      GENERATE(from_range(that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                    CipherSuite::TLS_CHACHA20_POLY1305_SHA256})));
  const auto group = GENERATE(from_range(that_can({NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1})));
  const bool with_cookie = GENERATE(false, true);
  cookie_jar jar;
  server_config config = showing_config();
  config.groups = group_list(group);
  if (with_cookie) config.cookies = &jar.protector;
  server_duet d({.suites = {suite}, .groups = {group}, .shares = {}}, std::move(config));
  CHECK(d.run().connected());
  CHECK(d.client.seen.retry_group == group);
  CHECK(d.client.seen.retry_cookie.has_value() == with_cookie);
}

TEST_CASE("RFC 8446, D.4: one change_cipher_spec, after the first message") {
  using enum ContentType;
  server_duet d(without_share());
  d.run();
  REQUIRE(d.client.seen.records.size() > 3);
  CHECK(d.client.seen.records[0] == handshake);
  CHECK(d.client.seen.records[1] == change_cipher_spec);
  CHECK(d.client.seen.records[2] == handshake);
  CHECK(d.client.seen.change_cipher_specs == 1);
}

TEST_CASE("no octet follows a ClientHello that is answered, with a retry or a flight (RFC 8446, 4.1.4 and 5.1)") {
  const octets more = GENERATE(octets{1}, octets{8, 0, 0, 2, 0, 0}, octets{8, 0, 0, 2, 0, 0, 11});
  const auto followed = [&](std::vector<NamedGroup> shares) {
    server_duet d({.shares = std::move(shares), .alter = [=](HandshakeType type, octets& m) {
                     if (type == HandshakeType::client_hello) m = joined({m, more});
                   }});
    CHECK(ending_of(d) == server_ending{errc::unexpected_message, "", unexpected_message});
    CHECK(d.client.types_seen().empty());
    CHECK_FALSE(d.client.seen.retried);
  };
  SECTION("a retry") { followed({}); }
  SECTION("a flight") { followed({NamedGroup::x25519}); }
}

// ---- what a second hello may change ----

TEST_CASE("CVE-2025-6395: the second hello repeats the first but for what may change (RFC 8446, 4.1.2)") {
  cookie_jar jar;
  const bool with_cookie = GENERATE(false, true);
  const auto end_with = [&](std::function<void(client_hello_model&)> bend) {
    return ending_of(with_second(std::move(bend)), with_cookie ? stateless(jar) : showing_config());
  };
  const server_ending changed{errc::hello_changed, "", illegal_parameter};
  CHECK(end_with([](client_hello_model& m) { m.random[5] ^= 1; }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.legacy_version = 0x0301; }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.legacy_session_id[0] ^= 1; }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.legacy_session_id.clear(); }) == changed);
  CHECK(end_with(drop_a_suite) == changed);
  CHECK(end_with([](client_hello_model& m) { std::swap(m.cipher_suites[1], m.cipher_suites[2]); }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.cipher_suites.insert(m.cipher_suites.begin(), CipherSuite{0x0a0a}); }) ==
        changed);
  CHECK(end_with([](client_hello_model& m) { m.put(offered_name("other.example")); }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.drop(ExtensionType::server_name); }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.put(offered_schemes({SignatureScheme::ed25519})); }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.put(offered_groups({NamedGroup::x25519, NamedGroup::secp256r1})); }) ==
        changed);
  CHECK(end_with([](client_hello_model& m) { m.put(psk_modes({1, 0})); }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.put(offered_versions({0x0304, 0x0303})); }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.extensions.push_back(extension(ExtensionType{0xff77})); }) == changed);
  CHECK(end_with([](client_hello_model& m) { m.put(offered_protocols({"h2"})); }) == changed);
}

TEST_CASE("RFC 8446, 4.1.2: the second hello may have other shares, padding, and its extensions in another order") {
  cookie_jar jar;
  const bool with_cookie = GENERATE(false, true);
  const auto ends_well = [&](std::function<void(client_hello_model&)> bend) {
    server_duet d(with_second(std::move(bend)), with_cookie ? stateless(jar) : showing_config());
    return d.run().connected();
  };
  CHECK(ends_well([](client_hello_model&) {}));
  CHECK(
      ends_well([](client_hello_model& m) { m.extensions.push_back(extension(ExtensionType::padding, octets(200))); }));
  CHECK(ends_well([](client_hello_model& m) { std::reverse(m.extensions.begin(), m.extensions.end()); }));
}

TEST_CASE("RFC 8446, 4.1.2: early data isn't offered a second time") {
  server_duet d({.shares = {},
                 .hello = [](client_hello_model& m) { m.extensions.push_back(extension(ExtensionType::early_data)); }});
  CHECK(ending_of(d) == server_ending{errc::hello_changed, "early_data", illegal_parameter});
}

TEST_CASE("RFC 8446, 4.1.2: the second hello has one share, of the group that was asked for") {
  const server_ending wrong{errc::group_changed, "", illegal_parameter};
  CHECK(ending_of(with_second([](client_hello_model& m) { m.put(offered_shares({})); })) == wrong);
  CHECK(ending_of(with_second(
            [](client_hello_model& m) { m.put(offered_shares({{NamedGroup::secp256r1, octets(65, 4)}})); })) == wrong);
  CHECK(ending_of(with_second([](client_hello_model& m) {
          const octets one = m.find(ExtensionType::key_share)->body;
          m.put(extension(ExtensionType::key_share,
                          vector_of(2, joined({bytes(one).subspan(2), number(2, 0x0a0a), vector_of(2, octets{0})}))));
        })) == wrong);
  CHECK(ending_of(with_second([](client_hello_model& m) { m.drop(ExtensionType::key_share); })) ==
        server_ending{errc::extension_missing, "key_share", missing_extension});
}

TEST_CASE("what is wrong with any ClientHello is wrong with the second, too") {
  CHECK(ending_of(with_second([](client_hello_model& m) { m.legacy_compression_methods = {1}; })).code ==
        errc::compression_not_null);
  CHECK(ending_of(with_second([](client_hello_model& m) { m.drop(ExtensionType::supported_versions); })).code ==
        errc::version_unsupported);
  CHECK(ending_of(with_second([](client_hello_model& m) { m.extensions.push_back(m.extensions[0]); })).code ==
        errc::duplicate_extension);
  CHECK(ending_of(with_second([](client_hello_model& m) {
          m.put(offered_shares({{NamedGroup::x25519, octets(32, 0)}}));
        })).code == errc::key_share_invalid);
}

TEST_CASE("A110: a third ClientHello that follows the second in its record is unexpected") {
  server_duet again({.shares = {}, .alter = [said = 0](HandshakeType type, octets& raw) mutable {
                       if (type == HandshakeType::client_hello && ++said == 2) raw = joined({raw, raw});
                     }});
  CHECK(ending_of(again) == server_ending{errc::unexpected_message, "", unexpected_message});
}

TEST_CASE("the first hello has to end its record when it is answered with a retry") {
  server_duet d({.shares = {}, .alter = [said = 0](HandshakeType type, octets& raw) mutable {
                   if (type == HandshakeType::client_hello && ++said == 1) raw.push_back(1);
                 }});
  CHECK(ending_of(d) == server_ending{errc::unexpected_message, "", unexpected_message});
}

// ---- cookies ----

TEST_CASE("the cookie comes back octet by octet, or the handshake ends (RFC 8446, 4.2.2)") {
  cookie_jar jar;
  const server_ending wrong{errc::cookie_mismatch, "", illegal_parameter};
  const auto end_with = [&](std::function<void(client_hello_model&)> bend) {
    return ending_of(with_second(std::move(bend)), stateless(jar));
  };
  CHECK(end_with([](client_hello_model& m) { m.drop(ExtensionType::cookie); }) == wrong);
  CHECK(end_with([](client_hello_model& m) { m.find(ExtensionType::cookie)->body.back() ^= 1; }) == wrong);
  CHECK(end_with([](client_hello_model& m) { m.put(cookie(octets{1, 2, 3})); }) == wrong);
  CHECK(end_with([](client_hello_model& m) { m.put(extension(ExtensionType::cookie, {0, 0})); }).alert == decode_error);
}

TEST_CASE("a cookie that nobody gave: after a retry without one, it is refused") {
  CHECK(ending_of(with_second([](client_hello_model& m) { m.extensions.push_back(cookie(octets{1})); })) ==
        server_ending{errc::cookie_mismatch, "", illegal_parameter});
}

TEST_CASE("a server without cookies passes by what a first hello says in one") {
  server_duet d({.first_hello = [](client_hello_model& m) { m.extensions.push_back(cookie(octets{1})); }});
  CHECK(d.run().connected());
}

// ---- a server that keeps nothing ----

TEST_CASE("a cookie is all it takes: the second hello goes to a server that never saw the first") {
  cookie_jar jar;
  const auto suite =
      GENERATE(from_range(that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                    CipherSuite::TLS_CHACHA20_POLY1305_SHA256})));
  const auto group = GENERATE(from_range(that_can({NamedGroup::x25519, NamedGroup::secp384r1})));
  server_config first = stateless(jar);
  first.groups = group_list(group);
  server_config second = stateless(jar);
  second.groups = group_list(group);
  server_duet d({.suites = {suite}, .shares = {}}, std::move(first));
  // Only the first hello goes there.
  d.client.start();
  d.to_server().to_client();
  REQUIRE(d.client.seen.retried);
  server_duet other({}, std::move(second), delivery::whole, 2);
  other.client = std::move(d.client);
  CHECK(other.run().connected());
  CHECK(other.client.seen.finished);
  CHECK(other.client.seen.signature);
  CHECK(other.server_side().info().hello_retried);
  CHECK(other.server_side().info().cipher_suite == suite);
  CHECK(other.server_side().info().group == group);
  CHECK(other.seen.states.front() == "AwaitSession");
}

namespace {
// What a fresh server makes of the second hello, with another jar or at another time.
server_ending handed_over(cookie_jar const& jar, cookie_jar const& other_jar, client_plan plan, std::int64_t later = 0,
                          std::function<void(server_config&)> adjust = {}) {
  server_duet d(std::move(plan), stateless(jar));
  d.client.start();
  d.to_server().to_client();
  REQUIRE(d.client.seen.retried);
  server_config config = stateless(other_jar);
  if (adjust) adjust(config);
  server_duet other({}, std::move(config), delivery::whole, 2);
  other.client = std::move(d.client);
  other.now = noon + later;
  if (other.run().connected()) return {};
  return ending_of(other);
}
}  // namespace

TEST_CASE("a forged, a foreign, an expired cookie is none") {
  cookie_jar jar, foreign;
  const server_ending wrong{errc::cookie_mismatch, "", illegal_parameter};
  SECTION("ours") { CHECK(handed_over(jar, jar, without_share()) == server_ending{}); }
  SECTION("foreign") { CHECK(handed_over(jar, foreign, without_share()) == wrong); }
  SECTION("as old as it may be, and a second older") {
    CHECK(handed_over(jar, jar, without_share(), retry_cookie_lifetime) == server_ending{});
    CHECK(handed_over(jar, jar, without_share(), retry_cookie_lifetime + 1) == wrong);
  }
  SECTION("any octet off, cut short, longer") {
    const int at = GENERATE(0, 16, 17, 48, 60, 80, -1);
    CHECK(handed_over(jar, jar, with_second([=](client_hello_model& m) {
                        octets& body = m.find(ExtensionType::cookie)->body;
                        body[at < 0 ? body.size() - 1 : 2 + static_cast<std::size_t>(at)] ^= 0x40;
                      })) == wrong);
    CHECK(handed_over(jar, jar, with_second([](client_hello_model& m) {
                        const octets whole = m.find(ExtensionType::cookie)->body;
                        m.put(cookie(bytes(whole).subspan(2, whole.size() - 3)));
                      })) == wrong);
    CHECK(handed_over(jar, jar, with_second([](client_hello_model& m) {
                        const octets whole = m.find(ExtensionType::cookie)->body;
                        m.put(cookie(joined({bytes(whole).subspan(2), octets{0}})));
                      })) == wrong);
  }
}

TEST_CASE("CVE-2025-6395: a server that kept nothing compares the hellos, too") {
  cookie_jar jar;
  const server_ending changed{errc::hello_changed, "", illegal_parameter};
  CHECK(handed_over(jar, jar, with_second([](client_hello_model& m) { m.random[0] ^= 1; })) == changed);
  CHECK(handed_over(jar, jar, with_second(drop_a_suite)) == changed);
  CHECK(handed_over(jar, jar, with_second([](client_hello_model& m) { m.put(offered_name("other.example")); })) ==
        changed);
  CHECK(handed_over(jar, jar, with_second([](client_hello_model& m) {
                      m.extensions.push_back(extension(ExtensionType::early_data));
                    })) == server_ending{errc::hello_changed, "early_data", illegal_parameter});
  CHECK(handed_over(jar, jar, with_second([](client_hello_model& m) {
                      m.put(offered_shares({{NamedGroup::secp256r1, octets(65, 4)}}));
                    })) == server_ending{errc::group_changed, "", illegal_parameter});
}

TEST_CASE("a cookie for a suite or group that this server doesn't take is none here", "[wide]") {
  cookie_jar jar;
  const server_ending wrong{errc::cookie_mismatch, "", illegal_parameter};
  CHECK(handed_over(jar, jar, without_share(), 0,
                    [](server_config& c) { c.groups = group_list(NamedGroup::secp256r1); }) == wrong);
  CHECK(handed_over(jar, jar, without_share(), 0, [](server_config& c) {
          c.cipher_suites = suite_list(CipherSuite::TLS_AES_256_GCM_SHA384);
        }) == wrong);
}

TEST_CASE("a ticket is no cookie, though its key is the same") {
  cookie_jar jar;
  buffer sealed;
  session s{.cipher_suite = CipherSuite::TLS_AES_128_GCM_SHA256, .psk = crypto::hash_secret::of(octets(32, 1))};
  s.issued_at = s.authenticated_at = noon;
  s.expires_at = noon + 100;
  REQUIRE(jar.tickets.issue(s, noon, sealed));
  CHECK(ending_of({.first_hello = [&](client_hello_model& m) { m.extensions.push_back(cookie(sealed.view())); }},
                  stateless(jar)) == server_ending{errc::cookie_mismatch, "", illegal_parameter});
}

TEST_CASE("a client that never got a retry can't replay another one's cookie with its own hello") {
  cookie_jar jar;
  server_duet honest(without_share(), stateless(jar));
  honest.client.start();
  honest.to_server().to_client();
  REQUIRE(honest.client.seen.retry_cookie);
  const octets stolen = *honest.client.seen.retry_cookie;
  CHECK(ending_of({.first_hello = [&](client_hello_model& m) { m.extensions.push_back(cookie(stolen)); }, .seed = 99},
                  stateless(jar)) == server_ending{errc::hello_changed, "", illegal_parameter});
}

TEST_CASE("a cookie protector that fails ends the handshake before anything is said") {
  struct : cookie_protector {
    constexpr status seal(bytes, unix_time, buffer&) const override { return errc::random_failed; }
    constexpr std::optional<buffer> open(bytes, unix_time) const override { return std::nullopt; }
  } broken;
  server_config config = showing_config();
  config.cookies = &broken;
  server_duet d(without_share(), std::move(config));
  CHECK(ending_of(d) == server_ending{errc::random_failed, "", internal_error});
  CHECK_FALSE(d.client.seen.retried);
}
