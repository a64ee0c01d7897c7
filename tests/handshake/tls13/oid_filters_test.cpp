// What a server asks of clients' certificates (RFC 8446, 4.2.5): said, chosen by, held.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/both_ends.hpp"
#include "support/duet.hpp"
#include "support/scripted_client12.hpp"
#include "support/server_duet.hpp"
#include "support/session_box.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;
using x509::KeyUsage;

namespace {

// By hand: DER of the OIDs and of their values.
const octets key_usage{6, 3, 0x55, 0x1d, 15}, purposes_oid{6, 3, 0x55, 0x1d, 37}, other_oid{6, 3, 0x55, 0x1d, 99};
const octets signs{3, 2, 7, 0x80}, agrees{3, 2, 3, 0x08};
const octets for_clients{0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 2}, for_any{0x30, 6, 6, 4, 0x55, 0x1d, 37, 0};
octets for_codes() { return {0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 3}; }

struct filter_model {
  octets oid{}, value{};
};
raw_extension filters(std::vector<filter_model> const& all) {
  octets list;
  for (filter_model const& f : all) list = joined({list, vector_of(1, f.oid), vector_of(2, f.value)});
  return test::extension(ExtensionType::oid_filters, vector_of(2, list));
}
// A server that asks so.
server_plan asking(std::vector<filter_model> const& all) {
  return {.request_certificate = true, .request = [=](request_model& m) { m.extensions.push_back(filters(all)); }};
}
ending refused(std::vector<filter_model> const& all) {
  return ending_of(asking(all), config_with_credential(other_chain()));
}
// Does the client show its certificate, which is good for signing and for clients?
bool shows(std::vector<filter_model> const& all) {
  duet d(asking(all), config_with_credential(usual_chain()));
  CHECK(d.run().connected());
  CHECK(d.server.seen.certificate == d.client_side().info().own_certificate.has_value());
  return d.server.seen.certificate;
}
server_config wanting(std::uint16_t bits, client_authentication clients = client_authentication::required) {
  server_config config = asking_config(clients);
  config.oid_filters = {*oid_filter::key_usage(bits)};
  return config;
}
constexpr client_authentication asks[] = {client_authentication::optional, client_authentication::required};

}  // namespace

// ---- a client that is asked ----

TEST_CASE("RFC 8446, 4.2.5: a client shows a certificate that has what is asked for, and skips what it doesn't know") {
  CHECK(shows({}));
  CHECK(shows({{key_usage, signs}, {purposes_oid, for_clients}}));
  CHECK(shows({{other_oid, signs}, {key_usage, {}}}));
}

TEST_CASE("RFC 8446, 4.4.2: without such a certificate the client's Certificate is empty") {
  CHECK_FALSE(shows({{key_usage, agrees}}));
  CHECK_FALSE(shows({{purposes_oid, for_codes()}}));
  CHECK_FALSE(shows({{purposes_oid, for_clients}, {key_usage, agrees}}));
}

TEST_CASE("a client that is never anonymous leaves a server whose filters none of its certificates meets") {
  client_config config = config_with_credential(usual_chain());
  config.never_anonymous = true;
  CHECK(ending_of(asking({{key_usage, agrees}}), std::move(config)) ==
        ending{errc::certificate_oid_filter, "", unsupported_certificate});
}

TEST_CASE("RFC 8446, 4.2.5: no OID twice, no anyExtendedKeyUsage, and DER in all of them") {
  CHECK(refused({{key_usage, signs}, {key_usage, agrees}}) ==
        ending{errc::oid_filter_repeated, "certificate_extension_oid", illegal_parameter});
  CHECK(refused({{other_oid, {}}, {key_usage, signs}, {other_oid, {}}}).alert == illegal_parameter);
  CHECK(refused({{purposes_oid, for_any}}) == ending{errc::rule_broken, "anyExtendedKeyUsage", illegal_parameter});
  CHECK(refused({{key_usage, for_clients}}) ==
        ending{errc::oid_filter_malformed, "certificate_extension_values", decode_error});
  CHECK(refused({{purposes_oid, signs}}).alert == decode_error);
  CHECK(refused({{octets{0x55, 0x1d, 15}, signs}}) ==
        ending{errc::oid_filter_malformed, "certificate_extension_oid", decode_error});
  CHECK(refused({{octets{}, signs}}).alert == decode_error);
  std::vector<filter_model> many;
  for (std::uint8_t i = 0; i <= x509::max_oid_filters; ++i) many.push_back({{6, 3, 0x55, 0x1e, i}, {}});
  CHECK(refused(many) == ending{errc::length_out_of_range, "filters", decode_error});
}

TEST_CASE("A80: an application that chooses sees the filters, and can't pass them by") {
  client_config config = config_with_credential(usual_chain());
  config.ask_application_for_credential = true;
  const octets wanted = GENERATE_COPY(signs, agrees);
  duet d(asking({{key_usage, wanted}, {other_oid, {}}}), std::move(config));
  d.run();
  REQUIRE(d.credential);
  const auto request = d.client_side().certificate_request();
  REQUIRE(request);
  REQUIRE(request->oid_filters.size() == 2);
  CHECK(equal(request->oid_filters.front().certificate_extension_oid, key_usage));
  CHECK(equal(request->oid_filters.front().certificate_extension_values, wanted));
  CHECK(d.client_side().resume(std::move(*d.credential), ClientCredentialChoice{0}) == machine::resumed::ok);
  if (wanted == signs) {
    CHECK(d.run().connected());
  } else {
    d.events.clear();  // the question
    CHECK(ending_of(d) == ending{errc::certificate_oid_filter, "", unsupported_certificate});
  }
}

