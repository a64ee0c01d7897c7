#include "cxtls/crypto/key_schedule.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/crypto/transcript.hpp"
#include "support/fixed_random.hpp"
#include "support/hex.hpp"
#include "support/toy_backend.hpp"
#include "vectors/rfc8448_client_authentication.hpp"
#include "vectors/rfc8448_hello_retry_request.hpp"
#include "vectors/rfc8448_resumed_0rtt.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using backend::boringssl;
using test::hex;
using test::unhex;
using test::rfc8448::trace;

namespace {

constexpr auto sha256 = hash_algorithm::sha256;
constexpr auto aes_128_gcm = aead_algorithm::aes_128_gcm;
const boringssl b;

// The four points of a trace at which something is derived or authenticated, from the trace's own messages.
struct hashes {
  hash_upto<after::ServerHello> server_hello;
  digest before_server_finished;
  hash_upto<after::ServerFinished> server_finished;
  hash_upto<after::ClientFinished> client_finished;
};

transcript<boringssl, after::ClientHello> upto_client_hello(trace const& t) {
  early_transcript early;
  if (t.client_hello_1.empty()) {
    REQUIRE(early.add(unhex(t.client_hello)));
    return early.begin(b, sha256);
  }
  REQUIRE(early.add(unhex(t.client_hello_1)));
  return early.retry(b, sha256, unhex(t.hello_retry_request)).add<after::ClientHello>(unhex(t.client_hello));
}

template <stage Stage, sender Sender>
void check_keys(result<traffic_secret<Stage, Sender>> const& secret, std::string_view expected, std::string_view key,
                std::string_view iv) {
  REQUIRE(secret);
  CHECK(hex(secret->expose()) == expected);
  const auto keys = secret->keys(b, aes_128_gcm);
  REQUIRE(keys);
  CHECK(hex(keys->key.expose()) == key);
  CHECK(hex(keys->iv.expose()) == iv);
}

// The record of a trace, opened: sequence number 0, so the nonce is the IV (RFC 8446, 5.3).
template <stage Stage, sender Sender>
void check_record(traffic_secret<Stage, Sender> const& secret, std::string_view record, std::string_view plaintext,
                  std::uint8_t type) {
  const auto keys = secret.keys(b, aes_128_gcm);
  any_aead<boringssl> aead;
  REQUIRE(aead.init(b, keys->aead, keys->key.expose()));
  std::vector<std::uint8_t> octets = unhex(record);
  const bytes header = bytes(octets).first(5);
  const mutable_bytes sealed = mutable_bytes(octets).subspan(5);
  REQUIRE(aead.open(sealed, keys->iv.expose(), header));
  const bytes inner = sealed.first(sealed.size() - aead_tag_size);
  CHECK(hex(inner.first(inner.size() - 1)) == plaintext);
  CHECK(inner.back() == type);
}

shared_secret shared(trace const& t) { return shared_secret::of(unhex(t.shared_secret)); }

// Everything after the early secret, of any of the traces with certificates.
void check_schedule(trace const& t, auto upto_server_finished, auto upto_client_finished) {
  const auto upto_server_hello = upto_client_hello(t).add<after::ServerHello>(unhex(t.server_hello));
  const auto server_hello = upto_server_hello.hash();
  REQUIRE(server_hello);
  CHECK(hex(server_hello->value.view()) == t.hash_upto_server_hello);

  auto early = t.psk.empty() ? early_secret<boringssl>::without_psk(b, sha256)
                             : early_secret<boringssl>::from_psk(b, sha256, unhex(t.psk));
  REQUIRE(early);
  auto handshake = std::move(*early).to_handshake(b, shared(t));
  REQUIRE(handshake);
  const auto client = handshake->client_traffic(b, *server_hello);
  const auto server = handshake->server_traffic(b, *server_hello);
  check_keys(client, t.client_handshake_traffic, t.client_handshake_key, t.client_handshake_iv);
  check_keys(server, t.server_handshake_traffic, t.server_handshake_key, t.server_handshake_iv);
  check_record(*server, t.server_flight_record, t.server_flight, 22);
  // After EndOfEarlyData the client's Finished starts with this key, too.
  check_record(*client, t.client_flight_record, t.client_flight, 22);

  auto before_server_finished = upto_server_finished(upto_server_hello.duplicate());
  CHECK(hex(server->finished(b, *before_server_finished.hash())->view()) == t.server_verify_data);
  const auto server_finished =
      std::move(before_server_finished).template add<after::ServerFinished>(unhex(t.server_finished));
  CHECK(hex(server_finished.hash()->value.view()) == t.hash_upto_server_finished);

  auto main = std::move(*handshake).to_main(b);
  REQUIRE(main);
  const auto client_application = main->client_traffic(b, *server_finished.hash());
  const auto server_application = main->server_traffic(b, *server_finished.hash());
  check_keys(client_application, t.client_application_traffic, t.client_application_key, t.client_application_iv);
  check_keys(server_application, t.server_application_traffic, t.server_application_key, t.server_application_iv);
  CHECK(hex(main->exporter(b, *server_finished.hash())->expose()) == t.exporter);

  auto before_client_finished = upto_client_finished(server_finished.duplicate());
  CHECK(hex(client->finished(b, *before_client_finished.hash())->view()) == t.client_verify_data);
  const auto client_finished =
      std::move(before_client_finished).template add<after::ClientFinished>(unhex(t.client_finished));
  CHECK(hex(client_finished.hash()->value.view()) == t.hash_upto_client_finished);
  const auto resumption = main->resumption(b, *client_finished.hash());
  CHECK(hex(resumption->expose()) == t.resumption);
  if (!t.resumption_psk.empty())
    CHECK(hex(resumption->resumption_psk(b, unhex(t.ticket_nonce))->expose()) == t.resumption_psk);
}

auto with_certificate(trace const& t) {
  return [&t](transcript<boringssl, after::ServerHello> upto) {
    return std::move(upto)
        .add<after::EncryptedExtensions>(unhex(t.encrypted_extensions))
        .add<after::ServerCertificate>(unhex(t.server_certificate))
        .add<after::ServerCertificateVerify>(unhex(t.server_certificate_verify));
  };
}
constexpr auto nothing_else = [](transcript<boringssl, after::ServerFinished> upto) { return upto; };

}  // namespace

