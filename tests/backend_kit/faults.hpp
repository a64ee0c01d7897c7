// Whole connections on a backend that fails at one call: the first, the second, and so on until none is left to fail.
// With Catch2 3, in a file of its own, because it compiles a client and a server:
//
//   #include "backend_kit/faults.hpp"
//   const cxtls::backend_kit::handshake_faults<my_backend> faults;
#pragma once
#include <memory>

#include "backend_kit/case.hpp"
#include "backend_kit/faulty.hpp"
#include "cxtls/client.hpp"
#include "cxtls/server.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::backend_kit {

// Sees alerts.
struct alert_counter {
  std::size_t* sent = nullptr;
  void alert(bool by_us, AlertLevel, AlertDescription) {
    if (by_us && sent != nullptr) ++*sent;
  }
};
struct counting_alerts : policy::modern {
  using observer = alert_counter;
};
template <class B>
struct faulty_tls : stack<faulty<B>, counting_alerts> {};

enum class path : std::uint8_t { full, retried, mutual, resumed };

// The chains of vectors/openssl_chains.hpp that B can verify, good from 2026 to 2036.
template <class B>
struct chain_for {
  static constexpr bool ecdsa = B::signatures.contains(crypto::signature_algorithm::ecdsa_sha256);
  static_assert(ecdsa || B::signatures.contains(crypto::signature_algorithm::ed25519),
                "there is no chain for this backend: it has neither ecdsa_sha256 nor ed25519");
  static constexpr std::string_view root = ecdsa ? test::chains::root : test::chains::ed25519_only_root;
  static constexpr std::string_view leaf = ecdsa ? test::chains::p256 : test::chains::ed25519_only;
};
inline constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z

// One side of a connection, and what came out of it.
template <class Endpoint>
struct side {
  Endpoint tls;
  faults& backend;
  std::size_t alerts = 0;
  std::string text{};
  std::optional<ticket> kept{};
  std::size_t connected_after = 0;  // calls; 0: it never was

  template <class... Args>
  explicit side(faults& f, Args&&... args) : tls(std::forward<Args>(args)..., alert_counter{&alerts}), backend(f) {}
  side(side const&) = delete;

  void note(step&& s) {
    text += as_text(s.plaintext);
    if (std::holds_alternative<connected>(s.what)) connected_after = backend.calls;
    if (auto* fresh = std::get_if<ticket>(&s.what)) kept.emplace(std::move(*fresh));
  }
  // Takes all that the other one has to send.
  bool take_from(auto& other) {
    octets in(other.tls.outgoing().begin(), other.tls.outgoing().end());
    if (in.empty()) return false;
    other.tls.sent(in.size());
    while (!in.empty()) {
      step s = tls.receive(in, noon);
      in.erase(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(s.consumed));
      bool again = s.again;
      const bool stuck = s.consumed == 0 && !again;
      note(std::move(s));
      while (again) {
        step next = tls.proceed(noon);
        again = next.again;
        note(std::move(next));
      }
      if (stuck) break;
    }
    return true;
  }
  bool is_connected() const { return tls.now() == condition::connected; }
  bool ended() const {
    return tls.now() == condition::failed || tls.now() == condition::closed || tls.now() == condition::truncated;
  }
};

// A client and a server: their contexts, and as many connections as a test wants. Tickets have a backend that works.
template <class B, path Path>
class stage {
  using tls = faulty_tls<B>;

 public:
  faults of_client{}, of_server{.seed = 2};

  stage() {
    client_config near{.trust = must(trust_store::from_pem(chain_for<B>::root)), .profile = profile::private_pki};
    if (Path == path::retried) near.key_share_groups = group_list{};
    server_config far;
    REQUIRE(far.certificates.push(must(own_certificate::from_pem(chain_for<B>::leaf))));
    far.sessions = &tickets_;
    if (Path == path::mutual) {
      REQUIRE(near.certificates.push(must(own_certificate::from_pem(chain_for<B>::leaf))));
      far.clients = client_authentication::required;
      far.trust = must(trust_store::from_pem(chain_for<B>::root));
    }
    client_.emplace(must(client_context<tls>::create(std::move(near), faulty<B>(of_client))));
    server_.emplace(must(server_context<tls>::create(std::move(far), faulty<B>(of_server))));
  }
  stage(stage const&) = delete;

