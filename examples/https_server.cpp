// Serves a few pages over TLS and says of each connection what was negotiated. `https_server --help` tells the rest.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtls/io/listener.hpp"
#include "cxtls/server.hpp"
#include "cxtls/session/sealed_cookies.hpp"
#include "cxtls/session/stateful_tickets.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "support/backend.hpp"
#include "support/credential.hpp"
#include "support/file.hpp"
#include "support/problem.hpp"
#include "support/served_connection.hpp"
#include "support/server_options.hpp"
#include "support/stop_signal.hpp"
#include "support/watcher.hpp"

namespace {

using namespace support;
using cxtls::io::clock;

struct watched : cxtls::policy::modern {
  using observer = watcher;
};
struct my_tls : cxtls::stack<chosen_backend, watched> {};
using my_backend = my_tls::backend;

// What lasts longer than any connection. Keys are drawn when the first ticket or cookie is sealed, and replaced daily.
struct keys {
  cxtls::rotating_ticket_keys<my_backend> for_tickets{my_backend{}}, for_cookies{my_backend{}};
  cxtls::stateless_tickets<my_backend, decltype(for_tickets)> tickets{my_backend{}, for_tickets};
  cxtls::memory_session_store store;
  // All tickets are this process's own, so that it has seen whatever was sent with them: there is nothing to wait for.
  cxtls::memory_single_use_store once{cxtls::io::now(), 0};
  cxtls::stateful_tickets<my_backend, decltype(store)> kept{my_backend{}, store};
  cxtls::sealed_cookies<my_backend, decltype(for_cookies)> cookies{my_backend{}, for_cookies};
};

result<cxtls::server_config> configure(server_options const& o, keys& k) {
  cxtls::server_config config;
  for (credential_files const& files : o.credentials) {
    result<cxtls::own_certificate> own = read_credential(files.certificate, files.key);
    if (!own) return own.error();
    if (!files.delegated.empty())
      if (result<done> ok = read_delegation(files.delegated, files.delegated_key, *own); !ok) return ok.error();
    if (!config.certificates.push(std::move(*own))) return bad_usage("too many certificates");
  }
  if (!o.client_ca.empty()) {
    result<cxtls::trust_store> trust = read_anchors(o.client_ca);
    if (!trust) return trust.error();
    config.trust = std::move(*trust);
  }
  if (!o.client_pins.empty())
    config.client_raw_public_keys =
        o.client_ca.empty() ? cxtls::raw_public_keys::only : cxtls::raw_public_keys::before_x509;
  for (cxtls::spki_pin const& pin : o.client_pins)
    if (!config.client_pins.push(pin)) return bad_usage("too many pins");
  if (!o.client_ca.empty() || !o.client_pins.empty())
    config.clients =
        o.require_client_certificate ? cxtls::client_authentication::required : cxtls::client_authentication::optional;
  for (std::string const& protocol : o.alpn)
    if (!config.alpn.push(protocol)) return bad_usage("--alpn: too long, or with an empty name");
  if (result<done> ok = parse_versions(o.min_version, o.max_version, config.versions); !ok) return ok.error();
  if (result<done> ok = parse_names<cxtls::CipherSuite>(o.suites, "--suites", config.cipher_suites); !ok)
    return ok.error();
  if (result<done> ok = parse_names<cxtls::NamedGroup>(o.groups, "--groups", config.groups); !ok) return ok.error();
  if (o.tickets > cxtls::max_tickets) return bad_usage("--tickets: at most " + std::to_string(cxtls::max_tickets));
  config.tickets = static_cast<std::uint8_t>(o.tickets);
  if (o.tickets > 0 && o.keep_sessions) config.sessions = &k.kept;
  if (o.tickets > 0 && !o.keep_sessions) config.sessions = &k.tickets;
  if (o.early_data && o.tickets > 0) {
    config.max_early_data_size = cxtls::max_early_data;
    config.single_use = &k.once;
  }
  if (o.cookies) config.cookies = &k.cookies;
  return config;
}

// What the library finds wrong with a configuration stands in a file or on the command line.
problem refused_configuration(cxtls::error why) {
  using enum cxtls::errc;
  switch (why.code) {
    case config_alpn_invalid:
    case config_unsupported_by_backend:
      return bad_usage(sentence_of(why));
    default:
      return {exit_status::file, "the certificates and keys: " + sentence_of(why)};
  }
}

// One thread, one loop, any number of connections up to a limit.
class web_server {
 public:
  // More wait in the system's queue.
  static constexpr std::size_t most_at_once = 1'000;

  web_server(cxtls::io::listener& door, cxtls::server_context<my_tls> const& context, server_options const& o,
             std::FILE* keylog)
      : door_(door),
        context_(context),
        watching_(keylog, o.trace ? stderr : nullptr),
        limits_{.handshake = std::chrono::seconds(o.handshake_timeout), .idle = std::chrono::seconds(o.idle_timeout)},
        left_(o.max_connections) {
    endless_ = left_ == 0;
  }