TEST_CASE("RFC 8448, 3: every secret, key and verify_data of the simple handshake") {
  trace const& t = test::rfc8448::simple_1rtt;
  check_schedule(t, with_certificate(t), nothing_else);
}

TEST_CASE("RFC 8448, 4: every secret, key and verify_data of the resumed handshake") {
  trace const& t = test::rfc8448::resumed_0rtt;
  check_schedule(
      t,
      [&](transcript<boringssl, after::ServerHello> upto) {
        return std::move(upto).add<after::EncryptedExtensions>(unhex(t.encrypted_extensions));
      },
      [&](transcript<boringssl, after::ServerFinished> upto) {
        return std::move(upto).add<after::EndOfEarlyData>(unhex(t.end_of_early_data));
      });
}

TEST_CASE("RFC 8448, 5: every secret, key and verify_data after a HelloRetryRequest") {
  trace const& t = test::rfc8448::hello_retry_request;
  check_schedule(t, with_certificate(t), nothing_else);
}

TEST_CASE("RFC 8448, 6: every secret, key and verify_data with client authentication") {
  trace const& t = test::rfc8448::client_authentication;
  check_schedule(
      t,
      [&](transcript<boringssl, after::ServerHello> upto) {
        return std::move(upto)
            .add<after::EncryptedExtensions>(unhex(t.encrypted_extensions))
            .add<after::CertificateRequest>(unhex(t.certificate_request))
            .add<after::ServerCertificate>(unhex(t.server_certificate))
            .add<after::ServerCertificateVerify>(unhex(t.server_certificate_verify));
      },
      [&](transcript<boringssl, after::ServerFinished> upto) {
        return std::move(upto)
            .add<after::ClientCertificate>(unhex(t.client_certificate))
            .add<after::ClientCertificateVerify>(unhex(t.client_certificate_verify));
      });
}

TEST_CASE("RFC 8448, 3: application data opens with the application keys") {
  trace const& t = test::rfc8448::simple_1rtt;
  using client = traffic_secret<stage::application, sender::client>;
  check_record(client::of(sha256, unhex(t.client_application_traffic)), t.client_data_record, t.client_data, 23);
}

TEST_CASE("RFC 8448, 4: the PSK binder, the early traffic secret and the early exporter") {
  trace const& t = test::rfc8448::resumed_0rtt;
  const auto early = early_secret<boringssl>::from_psk(b, sha256, unhex(t.psk));
  REQUIRE(early);
  const auto partial = hash_of(b, sha256, unhex(t.client_hello_without_binders));
  CHECK(hex(partial->view()) == t.binder_hash);
  CHECK(hex(early->resumption_binder_key(b)->binder(b, *partial)->view()) == t.binder);
  CHECK(hex(early->external_binder_key(b)->binder(b, *partial)->view()) != t.binder);

  const auto client_hello = upto_client_hello(t).hash();
  const auto traffic = early->client_early_traffic(b, *client_hello);
  check_keys(traffic, t.client_early_traffic, t.client_early_key, t.client_early_iv);
  check_record(*traffic, t.early_data_record, t.early_data, 23);
  CHECK(hex(early->early_exporter(b, *client_hello)->expose()) == t.early_exporter);
}

TEST_CASE("RFC 8448, 3: the shared secret comes from the trace's own private keys") {
  trace const& t = test::rfc8448::simple_1rtt;
  std::vector<std::uint8_t> draws = unhex(t.client_share_private);
  const test::fixed_random<backend::boringssl> fixed(draws);
  std::array<std::uint8_t, max_share_size> room{};
  any_key_exchange<test::fixed_random<backend::boringssl>> client;
  const auto share = client.generate(fixed, NamedGroup::x25519, room);
  REQUIRE(share);
  CHECK(hex(*share) == t.client_share);
  CHECK(hex(client.decapsulate(fixed, unhex(t.server_share))->expose()) == t.shared_secret);

  draws = unhex(t.server_share_private);
  const auto server = encapsulate(fixed, NamedGroup::x25519, unhex(t.client_share), room);
  REQUIRE(server);
  CHECK(hex(server->response) == t.server_share);
  CHECK(hex(server->secret.expose()) == t.shared_secret);
}

