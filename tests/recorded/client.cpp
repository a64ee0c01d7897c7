#include "client.hpp"

#include <stdexcept>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "support/fixed_random.hpp"

namespace cxtls::test {
namespace {

struct recorded_tls : stack<fixed_random<backend::boringssl>> {};

// More than a hello with a retry draws, and different at each place: multiples of an odd number, modulo 256.
octet_string draws() {
  octet_string all;
  for (unsigned i = 0; i < 512; ++i) all.push_back(static_cast<std::uint8_t>(167 * i + (i >> 8) + 29));
  return all;
}

client_config configure(client_setup const& setup) {
  client_config config{.profile = profile::rfc5280,
                       .versions = version_list(ProtocolVersion::tls13),
                       .cipher_suites = setup.suites,
                       .groups = setup.groups};
  auto trust = trust_store::from_pem(setup.trusted);
  if (!trust) throw std::runtime_error("the authority's certificate can't be used");
  config.trust = std::move(*trust);
  if (!setup.credential.empty()) {
    buffer key;
    auto chain = x509::certificate_chain::split_pem(setup.credential, key);
    if (!chain) throw std::runtime_error("the client's certificate can't be used");
    config.certificates = {own_certificate{std::move(*chain), std::move(key)}};
  }
  return config;
}

}  // namespace

struct recorded_client::state {
  explicit state(client_setup const& setup) : now(setup.now) {
    auto made = client_context<recorded_tls>::create(configure(setup), fixed_random<backend::boringssl>(stream));
    if (!made) throw std::runtime_error("the configuration was refused");
    context.emplace(std::move(*made));
  }
  octet_string stream;
  unix_time now;
  std::optional<client_context<recorded_tls>> context;
};

namespace {

class run {
 public:
  run(client_context<recorded_tls> const& context, octet_string& stream, unix_time now)
      : now_(now), tls_(context, dns_name{"localhost"}) {
    stream = draws();
    take(tls_.start(now));
  }
  client<recorded_tls>& tls() { return tls_; }
  outcome& so_far() { return out_; }

  void receive(bytes input) {
    while (!input.empty()) {
      step s = tls_.receive(input, now_);
      input = input.subspan(s.consumed);
      const bool stuck = s.consumed == 0;
      take(s);
      while (s.again) {
        s = tls_.proceed(now_);
        take(s);
      }
      if (stuck && !s.can_take_more) return;
    }
  }
  outcome finish() {
    (void)tls_.transport_closed();
    flush();
    // Whatever is called now, an ended connection has said its last word.
    const std::size_t said = out_.sent.size();
    const std::uint8_t more[] = {23, 3, 3, 0, 1, 0};
    if (tls_.failure()) {
      receive(more);
      (void)tls_.send(more);
      (void)tls_.update_keys();
      (void)tls_.close();
      flush();
      out_.silent_after_failure = said == out_.sent.size();
    }
    out_.now = tls_.now();
    out_.failure = tls_.failure();
    out_.alert_sent = tls_.alert_sent();
    out_.retried = tls_.info().hello_retried;
    return std::move(out_);
  }
  void flush() {
    const bytes waiting = tls_.outgoing();
    out_.sent.insert(out_.sent.end(), waiting.begin(), waiting.end());
    tls_.sent(waiting.size());
  }

 private:
  void take(step const& s) {
    out_.data.insert(out_.data.end(), s.plaintext.begin(), s.plaintext.end());
    out_.connected = out_.connected || std::holds_alternative<connected>(s.what);
    out_.tickets += std::holds_alternative<ticket>(s.what);
    flush();
  }
  unix_time now_;
  outcome out_;
  client<recorded_tls> tls_;
};

}  // namespace

recorded_client::recorded_client(client_setup const& setup) : state_(std::make_unique<state>(setup)) {}
recorded_client::recorded_client(recorded_client&&) noexcept = default;
recorded_client::~recorded_client() = default;

outcome recorded_client::live(std::vector<std::string> const& lines, std::function<void(bytes)> const& write,
                              std::function<std::size_t(mutable_bytes)> const& read) const {
  run r(*state_->context, state_->stream, state_->now);
  std::size_t written = 0, answers = 0, asked = 0;
  const auto pass_on = [&] {
    octet_string const& sent = r.so_far().sent;
    write(bytes(sent).subspan(written));
    written = sent.size();
  };
  std::uint8_t piece[4096];
  for (;;) {
    pass_on();
    const std::size_t n = read(piece);
    if (n == 0) return r.finish();
    r.receive(bytes(piece, n));
    if (!r.so_far().connected || r.tls().now() != condition::connected) continue;
    if (r.so_far().data.size() != answers) continue;  // what was asked for hasn't been answered in full
    if (asked < lines.size()) {
      (void)r.tls().send(as_bytes(lines[asked]));
      answers += lines[asked++].size();
    } else {
      (void)r.tls().close();
    }
    r.flush();
  }
}

outcome recorded_client::replay(bytes server) const {
  run r(*state_->context, state_->stream, state_->now);
  r.receive(server);
  return r.finish();
}
outcome recorded_client::replay_slowly(bytes server) const {
  run r(*state_->context, state_->stream, state_->now);
  for (std::size_t i = 0; i < server.size(); ++i) r.receive(server.subspan(i, 1));
  return r.finish();
}

}  // namespace cxtls::test
