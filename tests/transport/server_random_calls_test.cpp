// Any legal call of a server at any time, in any order: nothing is lost, nothing comes twice, nothing breaks. PITFALLS F13.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct random_caller : server_duet {
  random_caller(server_end& shared, std::uint64_t seed, client_plan plan)
      : server_duet(shared, std::move(plan), delivery::random_splits, seed), dice(seed) {}

  std::size_t roll(std::size_t sides) {
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (dice >> 33) % sides;
  }
  octets some_octets() {
    const std::size_t size = roll(roll(10) == 0 ? 40000 : 60);
    return octets(size, static_cast<std::uint8_t>(roll(256)));
  }

  void server_sends() {
    const octets data = some_octets();
    const bool early = server_side().may_send_half_rtt();
    const auto n = early ? server_side().send(half_rtt{data}) : server_side().send(data);
    if (!early && !connected()) {
      CHECK(n.error().code == errc::misuse_not_connected);
      return;
    }
    REQUIRE(n);
    wanted_there.insert(wanted_there.end(), data.begin(), data.begin() + static_cast<std::ptrdiff_t>(*n));
  }
  void transport_takes() {
    const bytes out = server_side().outgoing();
    const std::size_t n = roll(out.size() + 1);
    const octets on_its_way(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n));
    server_side().sent(n);
    client.take(on_its_way);
  }
  void transport_brings() {
    const std::size_t n = roll(client.outgoing.size() + 1);
    const bytes in = bytes(client.outgoing).first(n);
    step s;
    if (roll(2) == 0) {
      s = server_side().receive(in, now);
    } else {
      const mutable_bytes room = server_side().prepare();
      const std::size_t fits = n < room.size() ? n : room.size();
      copy(in.first(fits), room.data());
      s = server_side().commit(fits, now);
    }
    REQUIRE(s.consumed <= n);
    client.outgoing.erase(client.outgoing.begin(), client.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
    note(std::move(s));
  }
  void client_acts() {
    if (!client.done()) return;
    if (roll(4) == 0) return client.put_key_update(static_cast<std::uint8_t>(roll(2)));
    if (roll(4) == 0) client.put(ContentType::application_data, {});
    // Something that counts comes in between, so that no flood guard strikes.
    const octets data = text("data");
    client.put(ContentType::application_data, data);
    wanted_here.insert(wanted_here.end(), data.begin(), data.end());
  }
  void act() {
    switch (roll(13)) {
      case 0:
      case 1:
      case 2:
        return server_sends();
      case 3:
      case 4:
        return transport_takes();
      case 5:
      case 6:
      case 7:
        return transport_brings();
      case 8:
        return client_acts();
      case 9:
        return note(server_side().proceed(now));
      case 10:
        if (connected()) CHECK(server_side().update_keys(roll(2) == 0));
        return;
      case 11:
        if (connected() && roll(4) == 0) CHECK(server_side().send_ticket());
        return;
      default:
        if (roll(2) == 0) return server_side().trim();
        connection = moved(server_side());
    }
  }

  std::uint64_t dice;
  octets wanted_there, wanted_here;
};

}  // namespace

TEST_CASE("F13: calls of a server in any order, with any sizes, over many connections, one resuming the other") {
  session_box box;
  server_end end(resumable(box.stateless, asking_config(client_authentication::optional)));
  std::optional<offered_psk> psk;
  int resumed = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    client_plan plan{.seed = seed};
    if (seed % 3 == 0) plan.shares.clear();
    if (seed % 2 == 0) plan.credential = usual_chain();
    if (seed % 5 == 0) plan.early_data = {octets(300, 1), octets(20, 2)};
    if (psk && seed % 2 == 1) plan.psks = {*psk};
    random_caller d(end, seed, std::move(plan));
    d.client.start();
    for (int i = 0; i < 700; ++i) d.act();
    d.how = delivery::whole;
    d.run();
    REQUIRE(d.connected());
    CHECK(d.client.seen.data == d.wanted_there);
    CHECK(d.plaintext == d.wanted_here);
    CHECK_FALSE(d.client.seen.broken);
    REQUIRE(d.client.seen.tickets.size() >= 2);
    psk = d.client.resumption(d.client.seen.tickets.size() - 1);
    resumed += d.server_side().info().resumed ? 1 : 0;
    d.client.close();
    CHECK(d.server_side().close());
    d.run();
    CHECK(d.server_side().now() == condition::closed);
  }
  CHECK(resumed > 20);
}
