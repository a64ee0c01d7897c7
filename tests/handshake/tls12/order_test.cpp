// A110: the order of TLS 1.2's messages, as the RFCs draw it and as the machines have it, are one language.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtls/handshake/tls12/client/proofs.hpp"
#include "cxtls/handshake/tls12/server/proofs.hpp"

using namespace cxtls;

namespace {

using words = std::vector<std::string_view>;
using places = std::uint64_t;  // a set of them, one bit each

// ---- what the RFCs say ----

enum class how : std::uint8_t { once, maybe, any_number };
struct part {
  std::string_view message;
  how often = how::once;
};
using figure = std::vector<part>;

// What the server sends. RFC 5246, 7.3, figures 1 and 2, with NewSessionTicket (RFC 5077, 3.3, figures 1 and 2) and
// CertificateStatus (RFC 6066, 8: "immediately after the "Certificate" message"). There is no suite here without a
// certificate or a ServerKeyExchange. After them, 7.4.1.1: a HelloRequest.
const std::vector<figure> server_says{
    {{"ServerHello"},
     {"Certificate"},
     {"CertificateStatus", how::maybe},
     {"ServerKeyExchange"},
     {"CertificateRequest", how::maybe},
     {"ServerHelloDone"},
     {"NewSessionTicket", how::maybe},
     {"ChangeCipherSpec"},
     {"Finished"},
     {"HelloRequest", how::any_number}},
    {{"ServerHello"},
     {"NewSessionTicket", how::maybe},
     {"ChangeCipherSpec"},
     {"Finished"},
     {"HelloRequest", how::any_number}},
};
// What the client sends: the same figures. 7.4.6: a Certificate if it was asked for; 7.4.8: a CertificateVerify only with
// one. After them, 7.4.1.2: a ClientHello.
const std::vector<figure> client_says{
    {{"ClientHello"}, {"ClientKeyExchange"}, {"ChangeCipherSpec"}, {"Finished"}, {"ClientHello", how::any_number}},
    {{"ClientHello"},
     {"Certificate"},
     {"ClientKeyExchange"},
     {"CertificateVerify", how::maybe},
     {"ChangeCipherSpec"},
     {"Finished"},
     {"ClientHello", how::any_number}},
    {{"ClientHello"}, {"ChangeCipherSpec"}, {"Finished"}, {"ClientHello", how::any_number}},
};

// Places are those before each part, and one after the last.
class grammar {
 public:
  explicit grammar(std::vector<figure> const& figures) {
    for (figure const& f : figures) {
      first_ |= upto(parts_.size(), f);
      for (std::size_t i = 0; i < f.size(); ++i) {
        const figure rest(f.begin() + static_cast<std::ptrdiff_t>(i) + 1, f.end());
        const std::size_t here = parts_.size();
        parts_.push_back(f[i]);
        next_.push_back(upto(here + 1, rest) | (f[i].often == how::any_number ? places{1} << here : 0));
      }
      parts_.push_back({});  // the end: nothing comes
      next_.push_back(0);
    }
  }
  places first() const { return first_; }
  places after(places now, std::string_view message) const {
    places to = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if ((now >> i & 1) != 0 && parts_[i].message == message) to |= next_[i];
    return to;
  }

 private:
  // This place, and those behind it that are reached by leaving out what may be left out.
  static places upto(std::size_t place, figure const& rest) {
    places all = places{1} << place;
    for (part const& p : rest) {
      if (p.often == how::once) break;
      all |= places{1} << ++place;
    }
    return all;
  }
  places first_ = 0;
  std::vector<part> parts_;
  std::vector<places> next_;
};

// ---- what the machine does ----

template <class T, class Start>
class automaton {
 public:
  automaton() {
    [&]<class... I>(machine::list<I...>) { labels_ = {machine::label<I>...}; }(typename graph::input_labels{});
    message_count_ = []<class... M>(machine::list<M...>) { return sizeof...(M); }(typename T::messages{});
  }
  words messages() const {
    return words(labels_.begin(), labels_.begin() + static_cast<std::ptrdiff_t>(message_count_));
  }
  places first() const { return settled(places{1} << machine::index_of<Start, typename T::states>); }
  places after(places now, std::string_view message) const {
    return settled(step(now, [&](std::size_t input) { return is_message(input) && labels_[input] == message; }));
  }

