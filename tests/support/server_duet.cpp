#include "support/server_duet.hpp"

#include <catch2/catch_test_macros.hpp>
#include <ostream>

#include "cxtls/any/erased_server.hpp"
#include "support/tested_stack.hpp"

namespace cxtls::test {

server_duet::server_duet(server_end& shared, client_plan plan, delivery how_, std::uint64_t seed)
    : end(&shared), client(std::move(plan)), how(how_), dice_(seed) {
  connection = end->connection(&seen);
}
server_duet::server_duet(client_plan plan, server_config config, delivery how_, std::uint64_t seed)
    : own(std::make_unique<server_end>(std::move(config), seed)),
      end(own.get()),
      client(std::move(plan)),
      how(how_),
      dice_(seed) {
  connection = end->connection(&seen);
}

void server_duet::note(step&& s) {
  if (!s.plaintext.empty()) plaintext.insert(plaintext.end(), s.plaintext.begin(), s.plaintext.end());
  const auto asks = [&]<class Wanted>(char const* name, auto& kept, Wanted*) {
    auto* wanted = std::get_if<Wanted>(&s.what);
    if (wanted == nullptr) return;
    events.emplace_back(name);
    kept.emplace(std::move(wanted->question));
  };
  if (std::holds_alternative<cxtls::connected>(s.what)) events.emplace_back("connected");
  if (std::holds_alternative<peer_closed>(s.what)) events.emplace_back("peer_closed");
  asks("verification_wanted", verification, static_cast<verification_wanted*>(nullptr));
  asks("signature_wanted", signature, static_cast<signature_wanted*>(nullptr));
  asks("session_wanted", session, static_cast<session_wanted*>(nullptr));
  asks("credential_wanted", credential, static_cast<credential_wanted*>(nullptr));
  last = std::move(s);
  last.plaintext = {};
}

machine::resumed server_duet::answer_with(own_certificate&& shown) {
  auto made = make_own_credential(tls::backend(end->backend_faults), std::move(shown));
  REQUIRE(made);
  const auto kept = std::make_shared<own_credential<tls::backend>>(std::move(*made));
  added_ = kept;
  auto& typed = static_cast<erased_server<tls>&>(server_side()).typed();
  const machine::resumed r = typed.resume(std::move(*credential), *kept);
  note(server_side().proceed(now));
  return r;
}

server_duet& server_duet::to_client() {
  while (!server_side().outgoing().empty()) {
    const bytes out = server_side().outgoing();
    const std::size_t n = piece_of(how, dice_, out.size());
    const octets copy(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n));
    sent.insert(sent.end(), copy.begin(), copy.end());
    server_side().sent(n);
    client.take(copy);
  }
  return *this;
}

server_duet& server_duet::to_server() {
  for (;;) {
    const std::size_t n = client.outgoing.empty() ? 0 : piece_of(how, dice_, client.outgoing.size());
    step s;
    if (lend) {
      const mutable_bytes room = server_side().prepare();
      const std::size_t fits = n < room.size() ? n : room.size();
      copy(bytes(client.outgoing).first(fits), room.data());
      s = server_side().commit(fits, now);
    } else {
      s = server_side().receive(bytes(client.outgoing).first(n), now);
    }
    client.outgoing.erase(client.outgoing.begin(), client.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
    bool again = s.again;
    bool more = s.can_take_more;
    note(std::move(s));
    while (again && more) {
      step next = server_side().proceed(now);
      again = next.again;
      more = next.can_take_more;
      note(std::move(next));
    }
    if (!more || client.outgoing.empty()) return *this;
  }
}

server_duet& server_duet::run() {
  client.start();
  for (;;) {
    const std::size_t to_read = client.outgoing.size(), said = sent.size();
    to_server();
    const bool read = client.outgoing.size() != to_read;
    to_client();
    if (client.outgoing.empty() || (!read && sent.size() == said)) return *this;
  }
}

std::ostream& operator<<(std::ostream& out, server_ending const& e) {
  out << "errc " << static_cast<int>(e.code) << " (" << describe(e.code) << ") field "
      << (e.field.empty() ? "-" : e.field) << " alert ";
  return e.alert ? out << name_of(*e.alert) : out << "none";
}

server_ending ending_of(server_duet& d, bool late) {
  d.run();
  any_server& s = d.server_side();
  const error why = s.failure();
  server_ending e{why.code, std::string(why.field), {}};
  if (!d.client.seen.alerts.empty()) e.alert = d.client.seen.alerts.back().description;

  CHECK(s.now() == condition::failed);
  CHECK(d.client.seen.alerts.size() <= 1);
  CHECK(d.client.seen.after_end == 0);
  CHECK_FALSE(d.client.seen.broken);
  CHECK(s.alert_sent() == e.alert);
  if (e.alert) CHECK(d.client.seen.alerts.back().level == alert_of(*e.alert).level);
  if (!late) {
    for (std::string const& event : d.events) CHECK(event.ends_with("_wanted"));
    CHECK(d.plaintext.empty());
    CHECK(d.client.seen.tickets.empty());
  }
  // Later calls say the same, and nothing goes out any more.
  const octets more = text("more");
  CHECK(s.send(more).error() == why);
  CHECK(s.send(half_rtt{more}).error() == why);
  CHECK(s.update_keys().error() == why);
  CHECK(s.send_ticket().error() == why);
  CHECK(s.close().error() == why);
  CHECK(s.transport_closed().error() == why);
  CHECK(s.prepare().empty());
  const step after = s.receive(more, d.now);
  CHECK(after.consumed == 0);
  CHECK(after.now == condition::failed);
  CHECK(after.plaintext.empty());
  CHECK(std::holds_alternative<no_event>(after.what));
  CHECK_FALSE(after.can_take_more);
  CHECK_FALSE(s.may_send_half_rtt());
  CHECK(s.failure() == why);
  CHECK(s.outgoing().empty());
  return e;
}

server_ending ending_of(client_plan plan, server_config config) {
  server_duet d(std::move(plan), std::move(config));
  return ending_of(d);
}

}  // namespace cxtls::test