  void run() {
    while (!done()) {
      wait();
      const clock::time_point now = clock::now();
      if (!stopping_ && events_[0].revents != 0) stop(now);
      for (std::size_t i = 0; i < connections_.size(); ++i) {
        connection& c = *connections_[i];
        if (const short events = events_[i + 2].revents; events != 0) c.ready(events, now);
        if (!c.over() && c.deadline() <= now) c.expire(now);
      }
      if (events_[1].revents != 0 && accepting()) accept(now);
      std::erase_if(connections_, [](auto const& c) { return c->over() && tell(*c); });
    }
  }

 private:
  using connection = served_connection<cxtls::server<my_tls>>;

  bool accepting() const {
    return !stopping_ && (endless_ || left_ > 0) && connections_.size() < most_at_once && clock::now() >= pause_;
  }
  bool done() const { return connections_.empty() && (stopping_ || (!endless_ && left_ == 0)); }

  // The events of the signal, the door and the connections, in this order.
  void wait() {
    events_.clear();
    events_.push_back({stopping_ ? -1 : signal_.fd(), POLLIN, 0});
    events_.push_back({accepting() ? door_.fd() : -1, POLLIN, 0});
    clock::time_point first = clock::now() + std::chrono::hours(1);
    if (pause_ > clock::now()) first = pause_;
    for (auto const& c : connections_) {
      events_.push_back({c->fd(), c->wants(), 0});
      first = std::min(first, c->deadline());
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(first - clock::now()).count();
    if (::poll(events_.data(), static_cast<nfds_t>(events_.size()), left <= 0 ? 0 : static_cast<int>(left)) < 0)
      for (pollfd& entry : events_) entry.revents = 0;  // interrupted: the signal can be read next time
  }
  void accept(clock::time_point now) {
    auto socket = door_.accept(std::chrono::milliseconds(0));
    if (socket) {
      if (!endless_) --left_;
      connections_.push_back(
          std::make_unique<connection>(std::move(*socket), cxtls::server<my_tls>(context_, watching_), limits_, now));
    } else if (socket.error().what != cxtls::io::fault::timed_out) {
      pause_ = now + std::chrono::seconds(1);  // too many open files: until some connection ends
    }
  }
  void stop(clock::time_point now) {
    stopping_ = true;
    for (auto const& c : connections_) c->stop(now);
  }
  static bool tell(connection const& c) {
    std::printf("%s\n", c.line().c_str());
    std::fflush(stdout);
    return true;
  }

  cxtls::io::listener& door_;
  cxtls::server_context<my_tls> const& context_;
  watcher watching_;
  patience limits_;
  std::uint64_t left_;  // connections to accept, unless endless
  bool endless_ = false;
  bool stopping_ = false;
  clock::time_point pause_{};  // nobody is accepted before
  stop_signal signal_;
  std::vector<std::unique_ptr<connection>> connections_;
  std::vector<pollfd> events_;
};

result<done> serve(server_options const& o) {
  keys k;
  result<cxtls::server_config> config = configure(o, k);
  if (!config) return config.error();
  const auto context = cxtls::server_context<my_tls>::create(std::move(*config));
  if (!context) return refused_configuration(context.error());
  file keylog;
  if (!o.keylog.empty()) {
    result<file> opened = open_file(o.keylog, "a");
    if (!opened) return opened.error();
    keylog = std::move(*opened);
  }
  auto door = cxtls::io::listen(o.host.c_str(), o.port.c_str());
  if (!door) {
    const std::string place = o.host + " port " + o.port;
    if (door.error().what == cxtls::io::fault::host_unknown) return explain(door.error(), o.host);
    return problem{exit_status::connect, "cannot listen at " + place + ": " + std::strerror(door.error().code)};
  }
  web_server server(*door, *context, o, keylog.get());
  std::printf("listening on %s port %u\n", o.host.c_str(), door->port());
  std::fflush(stdout);
  server.run();
  return done{};
}

}  // namespace

int main(int argc, char** argv) try {
  result<server_options> o = parse_server_options({argv + 1, argv + argc});
  if (o && o->help) {
    std::fwrite(server_usage.data(), 1, server_usage.size(), stdout);
    return 0;
  }
  const result<done> outcome = o ? serve(*o) : result<done>(o.error());
  if (outcome) return 0;
  std::fprintf(stderr, "https_server: %s\n", printable(outcome.error().sentence).c_str());
  return static_cast<int>(outcome.error().status);
} catch (std::exception const& out_of_memory) {
  std::fprintf(stderr, "https_server: %s\n", out_of_memory.what());
  return static_cast<int>(support::exit_status::file);
}