 private:
  using graph = machine::graph<T>;
  bool is_message(std::size_t input) const { return input < message_count_; }
  static places step(places now, auto takes) {
    places to = 0;
    for (machine::edge const& e : graph::edges)
      if ((now >> e.from & 1) != 0 && takes(e.input)) to |= places{1} << e.to;
    return to;
  }
  // The outside answers; a state that waits for it takes no message.
  places settled(places now) const {
    for (places more = 0; more != now;) {
      more = now;
      now |= step(now, [&](std::size_t input) { return !is_message(input); });
    }
    return now;
  }
  words labels_;
  std::size_t message_count_ = 0;
};
using client_automaton = automaton<tls12::client::FromServerHello<probe>, hello::client::WaitServerHello<probe>>;
using server_automaton = automaton<tls12::server::Alone<probe>, hello::server::WaitClientHello<probe>>;

// ---- and both ----

struct count {
  std::size_t taken = 0, refused = 0, differ = 0;
};
// Every sequence of `length` messages or fewer; once both refuse, they do so for good, but each is counted.
void compare(auto const& machine, grammar const& rfc, words const& alphabet, places m, places r, int length, count& n) {
  if (length == 0) return;
  for (std::string_view message : alphabet) {
    const places m2 = machine.after(m, message), r2 = rfc.after(r, message);
    (m2 != 0 ? n.taken : n.refused) += 1;
    if ((m2 != 0) != (r2 != 0)) ++n.differ;
    compare(machine, rfc, alphabet, m2, r2, length - 1, n);
  }
}
// Sequences of any length: each pair of sets that can be reached is looked at once.
std::size_t differences(auto const& machine, grammar const& rfc, words const& alphabet) {
  std::set<std::pair<places, places>> seen{{machine.first(), rfc.first()}};
  std::vector<std::pair<places, places>> to_do(seen.begin(), seen.end());
  std::size_t differ = 0;
  while (!to_do.empty()) {
    const auto [m, r] = to_do.back();
    to_do.pop_back();
    for (std::string_view message : alphabet) {
      const std::pair next{machine.after(m, message), rfc.after(r, message)};
      if ((next.first != 0) != (next.second != 0)) ++differ;
      if (seen.insert(next).second) to_do.push_back(next);
    }
  }
  return differ;
}
std::size_t sequences(std::size_t letters, int length) {
  std::size_t all = 0, of_this_length = 1;
  for (int i = 0; i < length; ++i) all += of_this_length *= letters;
  return all;
}
bool takes(auto const& machine, words const& sequence) {
  places now = machine.first();
  for (std::string_view message : sequence) now = machine.after(now, message);
  return now != 0;
}

// Everything that either side could say.
const words alphabet{"ClientHello",       "ServerHello",        "Certificate",      "CertificateStatus",
                     "ServerKeyExchange", "CertificateRequest", "ServerHelloDone",  "ClientKeyExchange",
                     "CertificateVerify", "NewSessionTicket",   "ChangeCipherSpec", "Finished",
                     "HelloRequest"};

}  // namespace

TEST_CASE("A110: the client takes the orders of RFC 5246, 7.3, and no other, of any length") {
  const client_automaton machine;
  const grammar rfc(server_says);
  CHECK(machine.messages().size() == 10);
  for (std::string_view message : machine.messages()) CHECK(std::count(alphabet.begin(), alphabet.end(), message) == 1);
  count n;
  compare(machine, rfc, machine.messages(), machine.first(), rfc.first(), 6, n);
  CHECK(n.differ == 0);
  CHECK(n.taken + n.refused == sequences(10, 6));
  CHECK(differences(machine, rfc, alphabet) == 0);
  CHECK(takes(machine, {"ServerHello", "Certificate", "CertificateStatus", "ServerKeyExchange", "CertificateRequest",
                        "ServerHelloDone", "NewSessionTicket", "ChangeCipherSpec", "Finished", "HelloRequest"}));
  CHECK_FALSE(takes(machine, {"ServerHello", "Certificate", "ServerHelloDone"}));
}

TEST_CASE("A110: the server takes the orders of RFC 5246, 7.3, and no other, of any length") {
  const server_automaton machine;
  const grammar rfc(client_says);
  CHECK(machine.messages().size() == 6);
  for (std::string_view message : machine.messages()) CHECK(std::count(alphabet.begin(), alphabet.end(), message) == 1);
  count n;
  compare(machine, rfc, machine.messages(), machine.first(), rfc.first(), 6, n);
  CHECK(n.differ == 0);
  CHECK(n.taken + n.refused == sequences(6, 6));
  CHECK(differences(machine, rfc, alphabet) == 0);
  CHECK(takes(machine, {"ClientHello", "Certificate", "ClientKeyExchange", "CertificateVerify", "ChangeCipherSpec",
                        "Finished", "ClientHello"}));
  CHECK_FALSE(takes(machine, {"ClientHello", "ClientKeyExchange", "CertificateVerify"}));
}

TEST_CASE("A110: the comparison sees an order too many, and one too few") {
  const client_automaton client;
  for (std::size_t i = 0; i < server_says[0].size(); ++i) {
    CAPTURE(server_says[0][i].message);
    auto optional_there = server_says, missing_there = server_says;
    optional_there[0][i].often = server_says[0][i].often == how::once ? how::maybe : how::once;
    missing_there[0].erase(missing_there[0].begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(differences(client, grammar(optional_there), alphabet) > 0);
    CHECK(differences(client, grammar(missing_there), alphabet) > 0);
  }
}
