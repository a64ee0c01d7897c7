// What a handshake costs each side, full and resumed: our client and our server joined by memory, the time of each side's
// calls over that of the public-key operations in them, done by the same libcrypto in the same run.
#include <cstdio>
#include <ctime>

#include "allocation/heap_count.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/cxtls.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "floor.hpp"

namespace {

using namespace bench;
struct bench_tls : stack<backend::boringssl> {};

struct side {
  double microseconds = 0;
  std::size_t allocations = 0;
  template <class F>
  void charge(F&& f) {
    const std::size_t before = test::allocations();
    const auto start = clock_type::now();
    f();
    microseconds += std::chrono::duration<double, std::micro>(clock_type::now() - start).count();
    allocations += test::allocations() - before;
  }
};

class pair {
 public:
  pair(test::authority const& ca, std::string const& name)
      : keys_(backend::boringssl{}), sessions_(backend::boringssl{}, keys_) {
    auto trust = trust_store::from_pem(ca.text("ca.pem"));
    auto shown = own_certificate::from_pem(ca.text(name + ".pem"), ca.text(name + ".key"));
    need(trust.has_value() && shown.has_value(), "the certificates");
    client_config trusting{.trust = std::move(*trust),
                           .profile = profile::rfc5280,
                           .cipher_suites = suite_list(CipherSuite::TLS_AES_128_GCM_SHA256),
                           .groups = group_list(NamedGroup::x25519)};
    server_config serving{.certificates = {std::move(*shown)}, .sessions = &sessions_, .tickets = 1};
    auto client_side = client_context<bench_tls>::create(std::move(trusting));
    auto server_side = server_context<bench_tls>::create(std::move(serving));
    need(client_side.has_value() && server_side.has_value(), "the configurations");
    client_.emplace(std::move(*client_side));
    server_.emplace(std::move(*server_side));
  }

  // One handshake with its ticket, the objects' making and end included.
  void once(bool resume) {
    client_time = server_time = {};
    std::optional<client<bench_tls>> c;
    std::optional<server<bench_tls>> s;
    client_time.charge([&] {
      if (resume) {
        c.emplace(*client_, dns_name{"localhost"}, std::move(*ticket_));
        ticket_.reset();
      } else {
        c.emplace(*client_, dns_name{"localhost"});
      }
      (void)c->start(now_);
    });
    server_time.charge([&] { s.emplace(*server_); });
    for (int flight = 0; flight < 2; ++flight) {
      server_time.charge([&] { take(*s, *c); });
      client_time.charge([&] { take(*c, *s); });
    }
    need(c->now() == condition::connected && s->now() == condition::connected && c->info().resumed == resume &&
             ticket_.has_value(),
         "the handshake");
    client_time.charge([&] { c.reset(); });
    server_time.charge([&] { s.reset(); });
  }
  side client_time, server_time;

 private:
  template <class To, class From>
  void take(To& to, From& from) {
    while (!from.outgoing().empty()) {
      step s = to.receive(from.outgoing(), now_);
      from.sent(s.consumed);
      for (;;) {
        if (auto* t = std::get_if<ticket>(&s.what)) ticket_.emplace(std::move(*t));
        if (!s.again) break;
        s = to.proceed(now_);
      }
    }
  }
  unix_time now_{std::time(nullptr)};
  rotating_ticket_keys<backend::boringssl> keys_;
  stateless_tickets<backend::boringssl, rotating_ticket_keys<backend::boringssl>> sessions_;
  std::optional<client_context<bench_tls>> client_;
  std::optional<server_context<bench_tls>> server_;
  std::optional<ticket> ticket_;
};

double median(std::vector<double>& v) {
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
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
  const auto key_of = [&](std::string const& name, bool pss) {
    test::openssl({"pkcs8", "-topk8", "-nocrypt", "-in", ca.path(name + ".key"), "-outform", "DER", "-out",
                   ca.path(name + ".der")});
    const std::string der = ca.text(name + ".der");
    return signature_case(as_bytes(der), pss);
  };
  const signature_case authority_key = key_of("ca", false);
  constexpr int handshakes = 300;

  std::printf(
      "TLS 1.3 handshakes with one ticket, X25519, TLS_AES_128_GCM_SHA256, the leaf right under a P-256 root\n");
  std::printf("%-18s %-7s %10s %12s %8s %12s\n", "", "side", "us", "floor us", "ratio", "allocations");
  for (std::string const& name : {std::string("p256"), std::string("rsa2048")}) {
    const signature_case leaf = key_of(name, name == "rsa2048");
    pair ends(ca, name);
    for (bool resume : {false, true}) {
      if (resume && name != "p256") continue;
      ends.once(false);
      std::vector<double> client_us, server_us, exchange_us, sign_us, verify_us;
      const auto timed = [](std::vector<double>& into, auto&& f) {
        side s;
        s.charge(f);
        into.push_back(s.microseconds);
      };
      for (int i = 0; i < handshakes; ++i) {
        ends.once(resume);
        client_us.push_back(ends.client_time.microseconds);
        server_us.push_back(ends.server_time.microseconds);
        timed(exchange_us, x25519_once);
        timed(sign_us, [&] { leaf.sign(); });
        timed(verify_us, [&] {
          leaf.verify();
          authority_key.verify();
        });
      }
      const double exchange = median(exchange_us);
      const double client_floor = exchange + (resume ? 0 : median(verify_us));
      const double server_floor = exchange + (resume ? 0 : median(sign_us));
      const std::string what = name + (resume ? " resumed" : " full");
      const auto print = [&](char const* who, double us, double floor, std::size_t allocations) {
        std::printf("%-18s %-7s %10.1f %12.1f %8.2f %12zu\n", what.c_str(), who, us, floor, us / floor, allocations);
      };
      print("client", median(client_us), client_floor, ends.client_time.allocations);
      print("server", median(server_us), server_floor, ends.server_time.allocations);
    }
  }
}
