// F9: a policy's bound on memory, as a number of the compiler's, and a heap that counts against it.
#include "cxtls/memory_bound.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <vector>

#include "allocation/own_heap.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/handshake/policies.hpp"
#include "cxtls/handshake/tls13/compressed_certificate.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "cxtls/session/ticket_keys.hpp"
#include "support/constant_handshake.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {
namespace {

// The same memory as constrained's, with the algorithms of every backend under test.
struct small : policy::narrow<policy::tls13, CipherSuite::TLS_CHACHA20_POLY1305_SHA256, NamedGroup::x25519,
                              SignatureScheme::ed25519> {
  static constexpr memory_limits memory = policy::constrained::memory;
};
struct small_tls : stack<backend::boringssl, small> {};

struct constrained_tls : stack<backend::boringssl, policy::constrained> {};
static_assert(memory_bound<client<constrained_tls>> <= 192 * 1024);
static_assert(memory_bound<server<constrained_tls>> <= 256 * 1024);
// Records are part of the object, all others are not.
static_assert(sizeof(client<constrained_tls>) > 41 * 1024 && sizeof(client<small_tls>) > 41 * 1024);

template <class T>
T must(result<T> r) {
  REQUIRE(r);
  return std::move(*r);
}

constexpr unix_time noon = constant::noon;

// Each side shows a chain with a staple, so that its Certificate message has nearly as much as the policy admits.
own_certificate shown(std::size_t staple) {
  own_certificate own = must(own_certificate::from_pem(chains::ed25519_only));
  REQUIRE(own.ocsp_response.resize(staple));
  return own;
}
struct contexts {
  static server_config of_server(session_provider& sessions, std::size_t staple) {
    server_config config{.clients = client_authentication::required};
    config.certificates = {shown(staple)};
    config.trust = must(trust_store::from_pem(chains::ed25519_only_root));
    config.sessions = &sessions;
    return config;
  }
  static client_config of_client(std::size_t staple) {
    client_config config{.request_ocsp_staple = true};
    config.certificates = {shown(staple)};
    config.trust = must(trust_store::from_pem(chains::ed25519_only_root));
    return config;
  }
};

// Everything that the two sides take from the heap, less what was taken before.
struct peak_meter {
  peak_meter() { own_heap.peak = own_heap.held; }
  std::size_t taken() const { return own_heap.peak - before; }
  std::size_t before = own_heap.held;
};

TEST_CASE("F9: with the longest messages that its policy admits a connection stays within its bound") {
  backend::boringssl b;
  rotating_ticket_keys keys(b);
  stateless_tickets sessions(b, keys);
  constexpr std::size_t staple = 6000;
  const auto client_side = must(client_context<small_tls>::create(contexts::of_client(staple)));
  const auto server_side = must(server_context<small_tls>::create(contexts::of_server(sessions, staple)));

  const peak_meter meter;
  std::optional<ticket> resume;
  for (const bool resumed : {false, true}) {
    constant::pair_of<small_tls> p{
        client<small_tls>(client_side, dns_name{"server.example"}, std::exchange(resume, std::nullopt)),
        server<small_tls>(server_side)};
    p.run();
    REQUIRE(p.both_connected());
    CHECK(p.c.info().resumed == resumed);
    CHECK(p.talks());
    resume = std::move(p.first_ticket);
    CHECK(resume);
  }
  constexpr std::size_t both = heap_bound<client<small_tls>> + heap_bound<server<small_tls>>;
  CHECK(meter.taken() <= both);
  CHECK(meter.taken() >= 3 * staple);  // the server's copy, its flight, and the client's copy
}

// Gives out tickets of one size, and knows none of them.
struct long_tickets final : session_provider {
  explicit long_tickets(std::size_t n) : size(n) {}
  constexpr status issue(session const&, unix_time, buffer& out) override {
    return out.resize(out.size() + size) ? status(done{}) : status(errc::out_of_memory);
  }
  constexpr machine::answer<found_session> find(bytes, unix_time) override { return found_session{}; }
  constexpr void forget(bytes) override {}
  std::size_t size;
};

TEST_CASE("F9: a ticket that would take the policy's flight is kept, and doesn't hinder the next connection") {
  const auto client_side = must(client_context<small_tls>::create(contexts::of_client(0)));
  const std::size_t half = small::memory.flight / 2;
  const std::size_t size = GENERATE_COPY(half, half + 1, half + 3000);
  long_tickets sessions(size);
  server_config config = contexts::of_server(sessions, 0);
  config.tickets = 1;
  const auto server_side = must(server_context<small_tls>::create(std::move(config)));
  std::optional<ticket> resume;
  for (const bool again : {false, true}) {
    constant::pair_of<small_tls> p{
        client<small_tls>(client_side, dns_name{"server.example"}, std::exchange(resume, std::nullopt)),
        server<small_tls>(server_side)};
    p.run();
    REQUIRE(p.both_connected());
    CHECK(p.c.info().psk_offered == (again && size <= half));
    resume = std::move(p.first_ticket);
    REQUIRE(resume);
  }
}

TEST_CASE("F9: a flight of our own that is too long is no fault of the peer's") {
  const auto client_side = must(client_context<small_tls>::create(contexts::of_client(0)));
  long_tickets sessions(small::memory.flight / 2);  // two of them
  const auto server_side = must(server_context<small_tls>::create(contexts::of_server(sessions, 0)));
  constant::pair_of<small_tls> p{client<small_tls>(client_side, dns_name{"server.example"}),
                                 server<small_tls>(server_side)};
  p.run();
  CHECK(p.s.failure() == error{errc::no_space, "flight"});
  CHECK(p.c.alert_received() == AlertDescription::internal_error);
}

TEST_CASE("F9: in place, records take nothing from the heap once the handshake is over") {
  // As before, without tickets.
  backend::boringssl b;
  rotating_ticket_keys keys(b);
  stateless_tickets sessions(b, keys);
  const auto client_side = must(client_context<small_tls>::create(contexts::of_client(0)));
  const auto server_side = must(server_context<small_tls>::create(contexts::of_server(sessions, 0)));
  constant::pair_of<small_tls> p{client<small_tls>(client_side, dns_name{"server.example"}),
                                 server<small_tls>(server_side)};
  p.run();
  REQUIRE(p.both_connected());
  const peak_meter meter;
  CHECK(p.talks());
  const std::vector<std::uint8_t> much(3 * record::max_content);
  bytes left = much;
  while (!left.empty()) {
    const auto taken = p.c.send(left);
    REQUIRE(taken);
    REQUIRE(*taken > 0);
    left = left.subspan(*taken);
    p.run();
  }
  CHECK(p.both_connected());
  CHECK(meter.taken() == 0);
}

TEST_CASE("F9: a message above the policy's limit is refused before it is held") {
  backend::boringssl b;
  rotating_ticket_keys keys(b);
  stateless_tickets sessions(b, keys);
  struct usual_tls : stack<backend::boringssl, policy::tls13> {};
  const auto client_side = must(client_context<small_tls>::create(contexts::of_client(0)));
  const auto server_side =
      must(server_context<usual_tls>::create(contexts::of_server(sessions, small::memory.message)));
  client<small_tls> c(client_side, dns_name{"server.example"});
  server<usual_tls> s(server_side);
  (void)c.start(noon);
  (void)s.receive(c.outgoing(), noon);
  while (c.now() == condition::handshaking && !s.outgoing().empty()) {
    step done = c.receive(s.outgoing(), noon);
    s.sent(done.consumed);
    while (done.again) done = c.proceed(noon);
  }
  CHECK(c.failure().code == errc::message_too_long);
  CHECK(c.failure().field == "certificate");
  CHECK(c.alert_sent() == AlertDescription::decode_error);
}

// Says of nothing that it can be decompressed.
struct unable {
  static constexpr auto algorithm = CertificateCompressionAlgorithm::zlib;
  static result<std::size_t> compress(bytes, mutable_bytes) { return errc::no_space; }
  static status decompress(bytes, mutable_bytes) { return errc::certificate_not_decompressed; }
};

TEST_CASE("CVE-2025-66199: the length that a compressed certificate announces takes no memory before it is checked") {
  using all = certificate_compressions<unable>;
  const std::uint8_t few[] = {1, 2, 3};
  const auto refused = [&](CertificateCompressionAlgorithm by, std::uint32_t length, std::size_t limit) {
    return tls13::decompress_certificate<all>({by, length, few}, all::all(), limit).error().code;
  };
  {
    const peak_meter meter;
    CHECK(refused(unable::algorithm, 0xffffff, max_certificate_message) == errc::message_too_long);
    CHECK(refused(unable::algorithm, max_certificate_message + 1, max_certificate_message) == errc::message_too_long);
    CHECK(refused(unable::algorithm, 4097, 4096) == errc::message_too_long);  // a policy's limit
    CHECK(refused(CertificateCompressionAlgorithm::brotli, 1000, 4096) == errc::certificate_compression_not_offered);
    CHECK(meter.taken() == 0);
  }
  const peak_meter meter;
  CHECK(refused(unable::algorithm, 4096, 4096) == errc::certificate_not_decompressed);
  CHECK(meter.taken() >= 4096);
  CHECK(meter.taken() < 2 * 4096);
}

}  // namespace
}  // namespace cxtls::test
