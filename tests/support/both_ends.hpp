// Our client and our server over memory: who moves the octets, in which pieces, and what came of it.
#pragma once
#include "support/delivery.hpp"
#include "support/server_messages.hpp"
#include "support/test_client.hpp"
#include "support/test_server.hpp"

namespace cxtls::test {

struct both_ends {
  explicit both_ends(client_config theirs = trusting_config(), server_config ours = showing_config(),
                     delivery how_ = delivery::whole, std::optional<ticket> resume = {},
                     identity peer = dns_name{"server.example"})
      : both_ends(std::make_shared<server_end>(std::move(ours)), std::move(theirs), how_, std::move(resume),
                  std::move(peer)) {}
  // A connection to a server that others use, too.
  explicit both_ends(std::shared_ptr<server_end> shared, client_config theirs = trusting_config(),
                     delivery how_ = delivery::whole, std::optional<ticket> resume = {},
                     identity peer = dns_name{"server.example"})
      : client(std::move(theirs), std::move(peer), 1, std::move(resume)),
        end(std::move(shared)),
        connection(end->connection(&server_seen)),
        how(how_) {}

  any_client& client_side() { return *client.connection; }
  any_server& server_side() { return *connection; }
  bool connected() {
    return client_side().now() == condition::connected && server_side().now() == condition::connected;
  }

  // Starts the client if need be, and moves octets until nothing moves any more.
  both_ends& run() {
    if (!started_) note(client_side().start(now));
    started_ = true;
    for (bool moved = true; moved;) {
      moved = carry(client_side(), server_side(), to_server, there);
      moved = carry(server_side(), client_side(), to_client, here) || moved;
    }
    return *this;
  }
  // Octets on their way that somebody in the middle may look at and change.
  octets to_server{}, to_client{};

  client_end client;
  trace server_seen{};
  std::shared_ptr<server_end> end;
  std::unique_ptr<any_server> connection;
  delivery how;
  unix_time now = noon;
  octets there{}, here{};  // application data: what the server got, what the client got
  std::vector<ticket> tickets{};
  std::optional<machine::continuation<Verified>> verification{};
  std::optional<machine::continuation<Signature>> signature{};
  std::optional<machine::continuation<ClientCredentialChoice>> credential{};

 private:
  bool carry(any_endpoint& from, any_endpoint& to, octets& way, octets& data) {
    const bytes out = from.outgoing();
    way.insert(way.end(), out.begin(), out.end());
    from.sent(out.size());
    bool moved = false;
    for (bool again = false; again || !way.empty();) {
      const std::size_t n = way.empty() ? 0 : piece_of(how, dice_, way.size());
      step s = to.receive(bytes(way).first(n), now);
      way.erase(way.begin(), way.begin() + static_cast<std::ptrdiff_t>(s.consumed));
      data.insert(data.end(), s.plaintext.begin(), s.plaintext.end());
      again = s.again;
      const bool more = s.can_take_more;
      moved = moved || s.consumed != 0;
      note(std::move(s));
      if (!more) break;
    }
    return moved;
  }
  void note(step&& s) {
    if (auto* t = std::get_if<ticket>(&s.what)) tickets.push_back(std::move(*t));
    if (auto* wanted = std::get_if<verification_wanted>(&s.what)) verification.emplace(std::move(wanted->question));
    if (auto* wanted = std::get_if<signature_wanted>(&s.what)) signature.emplace(std::move(wanted->question));
    if (auto* wanted = std::get_if<client_credential_wanted>(&s.what)) credential.emplace(std::move(wanted->question));
  }
  std::uint64_t dice_ = 1;
  bool started_ = false;
};

}  // namespace cxtls::test
