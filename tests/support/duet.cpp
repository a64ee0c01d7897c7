#include "support/duet.hpp"

#include <catch2/catch_test_macros.hpp>
#include <ostream>

#include "cxtls/protocol/error_table.hpp"

namespace cxtls::test {

duet::duet(server_plan plan, client_config config, delivery how_, std::uint64_t seed, identity peer,
           std::optional<ticket> resume)
    : end(std::move(config), std::move(peer), seed, std::move(resume)),
      server(std::move(plan)),
      how(how_),
      dice_(seed) {}
duet::duet(server_plan plan, client_config config, external_psk key)
    : end(std::move(config), std::move(key)), server(std::move(plan)), how(delivery::whole), dice_(1) {}

session_pair first_connection(server_plan plan, client_config config, ticket_model given, identity peer) {
  duet d(std::move(plan), std::move(config), delivery::whole, 1, std::move(peer));
  d.run();
  REQUIRE(d.connected());
  d.server.put_ticket(given);
  d.run();
  REQUIRE(d.tickets.size() == 1);
  return {std::move(d.tickets[0]), {given.ticket, d.server.resumption_psk(given.ticket_nonce)}};
}

namespace {
server_plan with_psk(server_plan plan, known_psk const& psk) {
  if (!plan.psk) plan.psk = psk;
  return plan;
}
}  // namespace
resumed::resumed(session_pair&& session, server_plan plan, client_config config, delivery how_, identity peer)
    : duet(with_psk(std::move(plan), session.server_side), std::move(config), how_, 2, std::move(peer),
           std::move(session.client_side)) {}

void duet::note(step&& s) {
  if (!s.plaintext.empty()) plaintext.insert(plaintext.end(), s.plaintext.begin(), s.plaintext.end());
  if (std::holds_alternative<cxtls::connected>(s.what)) events.emplace_back("connected");
  if (std::holds_alternative<peer_closed>(s.what)) events.emplace_back("peer_closed");
  if (auto* t = std::get_if<ticket>(&s.what)) {
    events.emplace_back("ticket");
    tickets.push_back(std::move(*t));
  }
  if (auto* v = std::get_if<verification_wanted>(&s.what)) {
    events.emplace_back("verification_wanted");
    verification.emplace(std::move(v->question));
  }
  if (auto* w = std::get_if<signature_wanted>(&s.what)) {
    events.emplace_back("signature_wanted");
    signature.emplace(std::move(w->question));
  }
  if (auto* w = std::get_if<client_credential_wanted>(&s.what)) {
    events.emplace_back("client_credential_wanted");
    credential.emplace(std::move(w->question));
  }
  last = std::move(s);
  last.plaintext = {};
}

duet& duet::to_server() {
  while (!client_side().outgoing().empty()) {
    const bytes out = client_side().outgoing();
    const std::size_t n = piece_of(how, dice_, out.size());
    sent.insert(sent.end(), out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n));
    const octets copy(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n));
    client_side().sent(n);
    server.take(copy);
  }
  return *this;
}

duet& duet::to_client() {
  for (;;) {
    const std::size_t n = server.outgoing.empty() ? 0 : piece_of(how, dice_, server.outgoing.size());
    step s;
    if (lend) {
      const mutable_bytes room = client_side().prepare();
      const std::size_t fits = n < room.size() ? n : room.size();
      copy(bytes(server.outgoing).first(fits), room.data());
      s = client_side().commit(fits, now);
    } else {
      s = client_side().receive(bytes(server.outgoing).first(n), now);
    }
    const std::size_t taken = s.consumed;
    server.outgoing.erase(server.outgoing.begin(), server.outgoing.begin() + static_cast<std::ptrdiff_t>(taken));
    bool again = s.again;
    bool more = s.can_take_more;
    note(std::move(s));
    while (again && more) {
      step next = client_side().proceed(now);
      again = next.again;
      more = next.can_take_more;
      note(std::move(next));
    }
    if (!more || server.outgoing.empty()) return *this;
  }
}

duet& duet::run() {
  if (client_side().state_name() == "Start") note(client_side().start(now));
  for (;;) {
    to_server();
    const std::size_t before = server.outgoing.size();
    to_client();
    if (client_side().outgoing().empty() && (server.outgoing.empty() || server.outgoing.size() == before)) return *this;
  }
}

std::ostream& operator<<(std::ostream& out, ending const& e) {
  out << "errc " << static_cast<int>(e.code) << " (" << describe(e.code) << ") field "
      << (e.field.empty() ? "-" : e.field) << " alert ";
  return e.alert ? out << name_of(*e.alert) : out << "none";
}

ending ending_of(duet& d, bool late) {
  d.run();
  any_client& c = d.client_side();
  const error why = c.failure();
  ending e{why.code, std::string(why.field), {}};
  if (!d.server.seen.alerts.empty()) e.alert = d.server.seen.alerts.back().description;

  CHECK(c.now() == condition::failed);
  CHECK(d.server.seen.alerts.size() <= 1);
  CHECK(d.server.seen.after_end == 0);
  CHECK(c.alert_sent() == e.alert);
  if (e.alert) CHECK(d.server.seen.alerts.back().level == alert_of(*e.alert).level);
  if (!late) {
    CHECK(d.events == std::vector<std::string>(d.events.size(), "verification_wanted"));
    CHECK_FALSE(d.server.seen.finished);
  }
  // Later calls say the same, and nothing goes out any more.
  const octets more = text("more");
  CHECK(c.send(more).error() == why);
  CHECK(c.update_keys().error() == why);
  CHECK(c.close().error() == why);
  CHECK(c.transport_closed().error() == why);
  CHECK(c.prepare().empty());
  const step s = c.receive(more, d.now);
  CHECK(s.consumed == 0);
  CHECK(s.now == condition::failed);
  CHECK(s.plaintext.empty());
  CHECK(std::holds_alternative<no_event>(s.what));
  CHECK_FALSE(s.can_take_more);
  CHECK(c.failure() == why);
  CHECK(c.outgoing().empty());
  return e;
}

ending ending_of(server_plan plan, client_config config) {
  duet d(std::move(plan), std::move(config));
  return ending_of(d);
}

}  // namespace cxtls::test
