#include "cxtls/typestate.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/both_ends.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

using client_ptr = std::unique_ptr<any_client>;
using server_ptr = std::unique_ptr<any_server>;

template <class T>
concept Sends = requires(T t, bytes data) {
  { t.send(data) } -> std::same_as<result<std::size_t>>;
};
template <class T>
concept Exports = requires(T const& t) { t.tls_exporter(); };
template <class T>
concept Receives = requires(T t, bytes data) { t.receive(data, noon); };

// All that is outgoing, both ways, until nothing moves.
void carry(auto& a, auto& b) {
  for (bool moved = true; moved;) {
    moved = false;
    const auto pass = [&](auto& from, auto& to) {
      const octets out(from.outgoing().begin(), from.outgoing().end());
      from.sent(out.size());
      std::size_t at = 0;
      for (bool again = !out.empty(); again;) {
        const step s = to.receive(bytes(out).subspan(at), noon);
        at += s.consumed;
        again = s.again;
        moved = true;
      }
    };
    pass(a, b);
    pass(b, a);
  }
}

// The ends of both_ends, taken out of it.
struct two {
  both_ends ends{};
  handshaking<client_ptr> c = start(std::move(ends.client.connection), noon);
  handshaking<server_ptr> s{std::move(ends.connection)};
};

}  // namespace

TEST_CASE("F14: each phase has what is legal in it") {
  STATIC_CHECK(Sends<established<client_ptr>>);
  STATIC_CHECK_FALSE(Sends<handshaking<client_ptr>>);
  STATIC_CHECK_FALSE(Sends<write_closed<client_ptr>>);
  STATIC_CHECK_FALSE(Sends<ended<client_ptr>>);
  STATIC_CHECK(Exports<established<client_ptr>>);
  STATIC_CHECK_FALSE(Exports<handshaking<client_ptr>>);
  STATIC_CHECK(Receives<write_closed<client_ptr>>);
  STATIC_CHECK_FALSE(Receives<ended<client_ptr>>);
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<established<client_ptr>>);
  STATIC_CHECK_FALSE(std::is_constructible_v<established<client_ptr>, client_ptr>);  // only next() makes one
}

TEST_CASE("F14: a connection goes from phase to phase") {
  two t;
  auto same = std::move(t.c).next();
  REQUIRE(std::holds_alternative<handshaking<client_ptr>>(same));
  t.c = std::move(std::get<handshaking<client_ptr>>(same));
  carry(t.c, t.s);
  auto there = std::move(t.c).next();
  auto here = std::move(t.s).next();
  auto* c = std::get_if<established<client_ptr>>(&there);
  auto* s = std::get_if<established<server_ptr>>(&here);
  REQUIRE(c != nullptr);
  REQUIRE(s != nullptr);

  REQUIRE(c->send(text("a question")));
  const octets out(c->outgoing().begin(), c->outgoing().end());
  c->sent(out.size());
  CHECK(as_text(s->receive(out, noon).plaintext) == "a question");

  auto closing = std::move(*c).close();
  auto* w = std::get_if<write_closed<client_ptr>>(&closing);
  REQUIRE(w != nullptr);
  carry(*w, *s);
  CHECK(s->now() == condition::peer_closed);
  auto over = std::move(*s).close();
  auto* e = std::get_if<ended<server_ptr>>(&over);
  REQUIRE(e != nullptr);
  CHECK(e->failure().code == errc::none);
  (void)w->receive(e->outgoing(), noon);
  CHECK(std::holds_alternative<ended<client_ptr>>(std::move(*w).next()));
}

TEST_CASE("F14: what fails has ended, and says why") {
  two t;
  (void)t.s.receive(text("GET / HTTP/1.1\r\n\r\n"), noon);
  auto over = std::move(t.s).next();
  auto* e = std::get_if<ended<server_ptr>>(&over);
  REQUIRE(e != nullptr);
  CHECK(e->failure().code == errc::not_tls);
  CHECK_FALSE(e->outgoing().empty());
}

TEST_CASE("A80: a client that shakes hands is asked for its certificate, and answers") {
  client_config config = config_with_credential(usual_chain());
  config.ask_application_for_credential = true;
  two d{both_ends(std::move(config), asking_config())};
  const auto pass = [](auto& from, auto& to) {
    step s = to.receive(from.outgoing(), noon);
    from.sent(s.consumed);
    while (s.again && s.can_take_more) s = to.proceed(noon);
    return s;
  };
  (void)pass(d.c, d.s);
  step asked = pass(d.s, d.c);
  auto* wanted = std::get_if<client_credential_wanted>(&asked.what);
  REQUIRE(wanted != nullptr);
  REQUIRE(d.c.certificate_request());
  CHECK(d.c.certificate_request()->takes(CertificateType::X509));
  CHECK(d.c.resume(std::move(wanted->question), ClientCredentialChoice{0}) == machine::resumed::ok);
  CHECK_FALSE(d.c.certificate_request());
  carry(d.c, d.s);
  CHECK(std::holds_alternative<established<client_ptr>>(std::move(d.c).next()));
  CHECK(d.s.peer_certificates().size() > 0);
}
