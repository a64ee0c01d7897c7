// Our client against our server in constant evaluation, under a backend that protects nothing.
#pragma once
#include "cxtls/client.hpp"
#include "cxtls/server.hpp"
#include "support/toy_backend.hpp"

namespace cxtls::test::constant {

struct toy_tls : stack<toy_backend> {};
inline constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z

// Moves what either says to the other until neither says anything more.
template <class Tls>
struct pair_of {
  client<Tls> c;
  server<Tls> s;
  bool started = false;
  bool client_got_data = false;
  bool server_got_data = false;
  std::optional<ticket> first_ticket{};

  constexpr void run() {
    if (!std::exchange(started, true)) (void)c.start(noon);
    for (bool moved = true; moved;) {
      moved = false;
      while (!c.outgoing().empty()) {
        const step done = s.receive(c.outgoing(), noon);
        c.sent(done.consumed);
        moved = true;
        take(done);
        for (bool again = done.again; again;) {
          const step next = s.proceed(noon);
          take(next);
          again = next.again;
        }
        if (done.consumed == 0) return;
      }
      while (!s.outgoing().empty()) {
        step done = c.receive(s.outgoing(), noon);
        s.sent(done.consumed);
        moved = true;
        const std::size_t consumed = done.consumed;
        bool again = done.again;
        keep(std::move(done));
        while (again) {
          step next = c.proceed(noon);
          again = next.again;
          keep(std::move(next));
        }
        if (consumed == 0) return;
      }
    }
  }
  constexpr bool both_connected() const { return c.now() == condition::connected && s.now() == condition::connected; }
  // Data both ways, under the keys of the end.
  constexpr bool talks() {
    constexpr std::uint8_t question[] = {'?'}, answer[] = {'!'};
    if (!c.send(question) || !s.send(answer)) return false;
    run();
    return client_got_data && server_got_data;
  }

 private:
  constexpr void take(step const& done) {
    if (done.plaintext.size() == 1 && done.plaintext[0] == '?') server_got_data = true;
  }
  constexpr void keep(step&& done) {
    if (done.plaintext.size() == 1 && done.plaintext[0] == '!') client_got_data = true;
    if (auto* t = std::get_if<ticket>(&done.what); t != nullptr && !first_ticket) first_ticket.emplace(std::move(*t));
  }
};

using pair = pair_of<toy_tls>;

}  // namespace cxtls::test::constant
