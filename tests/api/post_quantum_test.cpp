// Whole handshakes between a client and a server of ours when either, both or neither has X25519MLKEM768.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/client.hpp"
#include "cxtls/server.hpp"
#include "support/noon.hpp"
#include "support/quantum_toy.hpp"
#include "support/toy_certificate.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum NamedGroup;

namespace {

struct tls : stack<quantum_toy> {};

struct outcome {
  bool connected = false;
  std::optional<NamedGroup> group{};  // as both sides say
  bool retried = false;
  std::size_t hello_size = 0;  // octets of the client's first flight
};

// Hands over what `from` has to say. False: nothing was said.
bool pass(auto& from, auto& to) {
  if (from.outgoing().empty()) return false;
  while (!from.outgoing().empty()) {
    step done = to.receive(from.outgoing(), noon);
    from.sent(done.consumed);
    for (bool again = done.again; again;) again = to.proceed(noon).again;
    if (done.consumed == 0) return false;
  }
  return true;
}

outcome shake_hands(group_list clients, group_list servers, std::optional<group_list> shares = {}) {
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
    moved = pass(client, server);
    moved = pass(server, client) || moved;
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
  const outcome o = shake_hands(all, all, group_list(x25519));
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