  struct connection {
    side<client<tls>> near;
    side<server<tls>> far;
    void move() {
      for (bool moved = true; moved;) {
        moved = far.take_from(near);
        moved = near.take_from(far) || moved;
      }
    }
    // Handshake, data both ways, new keys, data again; or as far as it goes.
    void run() {
      near.note(near.tls.start(noon));
      move();
      if (!near.is_connected() || !far.is_connected()) return;
      (void)near.tls.send(as_bytes("ping"));
      move();
      (void)far.tls.send(as_bytes("pong"));
      move();
      (void)near.tls.update_keys(true);
      move();
      (void)near.tls.send(as_bytes("again"));
      move();
      (void)far.tls.send(as_bytes("and again"));
      move();
    }
  };
  // One side's backend fails at its n-th call. 0: at none.
  std::unique_ptr<connection> connect(bool client_fails, std::size_t n) {
    std::optional<ticket> resume;
    if (Path == path::resumed) {
      arm(of_client, 0);
      arm(of_server, 0);
      connection first{side<client<tls>>(of_client, *client_, dns_name{"server.example"}),
                       side<server<tls>>(of_server, *server_)};
      first.near.note(first.near.tls.start(noon));
      first.move();
      REQUIRE(first.near.kept);
      resume.emplace(std::move(*first.near.kept));
    }
    arm(of_client, client_fails ? n : 0);
    arm(of_server, client_fails ? 0 : n);
    std::unique_ptr<connection> c(
        new connection{side<client<tls>>(of_client, *client_, dns_name{"server.example"}, std::move(resume)),
                       side<server<tls>>(of_server, *server_)});
    c->run();
    return c;
  }

 private:
  template <class T>
  static T must(result<T> r) {
    REQUIRE(r);
    return std::move(*r);
  }
  static void arm(faults& f, std::size_t n) {
    f.calls = 0;
    f.fail_at = n;
    f.failed.reset();
    f.draws.clear();
  }

  rotating_ticket_keys<B> keys_{B{}};
  stateless_tickets<B, rotating_ticket_keys<B>> tickets_{B{}, keys_};
  std::optional<client_context<tls>> client_{};
  std::optional<server_context<tls>> server_{};
};

// What a failure of the backend may be called. A backend that can't and a peer that lies look the same to some checks.
constexpr bool is_of_the_backend(errc code) {
  switch (code) {
    case errc::backend_failed:
    case errc::random_failed:
    case errc::signing_failed:
    case errc::key_exchange_failed:
    case errc::key_share_invalid:
    case errc::bad_record_mac:
    case errc::signature_invalid:
    case errc::certificate_signature_invalid:
      return true;
    default:
      return false;
  }
}

template <class B, path Path>
void works_without_faults() {
  stage<B, Path> s;
  const auto c = s.connect(true, 0);
  CHECK(c->near.connected_after > 0);
  CHECK(c->far.connected_after > 0);
  CHECK(c->near.tls.info().resumed == (Path == path::resumed));
  CHECK(c->far.tls.peer_certificates().empty() == (Path != path::mutual));
  CHECK(c->near.text == "pongand again");
  CHECK(c->far.text == "pingagain");
  CHECK(c->near.tls.close());
  c->move();
  CHECK(c->far.tls.close());
  c->move();
  CHECK(c->near.tls.now() == condition::closed);
  CHECK(c->far.tls.now() == condition::closed);
}

