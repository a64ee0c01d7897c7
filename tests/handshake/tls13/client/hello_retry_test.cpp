// HelloRetryRequest: RFC 8446, 4.1.4.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// The second hello is the first but for the share and the cookie: RFC 8446, 4.1.2.
void check_second_hello(octets const& first_raw, octets const& second_raw, server_plan const& plan) {
  const auto first = parse<ClientHello>(bytes(first_raw).subspan(4));
  const auto second = parse<ClientHello>(bytes(second_raw).subspan(4));
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->legacy_version == second->legacy_version);
  CHECK(first->random == second->random);
  CHECK(equal(first->legacy_session_id, second->legacy_session_id));
  CHECK(equal(first->cipher_suites.raw(), second->cipher_suites.raw()));
  CHECK(equal(first->legacy_compression_methods, second->legacy_compression_methods));
  std::vector<ExtensionType> types;
  for (auto const& e : first->extensions) types.push_back(e.type());
  if (!plan.retry_cookie.empty()) types.push_back(ExtensionType::cookie);
  std::vector<ExtensionType> now;
  for (auto const& e : second->extensions) now.push_back(e.type());
  CHECK(now == types);
  CHECK(equal(find<NamedGroupList>(first->extensions)->named_group_list.raw(),
              find<NamedGroupList>(second->extensions)->named_group_list.raw()));
  CHECK(equal(find<SignatureAlgorithms>(first->extensions)->supported_signature_algorithms.raw(),
              find<SignatureAlgorithms>(second->extensions)->supported_signature_algorithms.raw()));

  const auto share = find<KeyShareClientHello>(first->extensions)->client_shares;
  const auto new_share = find<KeyShareClientHello>(second->extensions)->client_shares;
  if (plan.retry_group) {
    REQUIRE(new_share.size() == 1);
    CHECK(new_share.front().group == *plan.retry_group);
  } else {
    CHECK(equal(share.raw(), new_share.raw()));
  }
  const auto cookie = find<Cookie>(second->extensions);
  CHECK(cookie.has_value() == !plan.retry_cookie.empty());
  if (cookie) CHECK(equal(cookie->cookie, plan.retry_cookie));
}

ending retry_ending(std::function<void(hello_model&)> bend, std::optional<NamedGroup> group = other_group(),
                    octets cookie = {}) {
  return ending_of({.retry_group = group, .retry_cookie = std::move(cookie), .retry = std::move(bend)}, retriable());
}
ending hello_after_retry(std::function<void(hello_model&)> bend) {
  return ending_of({.retry_group = other_group(), .hello = std::move(bend)}, retriable());
}

}  // namespace

TEST_CASE("C16: a HelloRetryRequest with a group, with a cookie, with both, under every suite's hash") {
  server_plan plan;
  plan.suite = GENERATE(from_range(that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                             CipherSuite::TLS_CHACHA20_POLY1305_SHA256})));
  SECTION("a group") { plan.retry_group = GENERATE(from_range(other_groups())); }
  SECTION("a cookie") { plan.retry_cookie = text("a cookie"); }
  SECTION("both") {
    plan.retry_group = other_groups().back();
    plan.retry_cookie = octets(16000, 0x5a);
  }
  duet d(plan, plan.retry_group ? retriable() : trusting_config());
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.finished);
  CHECK(d.client_side().info().hello_retried);
  CHECK(d.client_side().info().group == plan.retry_group.value_or(usual_group()));
  CHECK(d.server.seen.change_cipher_specs == 1);
  // RFC 8446, 5.1: 0x0301 for the first record, 0x0303 for all others.
  CHECK(d.server.seen.versions.front() == 0x0301);
  for (std::size_t i = 1; i < d.server.seen.versions.size(); ++i) CHECK(d.server.seen.versions[i] == 0x0303);
  check_second_hello(d.server.client_hello(0), d.server.client_hello(1), plan);
}

TEST_CASE("a HelloRetryRequest that changes nothing is refused (RFC 8446, 4.1.4)") {
  CHECK(retry_ending([](hello_model& m) { m.drop(ExtensionType::key_share); }) ==
        ending{errc::retry_without_change, "", illegal_parameter});
}

TEST_CASE("a HelloRetryRequest for the share that was sent is refused (RFC 8446, 4.2.8)") {
  CHECK(ending_of({.retry_group = NamedGroup::x25519}) == ending{errc::group_already_shared, "", illegal_parameter});
  CHECK(ending_of({.retry_group = NamedGroup::x25519, .retry_cookie = {1}}) ==
        ending{errc::group_already_shared, "", illegal_parameter});
}

TEST_CASE("F24: a HelloRetryRequest for a group that wasn't offered is refused (RFC 8446, 4.2.8)") {
  const auto group = GENERATE(NamedGroup::secp521r1, NamedGroup::ffdhe2048, NamedGroup{0x1a1a});
  CHECK(ending_of({.retry_group = group}) == ending{errc::group_not_offered, "", illegal_parameter});
}

