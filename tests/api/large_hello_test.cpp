// A hello with a share of X25519MLKEM768, in whatever records and pieces it comes. RFC 8446, 5.1: "Handshake messages MAY be
// coalesced into a single TLSPlaintext record or fragmented across several records".
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cxtls/client.hpp"
#include "cxtls/handshake/stored_ticket.hpp"
#include "cxtls/server.hpp"
#include "cxtls/session/sealed_cookies.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "support/noon.hpp"
#include "support/quantum_toy.hpp"
#include "support/toy_certificate.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum NamedGroup;

namespace {

struct tls : stack<quantum_toy> {};
using octets = std::vector<std::uint8_t>;

octets operator+(octets a, octets const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// ---- the two sides ----

enum class scene : std::uint8_t {
  first,  // the ClientHello
  second,  // after a HelloRetryRequest
  elsewhere,  // the same, at a server that kept nothing and has the cookie
  resuming,  // with a pre-shared key and early data behind it
  servers,  // the ServerHello
};
constexpr std::array scenes{scene::first, scene::second, scene::elsewhere, scene::resuming, scene::servers};

// Any first flight is fresh: the same is sent again and again.
struct forgetful final : single_use_store {
  constexpr admission admit(single_use_name const&, unix_time, unix_time) override { return admission::fresh; }
};

// Contexts, and draws that begin anew with each talk: the same is said each time.
struct world {
  explicit world(scene s) : which(s) {
    const group_list all(X25519MLKEM768, x25519);
    client_config c;
    c.trust = toy::trusting_root();
    c.profile = profile::rfc5280;
    c.groups = all;
    if (which == scene::second || which == scene::elsewhere) c.key_share_groups = group_list(x25519);
    c.early_data = which == scene::resuming;
    server_config theirs_config;
    theirs_config.certificates = toy::shown(toy::server_leaf);
    theirs_config.groups = all;
    theirs_config.sessions = &tickets;
    theirs_config.tickets = 1;
    theirs_config.max_early_data_size = max_early_data;
    theirs_config.single_use = &once;
    if (which == scene::elsewhere) theirs_config.cookies = &cookies;
    ours.emplace(*client_context<tls>::create(std::move(c), quantum_toy(here)));
    theirs.emplace(*server_context<tls>::create(std::move(theirs_config), quantum_toy(there)));
    if (which == scene::resuming) get_ticket();
  }

  const scene which;
  toy_world here{}, there{}, keys_world{.seed = 5000};
  quantum_toy keys_backend{keys_world};
  rotating_ticket_keys<quantum_toy> keys{keys_backend};
  stateless_tickets<quantum_toy, rotating_ticket_keys<quantum_toy>> tickets{keys_backend, keys};
  sealed_cookies<quantum_toy, rotating_ticket_keys<quantum_toy>> cookies{keys_backend, keys};
  forgetful once;
  std::optional<client_context<tls>> ours;
  std::optional<server_context<tls>> theirs;
  buffer stored{};  // a ticket, when resuming

 private:
  void get_ticket();
};

octets what_is_said(auto& from) {
  octets out(from.outgoing().begin(), from.outgoing().end());
  from.sent(out.size());
  return out;
}

const octets early_octets{'e', 'a', 'r', 'l', 'y'};

struct talk {
  explicit talk(world& w) : c(begin(w)), s(*w.theirs) {
    note(c.start(noon));
    if (!w.stored.empty()) (void)c.send(early_data{early_octets});
  }

  // In pieces of this size at most.
  void pass(bytes said, auto& to, std::size_t piece = ~std::size_t{0}) {
    while (!said.empty()) {
      step done = to.receive(said.first(std::min(piece, said.size())), noon);
      const std::size_t taken = done.consumed;
      said = said.subspan(taken);
      for (bool again = note(std::move(done)); again;) again = note(to.proceed(noon));
      if (taken == 0) return;
    }
  }
  void go_on() {
    while (!c.outgoing().empty() || !s.outgoing().empty()) {
      pass(what_is_said(c), s);
      pass(what_is_said(s), c);
    }
  }
  bool agreed() const {
    return c.now() == condition::connected && s.now() == condition::connected && c.info().group == X25519MLKEM768 &&
           s.info().group == X25519MLKEM768;
  }

  client<tls> c;
  server<tls> s;
  octets early{};  // what the server was told is early data
  std::optional<ticket> got{};  // by the client

 private:
  static client<tls> begin(world& w) {
    w.here.seed = 1;
    w.there.seed = 1000;
    std::optional<ticket> resume;
    if (!w.stored.empty()) resume = *decode_ticket(w.stored.view());
    return client<tls>(*w.ours, dns_name{"server.example"}, std::move(resume));
  }
  // Is there more?
  bool note(step&& done) {
    if (auto const* some = std::get_if<early_data>(&done.what))
      early.insert(early.end(), some->data.begin(), some->data.end());
    if (auto* t = std::get_if<ticket>(&done.what)) got.emplace(std::move(*t));
    return done.again;
  }
};

void world::get_ticket() {
  talk t(*this);
  t.go_on();
  REQUIRE(t.got);
  REQUIRE(encode(*t.got, stored));
}

// ---- what is on its way ----

octets a_record(bytes content, ContentType type = ContentType::handshake) {
  octets out{static_cast<std::uint8_t>(type), 3, 3, static_cast<std::uint8_t>(content.size() >> 8),
             static_cast<std::uint8_t>(content.size())};
  out.insert(out.end(), content.begin(), content.end());
  return out;
}
octets in_records(bytes message, std::size_t size) {
  octets out;
  for (std::size_t n = 0; !message.empty(); message = message.subspan(n))
    out = out + a_record(message.first(n = std::min(size, message.size())));
  return out;
}
octets in_two(bytes message, std::size_t at, octets const& between = {}) {
  return a_record(message.first(at)) + between + a_record(message.subspan(at));
}
const octets dummy = a_record(octets{1}, ContentType::change_cipher_spec);

// The records before the hello, itself, and the records after it.
struct flight {
  octets before{}, message{}, after{};
};
flight parts_of(bytes said) {
  flight f;
  while (!said.empty()) {
    const bytes whole = said.first(record::next(said, record::max_ciphertext)->size);
    said = said.subspan(whole.size());
    const bool is_hello = f.message.empty() && whole[0] == static_cast<std::uint8_t>(ContentType::handshake);
    octets& part = is_hello ? f.message : f.message.empty() ? f.before : f.after;
    part.insert(part.end(), whole.begin() + (is_hello ? record::header_size : 0), whole.end());
  }
  return f;
}

struct ending {
  bool agreed = false;
  errc code{};  // of whom the hello is for,
  std::optional<AlertDescription> alert{};  // and what the other was told
  friend bool operator==(ending const&, ending const&) = default;
};
std::ostream& operator<<(std::ostream& out, ending const& e) {
  return out << (e.agreed ? "agreed, " : "") << describe(e.code) << ", alert "
             << (e.alert ? name_of(*e.alert) : "none");
}
constexpr ending good{.agreed = true};
constexpr ending unexpected(errc code) { return {false, code, AlertDescription::unexpected_message}; }

// A talk up to the flight with the hello, of which `rewrite` makes other octets; then to its end.
template <class Rewrite>
ending outcome(world& w, Rewrite const& rewrite, std::size_t piece = ~std::size_t{0}) {
  talk t(w);
  octets said = what_is_said(t.c);
  const bool retried = w.which == scene::second || w.which == scene::elsewhere;
  if (retried || w.which == scene::servers) {
    t.pass(said, t.s);
    said = what_is_said(t.s);
  }
  if (retried) {
    t.pass(said, t.c);
    said = what_is_said(t.c);
  }
  if (w.which == scene::elsewhere) t.s = server<tls>(*w.theirs);
  said = rewrite(parts_of(said));
  if (w.which == scene::servers) {
    t.pass(said, t.c, piece);
    t.go_on();
    return {t.agreed(), t.c.failure().code, t.s.alert_received()};
  }
  t.pass(said, t.s, piece);
  t.go_on();
  const bool all = w.which != scene::resuming || (t.s.info().resumed && t.early == early_octets);
  return {t.agreed() && all, t.s.failure().code, t.c.alert_received()};
}

// Also that the talk is what it should be.
std::size_t size_of_hello(world& w) {
  std::size_t size = 0;
  CHECK(outcome(w, [&](flight const& f) {
          size = f.message.size();
          return f.before + a_record(f.message) + f.after;
        }) == good);
  return size;
}
// The first number from 1 to `last` with which a talk doesn't end so; 0: none.
template <class Rewrite>
std::size_t first_bad(world& w, std::size_t last, ending const& expected, Rewrite const& rewrite) {
  for (std::size_t n = 1; n <= last; ++n)
    if (outcome(w, [&](flight const& f) { return f.before + rewrite(f.message, n) + f.after; }) != expected) return n;
  return 0;
}

}  // namespace

TEST_CASE("a hello that fits no packet may be cut into two records anywhere") {
  world w(GENERATE(from_range(scenes)));
  const std::size_t size = size_of_hello(w);
  CHECK(size > (w.which == scene::servers ? 1120u : 1216u));
  CHECK(first_bad(w, size - 1, good, [](bytes message, std::size_t at) { return in_two(message, at); }) == 0);
}

TEST_CASE("a hello that fits no packet may come in records of any size") {
  world w(GENERATE(from_range(scenes)));
  CHECK(first_bad(w, size_of_hello(w), good, in_records) == 0);
}

TEST_CASE("a hello that fits no packet may arrive in pieces of any size, and what follows it with it") {
  world w(GENERATE(from_range(scenes)));
  const std::size_t in_one = GENERATE(std::size_t{100}, ~std::size_t{0});
  const auto rewrite = [&](flight const& f) {
    // RFC 8446, 5: a change_cipher_spec may stand anywhere between the hello and the peer's Finished.
    return f.before + in_records(f.message, in_one) + (f.after.empty() ? dummy : f.after);
  };
  const std::size_t size = size_of_hello(w);
  std::size_t bad = 0;
  for (std::size_t piece = 1; piece <= size + 100 && bad == 0; ++piece)
    if (outcome(w, rewrite, piece) != good) bad = piece;
  CHECK(bad == 0);
}

TEST_CASE("RFC 8446, 5.1: nothing follows a hello in its record: the keys change") {
  world w(GENERATE(from_range(scenes)));
  // Where the reader's keys change before it answers, that is what is said.
  const bool keys_first = w.which == scene::servers || w.which == scene::resuming;
  const ending expected = unexpected(keys_first ? errc::key_change_unaligned : errc::unexpected_message);
  const octets end_of_early_data{5, 0, 0, 0};
  CHECK(first_bad(w, size_of_hello(w) - 1, expected,
                  [&](octets const& message, std::size_t at) { return in_two(message + end_of_early_data, at); }) == 0);
  for (octets const& more : {octets{0}, octets{20, 0, 0, 1, 0}, octets(1300, 1), end_of_early_data}) {
    CHECK(outcome(w, [&](flight const& f) { return f.before + a_record(f.message + more) + f.after; }) == expected);
    // In a record of its own it isn't under the keys that it has to be under.
    CHECK(outcome(w, [&](flight const& f) { return f.before + a_record(f.message) + a_record(more) + f.after; }) ==
          unexpected(errc::record_type_unexpected));
  }
}

TEST_CASE("RFC 8446, 5.1: nothing of another type comes between a hello's records") {
  world w(GENERATE(from_range(scenes)));
  CHECK(first_bad(w, size_of_hello(w) - 1, unexpected(errc::unexpected_message),
                  [](bytes message, std::size_t at) { return in_two(message, at, dummy); }) == 0);
}

TEST_CASE("RFC 8446, 5.1: a handshake record of no octets is refused, before, within and after a hello") {
  world w(GENERATE(from_range(scenes)));
  const octets empty = a_record({});
  const ending expected = unexpected(errc::empty_handshake_record);
  CHECK(outcome(w, [&](flight const& f) { return f.before + empty + a_record(f.message) + f.after; }) == expected);
  CHECK(first_bad(w, size_of_hello(w) - 1, expected,
                  [&](bytes message, std::size_t at) { return in_two(message, at, empty); }) == 0);
  // After it there are keys, and it isn't under them.
  CHECK(outcome(w, [&](flight const& f) { return f.before + a_record(f.message) + empty + f.after; }) ==
        unexpected(errc::record_type_unexpected));
}