// A goodbye that can't be sealed isn't said, and the application is told so.
template <class B>
void fails_at_the_end() {
  stage<B, path::full> s;
  const auto c = s.connect(true, 0);
  const auto check = [](auto& closing, auto& other) {
    closing.backend = {.only = call::seal, .fail_at = 1};
    CHECK(closing.tls.close().error().code == errc::backend_failed);
    CHECK(closing.tls.outgoing().empty());
    CHECK_FALSE(closing.tls.send(as_bytes("more")));
    CHECK(closing.tls.outgoing().empty());
    CHECK(other.tls.now() == condition::connected);
  };
  check(c->near, c->far);
  const auto d = s.connect(true, 0);
  check(d->far, d->near);
}

// Every n of one side.
template <class B, path Path>
void fails_at_each_call(bool client_fails) {
  stage<B, Path> s;
  const auto good = s.connect(client_fails, 0);
  const std::size_t calls = (client_fails ? s.of_client : s.of_server).calls;
  const std::size_t connected_after = client_fails ? good->near.connected_after : good->far.connected_after;
  REQUIRE(calls > 20);
  for (std::size_t n = 1; n <= calls; ++n) {
    const auto c = s.connect(client_fails, n);
    faults const& f = client_fails ? s.of_client : s.of_server;
    REQUIRE(f.failed);
    CAPTURE(client_fails, n, calls, static_cast<int>(*f.failed));
    const auto check = [&](auto& failing, auto& other) {
      const error why = failing.tls.failure();
      CHECK(failing.tls.now() == condition::failed);
      CHECK(is_of_the_backend(why.code));
      // Connected, and then failed; never connected in spite of it.
      CHECK((failing.connected_after != 0) == (n > connected_after));
      CHECK(failing.alerts <= 1);
      if (failing.tls.alert_sent()) CHECK(failing.alerts == 1);
      CHECK(failing.tls.outgoing().empty());
      CHECK(failing.tls.send(as_bytes("more")).error() == why);
      CHECK(failing.tls.close().error() == why);
      CHECK(failing.tls.outgoing().empty());
      // Whoever was told has ended; whoever could not be told learns it from the transport.
      if (failing.tls.alert_sent()) CHECK(other.ended());
      if (!other.ended()) CHECK_FALSE(other.tls.transport_closed());
      CHECK(other.ended());
      CHECK(other.alerts <= 1);
      // What arrived is the beginning of what was sent.
      CHECK(std::string_view("pongand again").starts_with(c->near.text));
      CHECK(std::string_view("pingagain").starts_with(c->far.text));
      if (n <= connected_after) CHECK(failing.text.empty());
    };
    if (client_fails)
      check(c->near, c->far);
    else
      check(c->far, c->near);
  }
}

template <class B>
struct handshake_faults {
  handshake_faults() {
    test_case<B>("connections of all kinds work while nothing fails", [] {
      works_without_faults<B, path::full>();
      works_without_faults<B, path::retried>();
      works_without_faults<B, path::mutual>();
      works_without_faults<B, path::resumed>();
    });
    test_case<B>("F8: a close_notify that the backend can't seal isn't sent, and close() says so",
                 [] { fails_at_the_end<B>(); });
    test_case<B>(
        "F8: a client's backend fails at any one call: never connected in spite of it, an error with a name, one alert "
        "at most",
        [] {
          fails_at_each_call<B, path::full>(true);
          fails_at_each_call<B, path::retried>(true);
          fails_at_each_call<B, path::mutual>(true);
          fails_at_each_call<B, path::resumed>(true);
        });
    test_case<B>(
        "F8: a server's backend fails at any one call: never connected in spite of it, an error with a name, one alert "
        "at most",
        [] {
          fails_at_each_call<B, path::full>(false);
          fails_at_each_call<B, path::retried>(false);
          fails_at_each_call<B, path::mutual>(false);
          fails_at_each_call<B, path::resumed>(false);
        });
  }
};

}  // namespace cxtls::backend_kit