TEST_CASE("row 68: without a shared secret there are no handshake keys") {
  STATIC_REQUIRE(!std::is_default_constructible_v<shared_secret>);
  auto early = early_secret<boringssl>::without_psk(b, sha256);
  CHECK(std::move(*early).to_handshake(b, shared_secret(0)).error().code == errc::key_exchange_failed);
}

TEST_CASE("a PSK alone is another handshake than the same PSK with a key exchange") {
  const std::array<std::uint8_t, 32> psk{1};
  auto alone = early_secret<boringssl>::from_psk(b, sha256, psk);
  auto with = early_secret<boringssl>::from_psk(b, sha256, psk);
  const hash_upto<after::ServerHello> same{digest(32)};
  const auto a = std::move(*alone).to_handshake_with_psk_only(b)->client_traffic(b, same);
  const auto c = std::move(*with).to_handshake(b, shared(test::rfc8448::simple_1rtt))->client_traffic(b, same);
  CHECK(hex(a->expose()) != hex(c->expose()));
}

TEST_CASE("F18: a secret takes the transcript hash of its own point only") {
  using early = early_secret<boringssl>;
  using handshake = handshake_secret<boringssl>;
  using main = main_secret<boringssl>;
  STATIC_REQUIRE(
      std::is_invocable_v<decltype(&early::client_early_traffic), early, boringssl, hash_upto<after::ClientHello>>);
  STATIC_REQUIRE(
      !std::is_invocable_v<decltype(&early::client_early_traffic), early, boringssl, hash_upto<after::ServerHello>>);
  STATIC_REQUIRE(
      std::is_invocable_v<decltype(&handshake::client_traffic), handshake, boringssl, hash_upto<after::ServerHello>>);
  STATIC_REQUIRE(
      !std::is_invocable_v<decltype(&handshake::client_traffic), handshake, boringssl, hash_upto<after::ClientHello>>);
  STATIC_REQUIRE(
      std::is_invocable_v<decltype(&main::client_traffic), main, boringssl, hash_upto<after::ServerFinished>>);
  STATIC_REQUIRE(!std::is_invocable_v<decltype(&main::client_traffic), main, boringssl, hash_upto<after::ServerHello>>);
  STATIC_REQUIRE(!std::is_invocable_v<decltype(&main::resumption), main, boringssl, hash_upto<after::ServerFinished>>);
}

namespace {
// A whole schedule on the toy backend, as constant evaluation runs it.
constexpr errc whole_schedule(test::toy_world& world) {
  using toy = test::toy_backend;
  const toy backend(world);
  constexpr std::uint8_t message[] = {1};
  early_transcript kept;
  if (!kept.add(message)) return errc::out_of_memory;
  auto upto = kept.begin(backend, sha256).add<after::ServerHello>(message);
  const auto server_hello = upto.hash();
  if (!server_hello) return server_hello.error().code;
  auto early = early_secret<toy>::without_psk(backend, sha256);
  if (!early) return early.error().code;
  auto handshake = (*std::move(early)).to_handshake(backend, shared_secret::of(message));
  if (!handshake) return handshake.error().code;
  const auto server = handshake->server_traffic(backend, *server_hello);
  if (!server) return server.error().code;
  auto upto_extensions = std::move(upto).add<after::EncryptedExtensions>(message);
  const auto extensions = upto_extensions.hash();
  if (!extensions) return extensions.error().code;
  const auto finished = server->finished(backend, *extensions);
  if (!finished) return finished.error().code;
  const auto server_finished = std::move(upto_extensions).add<after::ServerFinished>(message).hash();
  if (!server_finished) return server_finished.error().code;
  auto main = (*std::move(handshake)).to_main(backend);
  if (!main) return main.error().code;
  auto client = main->client_traffic(backend, *server_finished);
  if (!client) return client.error().code;
  const auto keys = client->keys(backend, aes_128_gcm);
  if (!keys) return keys.error().code;
  const auto next = (*std::move(client)).next(backend);
  return next ? errc::none : next.error().code;
}
constexpr std::uint64_t calls = [] {
  test::toy_world world;
  return whole_schedule(world) == errc::none ? world.calls : 0;
}();
}  // namespace

TEST_CASE("P11: the key schedule runs in constant evaluation, and each backend call that fails ends it") {
  STATIC_REQUIRE(calls > 10);
  for (std::uint64_t failing = 0; failing < calls; ++failing) {
    test::toy_world world{.first_failing_call = failing};
    CHECK(whole_schedule(world) == errc::backend_failed);
  }
}
