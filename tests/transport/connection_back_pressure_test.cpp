// What happens when nobody takes what is outgoing, and when memory is given back.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

using outgoing = transport::outgoing_records<faulty_backend, record::padding_policy::none>;

struct settled : duet {
  settled() {
    run();
    REQUIRE(connected());
  }
  // Sends until no more is taken; returns how much was.
  std::size_t fill() {
    const octets much(300000, 'x');
    std::size_t taken = 0;
    for (;;) {
      const auto n = client_side().send(bytes(much).subspan(taken));
      REQUIRE(n);
      if (*n == 0) return taken;
      taken += *n;
    }
  }
};

}  // namespace

TEST_CASE("B14: much data is taken in part, and the rest when there is room") {
  settled d;
  octets much(1000000);
  for (std::size_t i = 0; i < much.size(); ++i) much[i] = static_cast<std::uint8_t>(i * 31 + (i >> 8));
  std::size_t at = 0;
  int rounds = 0;
  while (at < much.size()) {
    const auto n = d.client_side().send(bytes(much).subspan(at));
    REQUIRE(n);
    CHECK(*n <= 5 * record::max_content);
    at += *n;
    CHECK(d.client_side().outgoing().size() <= outgoing::high_water + record::max_record);
    d.to_server();
    REQUIRE(++rounds < 100);
  }
  CHECK(d.server.seen.data == much);
}

TEST_CASE("B17: octets that were taken and can't be used yet are counted") {
  settled d;
  CHECK(d.client_side().unused_input() == 0);
  const octets part{23, 3, 3, 1, 0, 7, 7};  // of a record of 256 octets
  for (std::size_t n = 1; n <= part.size(); ++n) {
    d.note(d.client_side().receive(bytes(part).subspan(n - 1, 1), noon));
    CHECK(d.client_side().unused_input() == n);
  }
  d.client_side().trim();
  CHECK(d.client_side().unused_input() == part.size());
}

TEST_CASE("F13: the transport takes any part of what is outgoing: no octet is lost, none comes twice") {
  settled d;
  const octets word = text("some words to send");
  octets all;
  std::uint32_t dice = 1;
  for (int i = 0; i < 300; ++i) {
    dice = dice * 1664525u + 1013904223u;
    if ((dice >> 24) % 2 == 0) {
      REQUIRE(d.client_side().send(word));
      all = joined({all, word});
    }
    const bytes out = d.client_side().outgoing();
    const std::size_t n = out.empty() ? 0 : (dice >> 16) % (out.size() + 1);
    const octets now(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n));
    d.client_side().sent(n);
    d.server.take(now);
  }
  d.run();
  CHECK(d.server.seen.data == all);
}

TEST_CASE("B17: looking at what is outgoing doesn't take it") {
  settled d;
  REQUIRE(d.client_side().send(text("data")));
  const octets first(d.client_side().outgoing().begin(), d.client_side().outgoing().end());
  CHECK(equal(d.client_side().outgoing(), first));
  d.client_side().sent(3);
  CHECK(equal(d.client_side().outgoing(), bytes(first).subspan(3)));
}

TEST_CASE("B17: reading goes on while nobody takes what is outgoing, and grows it by one KeyUpdate at most") {
  settled d;
  const std::size_t sent = d.fill();
  const std::size_t full = d.client_side().outgoing().size();
  for (int i = 0; i < 10; ++i) d.server.put_key_update(1);
  d.server.put_data("read meanwhile");
  d.to_client();
  CHECK(as_text(d.plaintext) == "read meanwhile");
  CHECK(d.client_side().outgoing().size() > full);
  CHECK(d.client_side().outgoing().size() < full + 100);
  CHECK(*d.client_side().send(text("no room")) == 0);
  d.run();
  CHECK(d.server.seen.key_updates == 1);
  CHECK(d.server.seen.data.size() == sent);
}

TEST_CASE("F13: an alert and close_notify go out though too much is outgoing") {
  SECTION("close_notify") {
    settled d;
    d.fill();
    CHECK(d.client_side().close());
    d.run();
    CHECK(d.server.seen.closed);
  }
  SECTION("an alert") {
    settled d;
    const octets broken{23, 3, 3, 0, 1, 0};
    const mutable_bytes room = d.client_side().prepare();
    copy(broken, room.data());
    d.fill();
    (void)d.client_side().commit(broken.size(), noon);
    d.to_server();
    d.note(d.client_side().proceed(noon));
    d.to_server();
    CHECK(d.client_side().failure().code == errc::bad_record_mac);
    CHECK(d.server.seen.alerts.size() == 1);
  }
}

TEST_CASE("several pieces go into the same records") {
  settled d;
  const octets a = text("one "), b = text("two "), c = text("three");
  const bytes pieces[] = {a, {}, b, c};
  const std::size_t records = d.server.seen.records.size();
  CHECK(*d.client_side().send(std::span<const bytes>(pieces)) == a.size() + b.size() + c.size());
  d.run();
  CHECK(as_text(d.server.seen.data) == "one two three");
  CHECK(d.server.seen.records.size() == records + 1);
}

TEST_CASE("nothing to send sends nothing") {
  settled d;
  CHECK(*d.client_side().send(bytes{}) == 0);
  CHECK(d.client_side().outgoing().empty());
}

TEST_CASE("trim() gives back what isn't needed, at any time, and nothing is lost") {
  settled d;
  d.client_side().trim();
  REQUIRE(d.client_side().send(text("first ")));
  d.client_side().trim();  // something is outgoing: it stays
  d.server.put_data("part");
  const octets record = d.server.outgoing;
  d.server.outgoing.clear();
  d.note(d.client_side().receive(bytes(record).first(9), noon));
  d.client_side().trim();  // part of a record is there: it stays
  d.note(d.client_side().receive(bytes(record).subspan(9), noon));
  d.run();
  d.client_side().trim();
  REQUIRE(d.client_side().send(text("second")));
  d.server.put_data("ed");
  d.run();
  CHECK(as_text(d.server.seen.data) == "first second");
  CHECK(as_text(d.plaintext) == "parted");
}
