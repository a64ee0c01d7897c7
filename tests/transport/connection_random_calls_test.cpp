// Any legal call at any time, in any order: nothing is lost, nothing comes twice, nothing breaks. PITFALLS F13.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct random_caller : duet {
  explicit random_caller(std::uint64_t seed) : duet({}, trusting_config(), delivery::random_splits, seed), dice(seed) {}

  std::size_t roll(std::size_t sides) {
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (dice >> 33) % sides;
  }
  octets some_octets() {
    const std::size_t size = roll(roll(10) == 0 ? 40000 : 60);
    return octets(size, static_cast<std::uint8_t>(roll(256)));
  }

  void client_sends() {
    const octets data = some_octets();
    const auto n = client_side().send(data);
    if (!connected()) {
      CHECK(n.error().code == errc::misuse_not_connected);
      return;
    }
    REQUIRE(n);
    wanted_there.insert(wanted_there.end(), data.begin(), data.begin() + static_cast<std::ptrdiff_t>(*n));
  }
  void transport_takes() {
    const bytes out = client_side().outgoing();
    const std::size_t n = roll(out.size() + 1);
    const octets now_on_its_way(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n));
    client_side().sent(n);
    server.take(now_on_its_way);
  }
  void transport_brings() {
    const std::size_t n = roll(server.outgoing.size() + 1);
    const bytes in = bytes(server.outgoing).first(n);
    step s;
    if (roll(2) == 0) {
      s = client_side().receive(in, now);
    } else {
      const mutable_bytes room = client_side().prepare();
      const std::size_t fits = n < room.size() ? n : room.size();
      copy(in.first(fits), room.data());
      s = client_side().commit(fits, now);
    }
    REQUIRE(s.consumed <= n);
    server.outgoing.erase(server.outgoing.begin(), server.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
    note(std::move(s));
  }
  void server_acts() {
    if (!server.seen.finished) return;
    switch (roll(8)) {
      case 0:
        return server.put_key_update(static_cast<std::uint8_t>(roll(2)));
      case 1:
        server.put_ticket();
        ++tickets_wanted;
        break;
      case 2:
        server.put(ContentType::application_data, {});
        break;
      default:
        break;
    }
    // Something that counts comes in between, so that no flood guard strikes.
    const octets data = text("data");
    server.put(ContentType::application_data, data);
    wanted_here.insert(wanted_here.end(), data.begin(), data.end());
  }
  void act() {
    switch (roll(12)) {
      case 0:
      case 1:
      case 2:
        return client_sends();
      case 3:
      case 4:
        return transport_takes();
      case 5:
      case 6:
      case 7:
        return transport_brings();
      case 8:
        return server_acts();
      case 9:
        return note(client_side().proceed(now));
      case 10:
        if (connected()) CHECK(client_side().update_keys(roll(2) == 0));
        return;
      default:
        if (roll(2) == 0) return client_side().trim();
        end.connection = moved(client_side());
    }
  }

  std::uint64_t dice;
  octets wanted_there, wanted_here;
  std::size_t tickets_wanted = 0;
};

}  // namespace

TEST_CASE("F13: calls in any order, with any sizes, over many connections") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    random_caller d(seed);
    d.note(d.client_side().start(noon));
    for (int i = 0; i < 600; ++i) d.act();
    d.how = delivery::whole;
    d.run();
    REQUIRE(d.connected());
    CHECK(d.server.seen.data == d.wanted_there);
    CHECK(d.plaintext == d.wanted_here);
    CHECK(d.tickets.size() == d.tickets_wanted);
    CHECK_FALSE(d.server.seen.broken);
    d.server.close();
    CHECK(d.client_side().close());
    d.run();
    CHECK(d.client_side().now() == condition::closed);
  }
}
