// What a client's handshake costs: its time over that of the public-key operations in it, done by the same libcrypto in
// the same run; and the memory of a connection. The server's flight is one that `openssl s_server` sent: with the same
// random numbers the client takes it again and again.
#include <cstdio>
#include <ctime>

#include "allocation/heap_count.hpp"
#include "cxtls/client.hpp"
#include "floor.hpp"
#include "support/fixed_random.hpp"

namespace {

using namespace bench;
using test::allocations;

struct bench_tls : stack<test::fixed_random> {};

// ---- the handshake ----

class replayed {
 public:
  replayed(test::authority const& ca, std::string const& name) {
    auto trust = trust_store::from_pem(ca.text("ca.pem"));
    need(trust.has_value(), "the authority's certificate");
    client_config config{.trust = std::move(*trust),
                         .profile = profile::rfc5280,
                         .cipher_suites = suite_list(CipherSuite::TLS_AES_128_GCM_SHA256),
                         .groups = group_list(NamedGroup::x25519)};
    auto made = client_context<bench_tls>::create(std::move(config), test::fixed_random(stream_));
    need(made.has_value(), "the configuration");
    context_.emplace(std::move(*made));

    const test::s_server server({"-cert", ca.path(name + ".pem"), "-key", ca.path(name + ".key")});
    const test::descriptor tcp = server.connect();
    client<bench_tls> tls = fresh();
    tcp.write(tls.outgoing());
    tls.sent(tls.outgoing().size());
    std::uint8_t piece[4096];
    while (tls.now() == condition::handshaking) {
      const std::size_t n = tcp.read(piece);
      need(n != 0, "s_server hung up");
      flight_.insert(flight_.end(), piece, piece + n);
      (void)tls.receive(bytes(piece, n), now_);
    }
    need(tls.now() == condition::connected, "the handshake failed");
  }
  client<bench_tls> fresh() {
    stream_.assign(256, 0x5a);
    client<bench_tls> tls(*context_, dns_name{"localhost"});
    (void)tls.start(now_);
    return tls;
  }
  void shake_hands(client<bench_tls>& tls) {
    tls.sent(tls.outgoing().size());
    (void)tls.receive(flight_, now_);
    need(tls.now() == condition::connected, "the replayed handshake failed");
    tls.sent(tls.outgoing().size());
  }
  void once() {
    client<bench_tls> tls = fresh();
    shake_hands(tls);
  }
  std::size_t flight_size() const { return flight_.size(); }

 private:
  octet_string stream_, flight_;
  unix_time now_{std::time(nullptr)};
  std::optional<client_context<bench_tls>> context_;
};

void memory(replayed& r) {
  const std::size_t heap = test::octets_held(), calls = allocations();
  client<bench_tls> tls = r.fresh();
  r.shake_hands(tls);
  const std::size_t busy = test::octets_held() - heap, made = allocations() - calls;
  tls.trim();
  const std::size_t idle = test::octets_held() - heap;
  std::printf("memory of a connection: object %zu octets; heap %zu after the handshake, %zu when trimmed: idle %zu\n",
              sizeof tls, busy, idle, sizeof tls + idle);
  std::printf("allocations of a handshake: %zu\n", made);
}

}  // namespace

int main() {
  try {
    test::openssl({"version"});
  } catch (std::runtime_error const&) {
    std::printf("left out: it needs the openssl command\n");
    return 77;  // what Meson calls skipped
  }
  test::authority ca;
  ca.issue("p256", "server", {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"});
  ca.issue("rsa2048", "server", {"rsa:2048"});
  ca.issue("ed25519", "server", {"ed25519"});
  const auto key_of = [&](std::string const& name, bool pss) {
    test::openssl({"pkcs8", "-topk8", "-nocrypt", "-in", ca.path(name + ".key"), "-outform", "DER", "-out",
                   ca.path(name + ".der")});
    const std::string der = ca.text(name + ".der");
    return std::make_shared<signature_case>(as_bytes(der), pss);
  };
  const auto authority_key = key_of("ca", false);

  std::printf(
      "a client's full TLS 1.3 handshake, X25519 and TLS_AES_128_GCM_SHA256, the leaf right under a P-256 root\n");
  std::printf("%-10s %12s %14s %14s %8s %16s\n", "leaf", "us", "handshakes/s", "public-key us", "ratio",
              "server octets");
  for (std::string const& name : {std::string("p256"), std::string("rsa2048"), std::string("ed25519")}) {
    const auto leaf = key_of(name, name == "rsa2048");
    replayed r(ca, name);
    contestant handshake{"handshake", [&] { r.once(); }};
    contestant floor{"floor", [&] {
                       x25519_once();
                       leaf->verify();
                       authority_key->verify();
                     }};
    for (int i = 0; i < rounds; ++i) {
      handshake.round();
      floor.round();
    }
    const double us = handshake.median(), least = floor.median();
    std::printf("%-10s %12.1f %14.0f %14.1f %8.2f %16zu\n", name.c_str(), us, 1e6 / us, least, us / least,
                r.flight_size());
    if (name == "p256") memory(r);
  }
}
