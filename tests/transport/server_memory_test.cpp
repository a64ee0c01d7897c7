// What a client floods a server with costs it no more memory than a connection has anyway. PITFALLS F14, P5.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "../allocation/heap_count.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/server.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

// No observer, no seeded draws: nothing that remembers.
struct plain : stack<backend::boringssl> {};
server_context<plain> context_of(server_config config) {
  auto made = server_context<plain>::create(std::move(config));
  REQUIRE(made);
  return std::move(*made);
}

// The most that is held while the server takes octets: measured at each step, from when the connection was made.
class meter {
 public:
  explicit meter(server<plain>& s) : s_(s), before_(octets_held()) {}
  // False when the connection failed. What the server says is thrown away.
  bool give(bytes octets) {
    for (bytes left = octets; !left.empty();) {
      const step done = s_.receive(left, noon);
      note();
      left = left.subspan(done.consumed);
      while (!s_.failure() && s_.proceed(noon).again) note();
      if (s_.failure()) return false;
      s_.sent(s_.outgoing().size());
    }
    return true;
  }
  std::size_t most() const { return most_; }

 private:
  void note() {
    const std::size_t now = octets_held();
    if (now > before_ && now - before_ > most_) most_ = now - before_;
  }
  server<plain>& s_;
  std::size_t before_;
  std::size_t most_ = 0;
};

// Runs the handshake up to its end, and leaves what the client then says to the test.
void connect(server<plain>& s, scripted_client& c) {
  c.start();
  for (int round = 0; round < 4; ++round) {
    const step done = s.receive(c.outgoing, noon);
    c.outgoing.erase(c.outgoing.begin(), c.outgoing.begin() + static_cast<std::ptrdiff_t>(done.consumed));
    while (s.proceed(noon).again) {
    }
    const octets out(s.outgoing().begin(), s.outgoing().end());
    s.sent(out.size());
    c.take(out);
  }
  REQUIRE(s.now() == condition::connected);
}

// A record in flight, decrypted in place, and what is sealed in answer.
constexpr std::size_t one_record = 2 * record::max_record + 4096;

}  // namespace

TEST_CASE("F14: floods of a client that is connected end at their limits, within a record's memory") {
  const auto context = context_of(showing_config());
  struct flood {
    char const* name;
    void (*one)(scripted_client&);
    errc end;
  };
  const flood all[] = {
      {"KeyUpdate", [](scripted_client& c) { c.put_key_update(0); }, errc::too_many_post_handshake_messages},
      {"KeyUpdate that asks", [](scripted_client& c) { c.put_key_update(1); }, errc::too_many_post_handshake_messages},
      {"empty records", [](scripted_client& c) { c.put(ContentType::application_data, {}); },
       errc::too_many_empty_records},
      {"change_cipher_spec", [](scripted_client& c) { c.put_plaintext(ContentType::change_cipher_spec, octets{1}); },
       errc::change_cipher_spec_unexpected},
      {"warnings", [](scripted_client& c) { c.put_alert(AlertDescription::user_canceled, 1); },
       errc::too_many_warnings}};
  for (flood const& f : all) {
    CAPTURE(f.name);
    server<plain> s(context);
    scripted_client c;
    connect(s, c);
    s.trim();
    meter m(s);
    int sent = 0;
    for (; sent < 1000; ++sent) {
      f.one(c);
      const octets record = std::exchange(c.outgoing, {});
      if (!m.give(record)) break;
    }
    CHECK(s.failure().code == f.end);
    CHECK(sent <= 33);
    CHECK(m.most() <= one_record);
  }
}

TEST_CASE("F14: a giant certificate list ends at its limit, within what a Certificate may take") {
  const auto context = context_of(asking_config());
  const auto run = [&](std::size_t certificates, std::size_t size) {
    server<plain> s(context);
    scripted_client c({.flight = std::vector{tell::certificate}, .certificate = [=](certificate_model& model) {
                         model.certificate_list.assign(certificates, {octets(size, 0x30), {}});
                       }});
    c.start();
    (void)s.receive(std::exchange(c.outgoing, {}), noon);
    const octets out(s.outgoing().begin(), s.outgoing().end());
    s.sent(out.size());
    c.take(out);
    const octets flight = std::exchange(c.outgoing, {});
    meter m(s);
    (void)m.give(flight);
    CHECK(s.failure());
    return m.most();
  };
  const std::size_t most = run(900, 100);
  CHECK(most > 50'000);  // most of the message was held, and measured
  CHECK(most <= 2 * max_certificate_message + one_record);
  CHECK(run(2'000, 100) <= one_record);  // refused by its header
  CHECK(run(1, 200'000) <= one_record);
}

TEST_CASE("F14: a ClientHello of the largest size is all that a stranger can have held for him") {
  const auto context = context_of(showing_config());
  server<plain> s(context);
  meter m(s);
  // Its last octet never comes.
  octets hello = message(HandshakeType::client_hello, octets(max_hello_message, 0));
  hello.pop_back();
  for (bytes left = hello; !left.empty();) {
    const bytes now = left.first(std::min(left.size(), record::max_content));
    REQUIRE(m.give(joined({number(1, 22), number(2, 0x0301), vector_of(2, now)})));
    left = left.subspan(now.size());
  }
  CHECK(m.most() <= 2 * max_hello_message + one_record);
  CHECK_FALSE(m.give(joined({number(1, 22), number(2, 0x0301), vector_of(2, octets{0})})));
}

TEST_CASE("F14: a server that has failed holds nothing but its alert") {
  const auto context = context_of(showing_config());
  const std::size_t before = octets_held();
  {
    server<plain> s(context);
    meter m(s);
    CHECK_FALSE(m.give(text("GET / HTTP/1.1\r\n\r\n")));
    CHECK(m.most() <= one_record);
  }
  CHECK(octets_held() == before);
}

TEST_CASE("a thousand handshakes leave no octet behind") {
  session_box box;
  const auto context = context_of(resumable(box.stateless));
  std::size_t held = 0;
  for (int i = 0; i < 1000; ++i) {
    {
      server<plain> s(context);
      scripted_client c({.seed = static_cast<std::uint64_t>(i)});
      connect(s, c);
    }
    if (i == 100) held = octets_held();
  }
  CHECK(octets_held() <= held);
}
