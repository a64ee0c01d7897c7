#include "cxtls/crypto/tls12/key_schedule.hpp"

#include "crypto/tls12/trace.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::test::tls12;
using crypto::tls12::keep;
using crypto::tls12::master_secret;
using test::hex;
using test::unhex;

// NIST's extended master secrets and key blocks are in the backends' kit (tests/backend_kit/prf.hpp).

namespace {
const backend::boringssl b;
constexpr handshake const* full_handshakes[] = {&client_certificate, &rsa, &chacha20};
constexpr handshake const* all_handshakes[] = {&client_certificate, &rsa, &chacha20, &resumed};

std::string verify_data_of(std::string_view finished) { return std::string(finished.substr(8)); }
}  // namespace

TEST_CASE("RFC 7627, 4: the master secrets that OpenSSL made") {
  for (handshake const* h : full_handshakes) {
    const auto session_hash = upto_client_key_exchange(*h, keep::hash_only).hash();
    REQUIRE(session_hash);
    const auto master =
        master_secret::extended(b, suite_of(*h), crypto::shared_secret::of(unhex(h->premaster)), *session_hash);
    REQUIRE(master);
    CHECK(hex(master->expose()) == h->master_secret);
    CHECK(master->suite().id == h->suite);
  }
}

TEST_CASE("RFC 5246, 6.3: the key block, cut for each AEAD") {
  for (handshake const* h : all_handshakes) {
    const auto keys = master_of(*h).keys(b, randoms_of(*h));
    REQUIRE(keys);
    const std::string cut = hex(keys->client.key.expose()) + hex(keys->server.key.expose()) +
                            hex(keys->client.iv.expose()) + hex(keys->server.iv.expose());
    CHECK(cut == h->key_block);
    CHECK(keys->client.key.size() == aead_key_size(suite_of(*h).aead));
    CHECK(keys->server.key.size() == keys->client.key.size());
    CHECK(keys->client.iv.size() == suites12::fixed_iv_size(suite_of(*h).aead));
    CHECK(keys->server.iv.size() == keys->client.iv.size());
    CHECK(keys->client.suite.id == h->suite);
  }
}

TEST_CASE("RFC 5246, 7.4.9: both Finished of full handshakes") {
  for (handshake const* h : {&rsa, &chacha20}) {
    const master_secret master = master_of(*h);
    auto before = upto_client_key_exchange(*h, keep::hash_only);
    CHECK(hex(master.client_finished(b, *before.hash())->view()) == verify_data_of(h->client_finished));
    const auto after_it = std::move(before).add<point::ClientFinished>(unhex(h->client_finished));
    CHECK(hex(master.server_finished(b, *after_it.hash())->view()) == verify_data_of(h->server_finished));
  }
}

TEST_CASE(
    "RFC 5246, 7.4.9 and RFC 5077, 3.3: CertificateVerify and NewSessionTicket are under the Finished after them") {
  handshake const& h = client_certificate;
  const master_secret master = master_of(h);
  auto signed_ = upto_client_key_exchange(h, keep::messages).add<point::CertificateVerify>(unhex(h.certificate_verify));
  CHECK(hex(master.client_finished(b, *signed_.hash())->view()) == verify_data_of(h.client_finished));
  const auto ticket = std::move(signed_)
                          .add<point::ClientFinished>(unhex(h.client_finished))
                          .add<point::NewSessionTicket>(unhex(h.new_session_ticket));
  CHECK(hex(master.server_finished(b, *ticket.hash())->view()) == verify_data_of(h.server_finished));
}

TEST_CASE("RFC 5246, 7.4.9: both Finished of an abbreviated handshake, the server's first") {
  CHECK(resumed.master_secret == client_certificate.master_secret);
  const master_secret master = master_of(resumed);
  auto hellos =
      upto_client_hello(resumed, keep::hash_only).add<point::resumed::ServerHello>(unhex(resumed.server_hello));
  CHECK(hex(master.server_finished(b, *hellos.hash())->view()) == verify_data_of(resumed.server_finished));
  const auto after_it = std::move(hellos).add<point::resumed::ServerFinished>(unhex(resumed.server_finished));
  CHECK(hex(master.client_finished(b, *after_it.hash())->view()) == verify_data_of(resumed.client_finished));
}

TEST_CASE("row 68: without a premaster secret there is no master secret") {
  const crypto::hash_upto<point::ClientKeyExchange> some{crypto::digest(32)};
  CHECK(master_secret::extended(b, suite_of(chacha20), crypto::shared_secret(0), some).error().code ==
        errc::key_exchange_failed);
}

TEST_CASE("RFC 5246, 8.1: a session's master secret has 48 octets") {
  const std::vector<std::uint8_t> octets(49, 1);
  for (std::size_t size : {0u, 47u, 49u})
    CHECK(master_secret::of_session(suite_of(rsa), bytes(octets).first(size)).error().code ==
          errc::length_out_of_range);
  const auto master = master_secret::of_session(suite_of(rsa), bytes(octets).first(48));
  REQUIRE(master);
  CHECK(hex(master->duplicate().expose()) == hex(bytes(octets).first(48)));
}

TEST_CASE("F18: master secrets are moved, and what belongs to one sender isn't the other's") {
  using crypto::sender;
  using namespace crypto::tls12;
  STATIC_REQUIRE(!std::is_copy_constructible_v<master_secret> && !std::is_default_constructible_v<master_secret>);
  STATIC_REQUIRE(std::is_nothrow_move_constructible_v<master_secret>);
  STATIC_REQUIRE(!std::is_convertible_v<write_keys<sender::client>, write_keys<sender::server>>);
  STATIC_REQUIRE(!std::is_convertible_v<verify_data<sender::client>, verify_data<sender::server>>);
  STATIC_REQUIRE(!std::is_copy_constructible_v<write_keys<sender::client>>);
}

namespace {
// A whole schedule on the toy backend, as constant evaluation runs it.
constexpr errc whole_schedule(test::toy_world& world) {
  const test::toy_backend backend(world);
  constexpr std::uint8_t message[] = {1};
  const auto suite = crypto::tls12::suite_table[0];
  auto t = crypto::tls12::transcript<test::toy_backend, point::ClientHello>::begin(backend, suite.hash, message,
                                                                                   keep::hash_only)
               .add<point::ServerHello>(message)
               .add<point::ServerCertificate>(message)
               .add<point::ServerKeyExchange>(message)
               .add<point::ServerHelloDone>(message)
               .add<point::ClientKeyExchange>(message);
  const auto session_hash = t.hash();
  if (!session_hash) return session_hash.error().code;
  const auto master = master_secret::extended(backend, suite, crypto::shared_secret::of(message), *session_hash);
  if (!master) return master.error().code;
  const auto keys = master->keys(backend, {});
  if (!keys) return keys.error().code;
  const auto finished = master->client_finished(backend, *session_hash);
  return finished ? errc::none : finished.error().code;
}
constexpr std::uint64_t calls = [] {
  test::toy_world world;
  return whole_schedule(world) == errc::none ? world.calls : 0;
}();
}  // namespace

TEST_CASE("P11: the key schedule of TLS 1.2 runs in constant evaluation, and each backend call that fails ends it") {
  STATIC_REQUIRE(calls > 10);
  for (std::uint64_t failing = 0; failing < calls; ++failing) {
    test::toy_world world{.first_failing_call = failing};
    CHECK(whole_schedule(world) == errc::backend_failed);
  }
}
