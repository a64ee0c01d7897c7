#include "cxtls/handshake/tls12/server/client_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "handshake/tls12/server/server12.hpp"

using namespace cxtls;
using namespace cxtls::test;
using namespace cxtls::test::server12;
using enum AlertDescription;
using enum CipherSuite;
using enum tell12;

namespace {

// A full handshake that ends with this flight, of a client that wasn't asked for a certificate.
server_ending with_flight(flight what) { return ending12({.flight = std::move(what)}, either()); }

}  // namespace

// ---- the order of messages (SMACK: "A Messy State of the Union", 2015) ----

TEST_CASE("CVE-2014-0224: an early ChangeCipherSpec is refused at every place") {
  CHECK(with_flight({change_cipher, client_key_exchange, finished}) == no_change_now);
  CHECK(with_flight({change_cipher, finished}) == no_change_now);
  CHECK(with_flight({change_cipher, client_key_exchange, change_cipher, finished}) == no_change_now);
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  CHECK(shown({.flight = flight{change_cipher, certificate, client_key_exchange, certificate_verify, finished}},
              clients) == no_change_now);
  CHECK(shown({.flight = flight{certificate, change_cipher, client_key_exchange, certificate_verify, finished}},
              clients) == no_change_now);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, change_cipher, certificate_verify, finished}},
              clients) == no_change_now);
}
TEST_CASE("CVE-2014-0224: a ChangeCipherSpec before the ClientHello, or amid a message") {
  CHECK(ending12({.before_hello = [](auto& c) { c.put(ContentType::change_cipher_spec, octets{1}); }}, either()) ==
        no_change_now);
  CHECK(ending12({.before =
                      [](auto& c, tell12 what) {
                        if (what == change_cipher) c.put(ContentType::handshake, octets{20, 0});
                      }},
                 either()) == ended(errc::unexpected_message, unexpected_message, "change_cipher_spec"));
}
TEST_CASE("a second ChangeCipherSpec, one that says something else, and one in a resumed handshake") {
  CHECK(with_flight({client_key_exchange, change_cipher, change_cipher, finished}) == no_change_now);
  CHECK(ending12({.flight = flight{client_key_exchange, finished}, .before = [](auto& c, tell12 what) {
                    if (what == finished) c.put(ContentType::change_cipher_spec, octets{2});
                  }}) == no_change_now);
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{change_cipher, change_cipher, finished}}));
  CHECK(ending12(d) == no_change_now);
  CHECK(d.client.seen.resumed);
}

TEST_CASE("a skipped ChangeCipherSpec: no Finished is read without it, protected or not") {
  CHECK(with_flight({client_key_exchange, finished}) == out_of_order);
  // Its ciphertext isn't read as anything that the handshake could go on with.
  CHECK(ending12({.announces = false}, either()).alert);
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{finished}}));
  CHECK(ending12(d) == out_of_order);
  server_duet12 e(s.end, s.resuming(s.first(), {.announces = false}));
  CHECK(ending12(e).alert);
}
TEST_CASE("Finished in the clear after ChangeCipherSpec") {
  CHECK(ending12({.protects = false}, either()) == ended(errc::bad_record_mac, bad_record_mac));
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.protects = false}));
  CHECK(ending12(d) == ended(errc::bad_record_mac, bad_record_mac));
}
TEST_CASE("Finished first") {
  CHECK(with_flight({finished}) == out_of_order);
  CHECK(shown({.flight = flight{finished}}, client_authentication::optional) == out_of_order);
  CHECK(shown({.flight = flight{certificate, finished}}, client_authentication::optional) == out_of_order);
  const auto in_place_of_hello = [](HandshakeType t, octets& m) {
    if (t == HandshakeType::client_hello) m = message(HandshakeType::finished, octets(12));
  };
  CHECK(ending12({.alter = in_place_of_hello}, either()) == out_of_order);
}

TEST_CASE("CVE-2023-3724: a skipped ClientKeyExchange") {
  CHECK(with_flight({finished}) == out_of_order);
  CHECK(with_flight({change_cipher, finished}) == no_change_now);
  CHECK(shown({.flight = flight{certificate, certificate_verify, change_cipher, finished}},
              client_authentication::required) == out_of_order);
  CHECK(shown({.flight = flight{client_key_exchange, change_cipher, finished}}, client_authentication::optional) ==
        out_of_order);
}
TEST_CASE("ClientKeyExchange twice") {
  CHECK(with_flight({client_key_exchange, client_key_exchange, change_cipher, finished}) == out_of_order);
  CHECK(with_flight({client_key_exchange, change_cipher, client_key_exchange, finished}) == out_of_order);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, client_key_exchange, certificate_verify}},
              client_authentication::required) == out_of_order);
}