// ---- a server that asks ----

TEST_CASE("RFC 8446, 4.2.5: a server says its filters, as they are configured, and none without any") {
  const auto said = [](server_config config) -> std::optional<octets> {
    server_duet d({.stops_at_flight = true}, std::move(config));
    d.run();
    REQUIRE(d.client.seen.request);
    for (raw_extension const& e : *d.client.seen.request)
      if (e.type == ExtensionType::oid_filters) return e.body;
    return std::nullopt;
  };
  CHECK(said(asking_config()) == std::nullopt);
  server_config config = wanting(KeyUsage::digitalSignature);
  const der::oid purposes[] = {x509::id_kp_clientAuth};
  REQUIRE(config.oid_filters.push(*oid_filter::extended_key_usage(purposes)));
  REQUIRE(config.oid_filters.push(*oid_filter::of(der::oid_of<2, 5, 29, 99>)));
  CHECK(said(std::move(config)) == filters({{key_usage, signs}, {purposes_oid, for_clients}, {other_oid, {}}}).body);
}

TEST_CASE("RFC 8446, 4.2.5: a server refuses a certificate that lacks what it asked for, optional or required") {
  const auto clients = GENERATE(from_range(asks));
  CHECK(ending_of({.credential = usual_chain()}, wanting(KeyUsage::keyAgreement, clients)) ==
        server_ending{errc::certificate_oid_filter, "", unsupported_certificate});
  server_duet d({.credential = usual_chain()}, wanting(KeyUsage::digitalSignature, clients));
  CHECK(d.run().connected());
  CHECK(d.server_side().peer_certificates().size() == 1);
}

TEST_CASE("an extension without a rule is asked for, too, and held by its presence or its value") {
  const auto with = [](std::vector<made_extension> const& more, bytes value) {
    spec s = leaf().with(purposes({x509::id_kp_clientAuth}));
    for (made_extension const& e : more) s.with(e);
    server_config config = showing_config();
    config.clients = client_authentication::required;
    config.trust = trusting({root()});
    config.oid_filters = {*oid_filter::of(der::oid_of<2, 5, 29, 99>, value)};
    server_duet d({.certificate_der = make(s), .key_der = key_of(9).pkcs8}, std::move(config));
    d.now = today;
    d.run();
    return d.server_side().failure().code;
  };
  const made_extension there{der::oid_of<2, 5, 29, 99>, false, {4, 1, 7}};
  CHECK(with({}, {}) == errc::certificate_oid_filter);
  CHECK(with({there}, {}) == errc::none);
  CHECK(with({there}, octets{4, 1, 7}) == errc::none);
  CHECK(with({there}, octets{4, 1, 8}) == errc::certificate_oid_filter);
}

TEST_CASE("TLS 1.2, which has no oid_filters, is no way around them") {
  const auto clients = GENERATE(from_range(asks));
  CHECK(ending12({.credential = usual_chain()}, wanting(KeyUsage::keyAgreement, clients)) ==
        server_ending{errc::certificate_oid_filter, "", unsupported_certificate});
  server_duet12 d({.credential = usual_chain()}, wanting(KeyUsage::digitalSignature, clients));
  CHECK(d.run().connected());
}

TEST_CASE("a client without a certificate is no matter for filters") {
  server_duet d({}, wanting(KeyUsage::keyAgreement, client_authentication::optional));
  CHECK(d.run().connected());
  CHECK(d.server_side().peer_certificates().empty());
}

TEST_CASE("CVE-2025-68121: a session of other filters isn't resumed") {
  const policy_id plain = server_end(asking_config()).policy();
  const policy_id other = server_end(wanting(KeyUsage::digitalSignature)).policy();
  CHECK(plain != other);
  CHECK(server_end(wanting(KeyUsage::digitalSignature)).policy() == other);
  CHECK(server_end(wanting(KeyUsage::keyAgreement)).policy() != other);
}

// ---- both ----

TEST_CASE("RFC 8446, 4.4.2.3: of several certificates the client shows the one that the server's filters are for") {
  const auto bits = GENERATE(KeyUsage::digitalSignature, KeyUsage::nonRepudiation);
  const auto certified = [](std::uint16_t usage, std::uint8_t number) {
    const octet_vector der = make(
        leaf("root", 1, number).with(purposes({x509::id_kp_clientAuth})).with(test::extension(KeyUsage{usage}, true)));
    const bytes chain[] = {der};
    buffer key;
    REQUIRE(key.append(key_of(number).pkcs8));
    return own_certificate{*certificate_chain::from_der(chain), std::move(key)};
  };
  client_config client = trusting_config();
  client.certificates = {certified(KeyUsage::digitalSignature, 20),
                         certified(KeyUsage::digitalSignature | KeyUsage::nonRepudiation, 21)};
  server_config server = wanting(bits);
  server.trust = trusting({root()});
  both_ends d(std::move(client), std::move(server));
  CHECK(d.run().connected());
  CHECK(d.client_side().info().own_certificate == (bits == KeyUsage::nonRepudiation ? 1u : 0u));
}
