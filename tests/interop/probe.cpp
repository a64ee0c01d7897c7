// Carries standard input to a TLS server and what comes back to standard output, both at once: an event loop of its own
// around the client, with the habits that real networks and callers have. For the interoperability tests.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/io/posix.hpp"
#include "support/file.hpp"
#include "support/options.hpp"
#include "support/problem.hpp"
#include "support/summary.hpp"

namespace {

using namespace support;
using cxtls::condition;

constexpr std::string_view probe_usage = R"(usage: probe (--cafile F | --psk N:K) --connect HOST:PORT [options] <in >out

  --name N         who must answer (default: localhost)
  --psk N:K        whoever has the external key K (hexadecimal) of the name N must answer
  --psk-hash H     its hash: sha256 (default) or sha384
  --suites LIST    as of https_get
  --groups LIST    as of https_get
  --one-byte       one octet per system call on the socket, in both directions
  --key-update N   ask for new keys after each N octets sent
  --half-close     send close_notify at the end of standard input, and read on
  --close-after N  send close_notify after N octets came, and end
Otherwise it ends with the server's close_notify. Counts go to standard error.
)";

struct probe_options {
  std::string cafile, name = "localhost", suites, groups, psk, psk_hash = "sha256";
  endpoint to{};
  std::uint64_t close_after = 0, key_update = 0;  // 0: never
  bool one_byte = false, half_close = false;
};

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using tls_client = cxtls::client<my_tls>;

// How much of standard input is read ahead.
constexpr std::size_t input_size = 65'536;

class pump {
 public:
  pump(probe_options const& o, cxtls::io::socket s, tls_client& tls) : o_(o), socket_(std::move(s)), tls_(tls) {}