TEST_CASE("Certificate without request, and twice") {
  const flight full{certificate, client_key_exchange, certificate_verify, change_cipher, finished};
  CHECK(ending12({.credential = usual_chain(), .flight = full}, either()) == out_of_order);
  // Nor an empty one.
  CHECK(with_flight({certificate, client_key_exchange, change_cipher, finished}) == out_of_order);
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  CHECK(shown({.flight = flight{certificate, certificate}}, clients) == out_of_order);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, certificate}}, clients) == out_of_order);
}
TEST_CASE("CertificateVerify without Certificate") {
  const flight without{client_key_exchange, certificate_verify, change_cipher, finished};
  const flight full{certificate, client_key_exchange, certificate_verify, change_cipher, finished};
  CHECK(ending12({.credential = usual_chain(), .flight = without}, either()) == out_of_order);
  CHECK(shown({.flight = without}, client_authentication::optional) == out_of_order);
  // RFC 5246, 7.4.8: nor after an empty one.
  CHECK(shown({.flight = full, .certificate = [](auto& list) { list.clear(); }}, client_authentication::optional) ==
        out_of_order);
}
TEST_CASE("CVE-2015-0205: a Certificate without a CertificateVerify") {
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, change_cipher, finished}}, clients) == no_change_now);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, finished}}, clients) == out_of_order);
  CHECK(shown({.flight = flight{certificate, certificate_verify, client_key_exchange, change_cipher, finished}},
              clients) == out_of_order);
}

TEST_CASE("application data before Finished") {
  CHECK(with_flight({application_data}) == no_data_now);
  CHECK(with_flight({client_key_exchange, application_data}) == no_data_now);
  CHECK(with_flight({client_key_exchange, change_cipher, application_data, finished}) == no_data_yet);
  CHECK(ending12({.before_hello = [](auto& c) { c.put_data("too early"); }}, either()) == no_data_now);
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{change_cipher, application_data, finished}}));
  CHECK(ending12(d) == no_data_yet);
  CHECK(d.client.seen.resumed);
}

TEST_CASE("a second ClientHello during the handshake") {
  const auto hello_before = [](tell12 where) {
    return client12_plan{.before = [where](auto& c, tell12 what) {
      if (what == where) c.put_another_hello();
    }};
  };
  CHECK(ending12(hello_before(client_key_exchange), either()) == out_of_order);
  CHECK(ending12(hello_before(change_cipher), either()) == out_of_order);
  CHECK(ending12(hello_before(finished), either()) == out_of_order);
}

TEST_CASE("what only servers send, and what TLS 1.2 doesn't have") {
  const auto type = GENERATE(HandshakeType::hello_request, HandshakeType::server_hello_done, HandshakeType::key_update,
                             HandshakeType::encrypted_extensions);
  const auto where = GENERATE(client_key_exchange, change_cipher, finished);
  CHECK(ending12({.before =
                      [=](auto& c, tell12 what) {
                        if (what == where) c.put(ContentType::handshake, message(type, {}));
                      }},
                 either()) == out_of_order);
}

namespace {
HandshakeType type_of(tell12 what) {
  if (what == tell12::certificate) return HandshakeType::certificate;
  if (what == client_key_exchange) return HandshakeType::client_key_exchange;
  return what == certificate_verify ? HandshakeType::certificate_verify : HandshakeType::finished;
}
}  // namespace

TEST_CASE("A110: at every place of the client's flight, every message but the legal ones is unexpected") {
  server_end end(asking_config());
  for (tell12 place : {tell12::certificate, client_key_exchange, certificate_verify, change_cipher, finished})
    for (int type = 0; type < 256; ++type) {
      // RFC 5246, 7.3: before ChangeCipherSpec no message is legal, and else one.
      if (place != change_cipher && HandshakeType(type) == type_of(place)) continue;
      CAPTURE(static_cast<int>(place), type);
      server_duet12 d(end, {.credential = usual_chain(), .before = [=](auto& c, tell12 next) {
                              if (next == place) c.put(ContentType::handshake, message(HandshakeType(type), {}));
                            }});
      CHECK(ending12(d) == out_of_order);
    }
}

// ---- what the messages say ----

TEST_CASE("RFC 5246, 7.4.9: a Finished that is wrong in one octet, or of another size") {
  const int i = GENERATE(range(0, 12));
  const auto bend = [=](octets& data) { data[static_cast<std::size_t>(i)] ^= 1; };
  CHECK(ending12({.finished = bend}) == ended(errc::finished_mismatch, decrypt_error));
  one_server s(kept::by_ticket);
  server_duet12 d(s.end, s.resuming(s.first(), {.finished = bend}));
  CHECK(ending12(d) == ended(errc::finished_mismatch, decrypt_error));
}
TEST_CASE("RFC 5246, 7.4.9: verify_data of another size than 12") {
  const auto of_size = [](std::size_t size) {
    return ending12({.finished = [=](octets& data) { data.resize(size); }});
  };
  CHECK(of_size(0) == ended(errc::truncated, decode_error, "verify_data"));
  CHECK(of_size(11) == ended(errc::truncated, decode_error, "verify_data"));
  CHECK(of_size(13) == ended(errc::message_too_long, decode_error, "finished"));
}