TEST_CASE("no octet follows a HelloRetryRequest before the second hello (RFC 8446, 4.1.4)") {
  // The first of another message, a whole one, one and a piece.
  const octets more = GENERATE(octets{2}, octets{8, 0, 0, 2, 0, 0}, octets{8, 0, 0, 2, 0, 0, 11});
  duet d({.retry_group = other_group(),
          .alter =
              [=](HandshakeType type, octets& m) {
                if (type == HandshakeType::server_hello) m = joined({m, more});
              }},
         retriable());
  CHECK(ending_of(d) == ending{errc::unexpected_message, "", unexpected_message});
  CHECK(d.server.seen.messages.size() == 1);  // no second hello
}

TEST_CASE("a second HelloRetryRequest is unexpected (RFC 8446, 4.1.4)") {
  duet d({.retry_group = other_group(),
          .hello =
              [](hello_model& m) {
                m.random = hello_retry_request_random;
                m.extensions = {selected_version(), retry_group(NamedGroup::secp384r1)};
              },
          .before = {}},
         retriable());
  CHECK(ending_of(d) == ending{errc::unexpected_message, "", unexpected_message});
}

TEST_CASE("the ServerHello keeps the HelloRetryRequest's suite (RFC 8446, 4.1.4)", "[wide]") {
  CHECK(hello_after_retry([](hello_model& m) { m.cipher_suite = CipherSuite::TLS_AES_256_GCM_SHA384; }) ==
        ending{errc::cipher_suite_changed, "", illegal_parameter});
  CHECK(hello_after_retry([](hello_model& m) { m.cipher_suite = CipherSuite::TLS_CHACHA20_POLY1305_SHA256; }) ==
        ending{errc::cipher_suite_changed, "", illegal_parameter});
}

TEST_CASE("the ServerHello keeps the HelloRetryRequest's group (RFC 8446, 4.2.8)") {
  const NamedGroup changed = other_group() == NamedGroup::x25519 ? NamedGroup::secp256r1 : NamedGroup::x25519;
  CHECK(hello_after_retry([=](hello_model& m) {
          *m.find(ExtensionType::key_share) = key_share(changed, octets(32, 9));
        }) == ending{errc::group_changed, "", illegal_parameter});
  CHECK(hello_after_retry([](hello_model& m) { m.drop(ExtensionType::key_share); }) ==
        ending{errc::extension_missing, "key_share", missing_extension});
}

TEST_CASE("a HelloRetryRequest is checked as a ServerHello is (RFC 8446, 4.1.4)") {
  CHECK(retry_ending([](hello_model& m) { m.legacy_version = 0x0304; }) ==
        ending{errc::rule_broken, "legacy_version", illegal_parameter});
  CHECK(retry_ending([](hello_model& m) { m.legacy_session_id_echo[0] ^= 1; }) ==
        ending{errc::session_id_mismatch, "", illegal_parameter});
  CHECK(retry_ending([](hello_model& m) { m.cipher_suite = CipherSuite::TLS_AES_128_CCM_SHA256; }) ==
        ending{errc::cipher_suite_not_offered, "", illegal_parameter});
  CHECK(retry_ending([](hello_model& m) { m.legacy_compression_method = 1; }) ==
        ending{errc::compression_not_null, "", illegal_parameter});
  CHECK(retry_ending([](hello_model& m) { *m.find(ExtensionType::supported_versions) = selected_version(0x0303); }) ==
        ending{errc::version_not_offered, "", illegal_parameter});
  CHECK(retry_ending([](hello_model& m) { m.extensions.push_back(m.extensions.back()); }) ==
        ending{errc::duplicate_extension, "key_share", illegal_parameter});
  CHECK(retry_ending([](hello_model& m) { m.extensions.push_back(extension(ExtensionType{0x2a2a})); }).code ==
        errc::extension_unsolicited);
  CHECK(retry_ending([](hello_model& m) { m.extensions.push_back(extension(ExtensionType::server_name)); }) ==
        ending{errc::extension_misplaced, "server_name", illegal_parameter});
}

TEST_CASE("a HelloRetryRequest without supported_versions lacks a mandatory extension (RFC 8446, 9.2)") {
  CHECK(retry_ending([](hello_model& m) { m.drop(ExtensionType::supported_versions); }) ==
        ending{errc::extension_missing, "supported_versions", missing_extension});
}

TEST_CASE("an empty cookie doesn't parse (RFC 8446, 4.2.2)") {
  CHECK(retry_ending([](hello_model& m) { m.extensions.push_back(cookie({})); }) ==
        ending{errc::length_out_of_range, "cookie", decode_error});
}

TEST_CASE("after a retry with a cookie, a cookie in the ServerHello is still misplaced") {
  CHECK(
      ending_of({.retry_cookie = {1, 2}, .hello = [](hello_model& m) { m.extensions.push_back(cookie({})); }}).alert ==
      illegal_parameter);
}
