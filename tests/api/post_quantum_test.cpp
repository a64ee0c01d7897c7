// Whole handshakes between a client and a server of ours when either, both or neither has X25519MLKEM768. The backend
// protects nothing, but its octets are as many as those of the real group: a ClientHello with them fits no usual packet.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <vector>

#include "cxtls/client.hpp"
#include "cxtls/crypto/hybrid.hpp"
#include "cxtls/server.hpp"
#include "support/toy_backend.hpp"
#include "support/toy_certificate.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum NamedGroup;

namespace {

// NOT CRYPTOGRAPHY: a KEM of ML-KEM-768's sizes whose secret is a checksum of what went over the wire.
class toy_kem {
 public:
  static constexpr std::size_t share_size = 1184, response_size = 1088, secret_size = 32;
  toy_kem() = default;
  toy_kem(toy_kem&&) = default;
  toy_kem& operator=(toy_kem&&) = default;

  bool generate(toy_backend const& b, mutable_bytes share) {
    if (!b.random(share)) return false;
    share_.assign(share.begin(), share.end());
    return true;
  }
  bool decapsulate(toy_backend const&, bytes response, mutable_bytes secret_out) {
    toy::mixer m;
    m.add(share_);
    m.add(response);
    m.finish(secret_out);
    return !share_.empty();
  }
  static bool encapsulate(toy_backend const& b, bytes share, mutable_bytes response, mutable_bytes secret_out) {
    toy_kem own;
    own.share_.assign(share.begin(), share.end());
    return b.random(response) && own.decapsulate(b, response, secret_out);
  }

 private:
  std::vector<std::uint8_t> share_{};
};

struct quantum_toy : toy_backend {
  using toy_backend::toy_backend;
  static constexpr auto groups =
      crypto::joined(crypto::capabilities{X25519MLKEM768}, crypto::capabilities{x25519, secp256r1});
  template <NamedGroup G>
  struct key_exchange : toy_backend::key_exchange<G> {};
};
template <>
struct quantum_toy::key_exchange<X25519MLKEM768> : crypto::hybrid<toy_kem, toy_backend::key_exchange<x25519>> {};
struct tls : stack<quantum_toy> {};

constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z

struct outcome {
  bool connected = false;
  std::optional<NamedGroup> group{};  // as both sides say
  bool retried = false;
  std::size_t hello_size = 0;  // octets of the client's first flight
};

// Hands over what `from` has to say, in pieces of this size at most. False: nothing was said.
bool pass(auto& from, auto& to, std::size_t piece) {
  if (from.outgoing().empty()) return false;
  while (!from.outgoing().empty()) {
    const bytes some = from.outgoing().first(std::min(piece, from.outgoing().size()));
    step done = to.receive(some, noon);
    from.sent(done.consumed);
    for (bool again = done.again; again;) again = to.proceed(noon).again;
    if (done.consumed == 0) return false;
  }
  return true;
}

outcome shake_hands(group_list clients, group_list servers, std::size_t piece = ~std::size_t{0},
                    std::optional<group_list> shares = {}) {
  toy_world here{.seed = 1}, there{.seed = 1000};
  client_config c;
  c.trust = toy::trusting_root();
  c.profile = profile::rfc5280;
  c.groups = clients;
  c.key_share_groups = shares;
  server_config s;
  s.certificates = toy::shown(toy::server_leaf);
  s.groups = servers;
  const auto ours = client_context<tls>::create(std::move(c), quantum_toy(here));
  const auto theirs = server_context<tls>::create(std::move(s), quantum_toy(there));
  REQUIRE(ours);
  REQUIRE(theirs);
  client<tls> client(*ours, dns_name{"server.example"});
  server<tls> server(*theirs);
  (void)client.start(noon);
  outcome o{.hello_size = client.outgoing().size()};
  for (bool moved = true; moved;) {
    moved = pass(client, server, piece);
    moved = pass(server, client, piece) || moved;
  }
  o.connected = client.now() == condition::connected && server.now() == condition::connected;
  if (client.info().group == server.info().group) o.group = client.info().group;
  o.retried = client.info().hello_retried;
  return o;
}

const group_list all(X25519MLKEM768, x25519, secp256r1);
const group_list classical(x25519, secp256r1);

}  // namespace

TEST_CASE("RFC 10024: where both have X25519MLKEM768, it is what they agree on") {
  const outcome o = shake_hands(all, all);
  CHECK(o.connected);
  CHECK(o.group == X25519MLKEM768);
  CHECK_FALSE(o.retried);
}

TEST_CASE("where the server lacks it, nothing is lost: the second share serves") {
  const outcome o = shake_hands(all, classical);
  CHECK(o.connected);
  CHECK(o.group == x25519);
  CHECK_FALSE(o.retried);
}

TEST_CASE("where the client lacks it, the hello is small") {
  const outcome o = shake_hands(classical, all);
  CHECK(o.connected);
  CHECK(o.group == x25519);
  CHECK(o.hello_size < 512);
}

TEST_CASE("a server asks for a share of X25519MLKEM768 when the client has it and sent another one") {
  const outcome o = shake_hands(all, all, ~std::size_t{0}, group_list(x25519));
  CHECK(o.connected);
  CHECK(o.group == X25519MLKEM768);
  CHECK(o.retried);
}

TEST_CASE("who requires X25519MLKEM768 gets it or nothing") {
  CHECK(shake_hands(group_list(X25519MLKEM768), all).group == X25519MLKEM768);
  CHECK(shake_hands(all, group_list(X25519MLKEM768)).group == X25519MLKEM768);
  CHECK_FALSE(shake_hands(group_list(X25519MLKEM768), classical).connected);
  CHECK_FALSE(shake_hands(classical, group_list(X25519MLKEM768)).connected);
}

TEST_CASE("a ClientHello that fits no packet may arrive in pieces of any size") {
  const std::size_t piece = GENERATE(std::size_t{1}, std::size_t{5}, std::size_t{517}, std::size_t{1200},
                                     std::size_t{1400}, std::size_t{1460});
  const outcome o = shake_hands(all, all, piece);
  CHECK(o.hello_size > 1400);
  CHECK(o.connected);
  CHECK(o.group == X25519MLKEM768);
}