TEST_CASE("a point of the client's that is none") {
  const server_ending invalid = ended(errc::key_share_invalid, illegal_parameter);
  const auto with_point = [](octets point) {
    return ending12({.groups = {NamedGroup::x25519}, .key_exchange = [point](octets& p) { p = point; }});
  };
  // RFC 7748, 6.1: the all-zero secret; 1 is of small order, too.
  CHECK(with_point(octets(32)) == invalid);
  octets one(32);
  one[0] = 1;
  CHECK(with_point(one) == invalid);
  CHECK(with_point(octets(31, 9)) == invalid);
  CHECK(with_point(octets(33, 9)) == invalid);
  CHECK(with_point({}) == ended(errc::length_out_of_range, decode_error, "point"));
  // A good one, but not the one that goes with the client's secret.
  octets nine(32);
  nine[0] = 9;
  CHECK(with_point(nine) == ended(errc::bad_record_mac, bad_record_mac));
}
TEST_CASE("CVE-2015-7940: a point that isn't on the curve, or is compressed", "[wide]") {
  const auto with = [](std::function<void(octets&)> bend) {
    return ending12({.groups = {NamedGroup::secp256r1}, .key_exchange = std::move(bend)});
  };
  const server_ending invalid = ended(errc::key_share_invalid, illegal_parameter);
  CHECK(with([](octets& p) { p.back() ^= 1; }) == invalid);
  CHECK(with([](octets& p) { p = joined({octets{2}, bytes(p).subspan(1, 32)}); }) == invalid);
  CHECK(with([](octets& p) { p = {0}; }) == invalid);
  CHECK(with([](octets& p) { p[0] = 6; }) == invalid);
}

// ---- client certificates ----

TEST_CASE("A122: a client's certificate, and none") {
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  server_duet12 d({.credential = usual_chain()}, either(asking_config(clients)));
  CHECK(d.run().connected());
  CHECK(d.client.seen.requested);
  CHECK(d.client.seen.finished);
  CHECK(d.server_side().info().peer_signature_scheme == SignatureScheme::ed25519);
  CHECK_FALSE(d.server_side().peer_certificates().empty());
  check_talks(d);
  server_duet12 none({}, asking_config(clients));
  if (clients == client_authentication::required) {
    CHECK(ending12(none) == ended(errc::client_certificate_missing, handshake_failure));
  } else {
    CHECK(none.run().connected());
    CHECK(none.server_side().peer_certificates().empty());
  }
}
TEST_CASE("a client's signature that is wrong, of something else, or by a scheme that it may not use") {
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  const auto with = [&](std::function<void(verify_model&)> bend) {
    return shown({.certificate_verify = std::move(bend)}, clients);
  };
  const server_ending invalid = ended(errc::signature_invalid, decrypt_error);
  CHECK(with([](verify_model& m) { m.signature[9] ^= 1; }) == invalid);
  CHECK(with([](verify_model& m) { m.signature.clear(); }) == invalid);
  CHECK(with([](verify_model& m) { m.signature = octets(64); }) == invalid);
  CHECK(with([](verify_model& m) { m.algorithm = SignatureScheme(0x0203); }) ==
        ended(errc::signature_scheme_not_offered, illegal_parameter));
  // The messages before it aren't those that the server sent and received.
  CHECK(shown({.before =
                   [](auto& c, tell12 what) {
                     if (what == certificate_verify) c.forget_last_message();
                   }},
              clients) == invalid);
}
TEST_CASE("a client's signature by a scheme of another kind of key", "[wide]") {
  CHECK(shown({.certificate_verify = [](verify_model& m) { m.algorithm = SignatureScheme::ecdsa_secp256r1_sha256; }},
              client_authentication::optional) == ended(errc::signature_scheme_mismatch, illegal_parameter));
}
TEST_CASE("CVE-2024-45159: a client certificate of another CA is refused, optional or required") {
  server_config config = asking_config(GENERATE(client_authentication::optional, client_authentication::required));
  buffer key;
  config.trust = *trust_store::from_der(x509::certificate_chain::split_pem(chains::p384, key)->leaf());
  CHECK(ending12({.credential = other_chain()}, std::move(config)) ==
        ended(errc::certificate_issuer_unknown, unknown_ca));
}
TEST_CASE("a client certificate that is none") {
  CHECK(shown({.certificate = [](auto& list) { list[0] = text("no certificate"); }}, client_authentication::optional) ==
        ended(errc::certificate_malformed, bad_certificate));
}
