// PITFALLS F1 to F3: what a real server once sent, cut off at each octet, with each bit flipped, in the smallest pieces.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/protocol/error_table.hpp"
#include "expectation.hpp"
#include "session.hpp"
#include "skip.hpp"
#include "support/hex.hpp"

namespace cxtls::test {
namespace {

std::string text(outcome const& o) {
  std::string t = std::string(describe(o.failure.code)) + " (" + std::string(o.failure.field) + "), alert ";
  return t + (o.alert_sent ? std::string(name_of(*o.alert_sent)) : "none") + ", data \"" +
         std::string(as_text(o.data)) + "\"";
}

// One sentence if something is wrong.
std::string fault_of(outcome const& o, expectation const& e, outcome const& before) {
  if (e.accepted) return is_complete(o) ? "" : "refused: " + text(o);
  if (!o.failure) return "accepted";
  if (!o.silent_after_failure) return "it went on sending after it failed";
  if (o.data != before.data) return "wrong data: " + text(o);
  if (e.starved && o.failure.code == errc::closed_early && !o.alert_sent && o.now == condition::truncated) return "";
  for (AlertDescription right : e.alerts)
    if (o.alert_sent == right && alert_for(o.failure.code) == right && o.now == condition::failed) return "";
  return text(o);
}

// What the transport got after `before`: one alert at the very end if there is one to send, and no other.
std::string sent_fault(outcome const& o, octet_string const& before) {
  if (o.sent.size() < before.size() || !equal(bytes(o.sent).first(before.size()), before))
    return "what was sent before the fault differs";
  bytes rest = bytes(o.sent).subspan(before.size());
  std::size_t alerts = 0;
  bool last_is_alert = false;
  while (!rest.empty()) {
    const bytes record = rest.first(5u + (std::size_t{rest[3]} << 8 | rest[4]));
    const std::uint8_t clear[] = {
        21, 3, 3, 0, 2, 2, static_cast<std::uint8_t>(o.alert_sent.value_or(AlertDescription{}))};
    // Protected: level, description and content type, 16 octets of tag. Nothing else that a client sends is so short.
    last_is_alert = equal(record, clear) || (record[0] == 23 && record.size() == 5 + 2 + 1 + 16);
    alerts += last_is_alert || record[0] == 21;
    rest = rest.subspan(record.size());
  }
  if (o.alert_sent ? alerts == 1 && last_is_alert : alerts == 0) return "";
  return std::to_string(alerts) + " alerts among " + hex(bytes(o.sent).subspan(before.size()));
}

void survives_everything(session const& s) {
  recording const& r = s.recorded();
  const bytes all = r.all();
  REQUIRE(is_complete(s.replay(all)));
  {
    const outcome whole = s.replay(all), slow = s.replay_slowly(all);
    CHECK(is_complete(slow));
    CHECK(slow.tickets == whole.tickets);
    CHECK(slow.data == whole.data);
    CHECK(slow.sent == whole.sent);
  }

  std::size_t faults = 0;
  const auto report = [&](std::string const& what) {
    if (++faults == 1) UNSCOPED_INFO("the recording: " << hex(all));
    if (faults <= 20) UNSCOPED_INFO(what);
  };
  for (std::size_t n = 0; n < all.size(); ++n) {
    const outcome o = s.replay(all.first(n));
    if (const std::string f = fault_of(o, {.starved = true}, s.before(*r[n].record)); !f.empty())
      report("the first " + std::to_string(n) + " octets: " + f);
  }
  CHECK(faults == 0);

  const expectations expected = s.expected();
  octet_string flipped(all.begin(), all.end());
  for (std::size_t at = 0; at < all.size(); ++at)
    for (unsigned bit = 0; bit < 8; ++bit) {
      flipped[at] ^= static_cast<std::uint8_t>(1u << bit);
      const outcome o = s.replay(flipped);
      flipped[at] ^= static_cast<std::uint8_t>(1u << bit);
      std::string f = fault_of(o, expected.of_flip(at, bit), s.before(*r[at].record));
      if (f.empty()) f = sent_fault(o, s.before(*r[at].record).sent);
      if (!f.empty())
        report("octet " + std::to_string(at) + " (field " + std::to_string(static_cast<int>(r[at].what)) +
               " of record at " + std::to_string(r[at].record->at) + "), bit " + std::to_string(bit) + ": " + f);
    }
  CHECK(faults == 0);
}

TEST_CASE("F1, F2: an ECDSA server's octets, cut off anywhere or with any bit flipped, end in the right alert") {
  skip_without_openssl();
  const session s({.key = p256,
                   .server_options = {"-num_tickets", "1"},
                   .suites = all_suites,
                   .groups = group_list(NamedGroup::x25519)});
  REQUIRE(is_complete(s.live()));
  CHECK(s.live().tickets == 1);
  survives_everything(s);
}

TEST_CASE("F1, F2: the same after a HelloRetryRequest") {
  skip_without_openssl();
  const session s({.key = p256,
                   .server_options = {"-num_tickets", "0", "-groups", "X25519"},
                   .suites = all_suites,
                   .groups = group_list(NamedGroup::secp256r1, NamedGroup::x25519)});
  REQUIRE(is_complete(s.live()));
  CHECK(s.live().retried);
  survives_everything(s);
}

TEST_CASE("F1, F2: the same with an RSA certificate, P-256 and ChaCha20-Poly1305") {
  skip_without_openssl();
  const session s({.key = {"rsa:2048"},
                   .server_options = {"-num_tickets", "0"},
                   .suites = suite_list(CipherSuite::TLS_CHACHA20_POLY1305_SHA256),
                   .groups = group_list(NamedGroup::secp256r1),
                   .group = NamedGroup::secp256r1});
  REQUIRE(is_complete(s.live()));
  survives_everything(s);
}

TEST_CASE("F1, F2: the same with Ed25519 certificates on both sides and AES-256-GCM") {
  skip_without_openssl();
  const session s({.key = {"ed25519"},
                   .server_options = {"-num_tickets", "0"},
                   .suites = suite_list(CipherSuite::TLS_AES_256_GCM_SHA384),
                   .groups = group_list(NamedGroup::x25519),
                   .client_certificate = true});
  REQUIRE(is_complete(s.live()));
  survives_everything(s);
}

}  // namespace
}  // namespace cxtls::test