  result<done> run() {
    take(tls_.start(cxtls::io::now()));
    while (!problem_ && !over()) {
      send_input();
      close_in_time();
      if (problem_) break;
      const bool wants_out = !tls_.outgoing().empty();
      const bool wants_input = now_ == condition::connected && !closed_ && !input_ended_ && input_.empty();
      pollfd ends[] = {{socket_.fd(), static_cast<short>(POLLIN | (wants_out ? POLLOUT : 0)), 0},
                       {wants_input ? STDIN_FILENO : -1, POLLIN, 0}};
      const int ready = ::poll(ends, 2, again_ ? 0 : patience);
      if (ready < 0 && errno != EINTR) return problem{exit_status::tls, "poll failed"};
      if (ready == 0 && !again_) return problem{exit_status::tls, "nothing happened in time"};
      if ((ends[1].revents & (POLLIN | POLLHUP)) != 0) read_input();
      if (wants_out && (ends[0].revents & POLLOUT) != 0) write_some();
      if (!problem_ && again_) {
        take(tls_.proceed(cxtls::io::now()));
      } else if (!problem_ && (ends[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
        read_some();
      }
    }
    if (problem_) return *problem_;
    std::fprintf(stderr, "sent %llu received %llu key updates %u\n", static_cast<unsigned long long>(sent_),
                 static_cast<unsigned long long>(received_), updates_);
    return done{};
  }

 private:
  // Milliseconds without any progress until a test counts as stuck.
  static constexpr int patience = 30'000;

  bool over() {
    if (!tls_.outgoing().empty()) return false;
    if (closed_ && o_.close_after != 0) return true;
    return now_ == condition::peer_closed || now_ == condition::closed;
  }

  void read_input() {
    const ssize_t n = ::read(STDIN_FILENO, storage_, sizeof storage_);
    if (n < 0) return stop({exit_status::file, "cannot read standard input"});
    input_ended_ = n == 0;
    input_ = cxtls::bytes(storage_, static_cast<std::size_t>(n));
  }

  void send_input() {
    if (input_.empty() || now_ != condition::connected || closed_) return;
    cxtls::result<std::size_t> taken = tls_.send(input_);
    if (!taken) return stop({exit_status::tls, "send: " + sentence_of(taken.error())});
    input_ = input_.subspan(*taken);
    sent_ += *taken;
    if (o_.key_update == 0 || sent_ / o_.key_update <= updates_) return;
    ++updates_;
    if (cxtls::status ok = tls_.update_keys(true); !ok)
      stop({exit_status::tls, "update_keys: " + sentence_of(ok.error())});
  }

  void close_in_time() {
    if (closed_ || now_ != condition::connected) return;
    const bool enough = o_.close_after != 0 && received_ >= o_.close_after;
    const bool at_the_end = o_.half_close && input_ended_ && input_.empty();
    if (!enough && !at_the_end) return;
    closed_ = true;
    if (cxtls::status ok = tls_.close(); !ok) stop({exit_status::tls, "close: " + sentence_of(ok.error())});
  }

  void write_some() {
    cxtls::bytes out = tls_.outgoing();
    if (o_.one_byte) out = out.first(1);
    const ssize_t n = ::send(socket_.fd(), out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0) return tls_.sent(static_cast<std::size_t>(n));
    if (errno != EAGAIN && errno != EINTR) stop(explain({cxtls::io::fault::transport_failed, errno}, o_.name));
  }

  void read_some() {
    cxtls::mutable_bytes room = tls_.prepare();
    if (room.empty()) return;
    if (o_.one_byte) room = room.first(1);
    const ssize_t n = ::recv(socket_.fd(), room.data(), room.size(), MSG_DONTWAIT);
    if (n > 0) return take(tls_.commit(static_cast<std::size_t>(n), cxtls::io::now()));
    if (n == 0) return end_of_transport();
    if (errno != EAGAIN && errno != EINTR) stop(explain({cxtls::io::fault::transport_failed, errno}, o_.name));
  }

  void end_of_transport() {
    if (const cxtls::status ok = tls_.transport_closed(); !ok)
      stop(explain({cxtls::io::fault::tls_failed, 0, ok.error()}, o_.name, tls_));
    now_ = tls_.now();
  }

  void take(cxtls::step const& step) {
    const bool just_connected = now_ == condition::handshaking && step.now == condition::connected;
    now_ = step.now;
    again_ = step.again;
    received_ += step.plaintext.size();
    if (!step.plaintext.empty())
      if (result<done> ok = write_to(stdout, step.plaintext, "standard output"); !ok) return stop(ok.error());
    if (just_connected) print_summary(tls_, o_.name, stderr);
    if (now_ != condition::failed && now_ != condition::truncated) return;
    write_some();  // the alert, if it can be sent at once
    stop(explain({cxtls::io::fault::tls_failed, 0, tls_.failure()}, o_.name, tls_));
  }

  void stop(problem p) {
    if (!problem_) problem_ = std::move(p);
  }

  probe_options const& o_;
  cxtls::io::socket socket_;
  tls_client& tls_;
  std::optional<problem> problem_;
  condition now_ = condition::handshaking;
  std::uint8_t storage_[input_size];
  cxtls::bytes input_{};
  std::uint64_t sent_ = 0, received_ = 0;
  unsigned updates_ = 0;
  bool again_ = false, input_ended_ = false, closed_ = false;
};

result<probe_options> parse(std::vector<std::string_view> const& arguments) {
  probe_options o;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view name = arguments[i];
    if (name == "--one-byte") {
      o.one_byte = true;
    } else if (name == "--half-close") {
      o.half_close = true;
    } else if (i + 1 == arguments.size()) {
      return problem{exit_status::usage, std::string(probe_usage)};
    } else {
      const std::string_view value = arguments[++i];
      if (name == "--cafile") {
        o.cafile = value;
      } else if (name == "--name") {
        o.name = value;
      } else if (name == "--psk") {
        o.psk = value;
      } else if (name == "--psk-hash") {
        o.psk_hash = value;
      } else if (name == "--suites") {
        o.suites = value;
      } else if (name == "--groups") {
        o.groups = value;
      } else if (name == "--key-update") {
        o.key_update = std::strtoull(value.data(), nullptr, 10);
      } else if (name == "--close-after") {
        o.close_after = std::strtoull(value.data(), nullptr, 10);
      } else if (std::optional<endpoint> to = parse_endpoint(value, {}); name == "--connect" && to) {
        o.to = std::move(*to);
      } else {
        return problem{exit_status::usage, std::string(probe_usage)};
      }
    }
  }
  if ((o.cafile.empty() && o.psk.empty()) || o.to.host.empty())
    return problem{exit_status::usage, std::string(probe_usage)};
  return o;
}

result<cxtls::external_psk> external_key(probe_options const& o) {
  const std::size_t colon = o.psk.find(':');
  std::vector<std::uint8_t> key;
  for (std::size_t at = colon + 1; at + 1 < o.psk.size(); at += 2)
    key.push_back(static_cast<std::uint8_t>(std::strtoul(o.psk.substr(at, 2).c_str(), nullptr, 16)));
  const auto hash =
      o.psk_hash == "sha384" ? cxtls::crypto::hash_algorithm::sha384 : cxtls::crypto::hash_algorithm::sha256;
  const std::string name = o.psk.substr(0, colon);
  auto psk = cxtls::external_psk::create(cxtls::as_bytes(name), key, hash);
  if (!psk) return bad_usage("--psk: " + sentence_of(psk.error()));
  return std::move(*psk);
}

void print_facts(tls_client const& tls) {
  std::string binding;
  if (const auto octets = tls.tls_exporter())
    for (const std::uint8_t octet : *octets) {
      char two[3];
      std::snprintf(two, sizeof two, "%02X", static_cast<unsigned>(octet));
      binding += two;
    }
  std::fprintf(stderr, "  resumed            %s\n  tls-exporter       %s\n", tls.info().resumed ? "yes" : "no",
               binding.c_str());
}

result<done> probe(probe_options const& o) {
  cxtls::client_config config{.trust = {}, .profile = cxtls::profile::rfc5280};
  if (!o.cafile.empty()) {
    result<std::string> pem = read_file(o.cafile);
    if (!pem) return pem.error();
    cxtls::result<cxtls::trust_store> trust = cxtls::trust_store::from_pem(*pem);
    if (!trust) return problem{exit_status::file, o.cafile + ": " + sentence_of(trust.error())};
    config.trust = std::move(*trust);
  }
  if (result<done> ok = parse_names<cxtls::CipherSuite>(o.suites, "--suites", config.cipher_suites); !ok) return ok;
  if (result<done> ok = parse_names<cxtls::NamedGroup>(o.groups, "--groups", config.groups); !ok) return ok;
  auto context = cxtls::client_context<my_tls>::create(std::move(config));
  if (!context) return bad_usage(sentence_of(context.error()));
  auto name = cxtls::dns_name::parse(o.name);
  if (!name) return bad_usage(sentence_of(name.error()));
  cxtls::io::result<cxtls::io::socket> socket = cxtls::io::connect(o.to.host.c_str(), o.to.port.c_str());
  if (!socket) return explain(socket.error(), o.to.host);
  std::optional<tls_client> tls;
  if (o.psk.empty()) {
    tls.emplace(*context, cxtls::identity(std::move(*name)));
  } else {
    result<cxtls::external_psk> key = external_key(o);
    if (!key) return key.error();
    tls.emplace(*context, std::move(*key));
  }
  result<done> outcome = pump(o, std::move(*socket), *tls).run();
  print_facts(*tls);
  return outcome;
}

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IONBF, 0);  // what came is passed on at once
  result<probe_options> o = parse({argv + 1, argv + argc});
  const result<done> outcome = o ? probe(*o) : result<done>(o.error());
  if (outcome) return 0;
  std::fprintf(stderr, "probe: %s\n", outcome.error().sentence.c_str());
  return static_cast<int>(outcome.error().status);
}
