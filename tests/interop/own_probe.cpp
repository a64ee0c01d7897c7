// A TLS client and a server on a backend that adds a suite, a group and a scheme of its own (tests/backend/own/own.hpp):
// against each other in memory, or against somebody else over TCP.
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "backend/own/own.hpp"
#include "cxtls/client.hpp"
#include "cxtls/io/listener.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/server.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "support/arguments.hpp"
#include "support/summary.hpp"

namespace {

using cxtls::condition;
using cxtls::io::now;

constexpr char const* usage = R"(usage: own_probe HOW --cafile F --own F [options]

  memory           a client and a server in this process; then once more, with the session of the first connection
  connect=H:P      a client; sends a line, prints the one that comes back
  serve            a server of one connection at a port that it prints; sends back the line that comes
  --cafile F       trust the certificates in this file
  --own F          certificates and their key, to be shown
  --ask            a server that insists on a client's certificate
  --version V      1.2 or 1.3, and no other
  --suites LIST, --groups LIST, --schemes LIST
)";

struct my_policy : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    cxtls::policy_value v = cxtls::policy::modern::value;
    (void)v.cipher_suites.push(cxtls::CipherSuite::TLS_AES_128_CCM_SHA256);
    (void)v.cipher_suites.push(cxtls::CipherSuite{0xc0ac});
    (void)v.groups.push(cxtls::NamedGroup::x448);
    (void)v.signature_schemes.push(cxtls::SignatureScheme::ed448);
    return v;
  }();
};
struct my_tls : cxtls::stack<example::own, my_policy> {};
// What the policy asks for beyond cxtls's own, the backend has.
static_assert(std::is_same_v<cxtls::missing_for<my_policy, example::own>,
                             cxtls::missing_for<cxtls::policy::modern, cxtls::backend::openssl>>);

using my_client = cxtls::client<my_tls>;
using my_server = cxtls::server<my_tls>;
using ticket_keys = cxtls::rotating_ticket_keys<example::own>;
using tickets = cxtls::stateless_tickets<example::own, ticket_keys>;

struct options {
  std::string how, cafile, own;
  bool ask = false;
  cxtls::version_list versions{};
  cxtls::suite_list suites{};
  cxtls::group_list groups{};
  cxtls::scheme_list schemes{};
};

int fail(std::string const& why) {
  std::fprintf(stderr, "own_probe: %s\n", why.c_str());
  return 1;
}
template <class Connection>
int fail(cxtls::error const& why, Connection const& tls) {
  std::string text(cxtls::describe(why.code));
  if (const auto alert = tls.alert_received()) text += "; the peer says: " + std::string(cxtls::name_of(*alert));
  if (const auto alert = tls.alert_sent()) text += "; the peer was told: " + std::string(cxtls::name_of(*alert));
  return fail(text);
}

std::string contents_of(std::string const& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// What both roles have in common.
template <class Config>
bool configure(options const& o, Config& config) {
  config.profile = cxtls::profile::rfc5280;
  config.versions = o.versions;
  config.cipher_suites = o.suites;
  config.groups = o.groups;
  config.signature_schemes = o.schemes;
  if (!o.cafile.empty()) {
    auto trust = cxtls::trust_store::from_pem(contents_of(o.cafile));
    if (!trust) return false;
    config.trust = std::move(*trust);
  }
  if (o.own.empty()) return true;
  auto own = cxtls::own_certificate::from_pem(contents_of(o.own));
  if (!own) return false;
  config.certificates = {std::move(*own)};
  return true;
}

std::optional<cxtls::client_context<my_tls>> client_context(options const& o) {
  cxtls::client_config config{.trust = {}, .profile = cxtls::profile::rfc5280};
  if (!configure(o, config)) return std::nullopt;
  auto context = cxtls::client_context<my_tls>::create(std::move(config));
  if (!context) return std::nullopt;
  return std::move(*context);
}
std::optional<cxtls::server_context<my_tls>> server_context(options const& o, tickets& sessions) {
  cxtls::server_config config;
  if (!configure(o, config)) return std::nullopt;
  config.sessions = &sessions;
  if (o.ask) config.clients = cxtls::client_authentication::required;
  auto context = cxtls::server_context<my_tls>::create(std::move(config));
  if (!context) return std::nullopt;
  return std::move(*context);
}

cxtls::identity localhost() { return *cxtls::dns_name::parse("localhost"); }

// ---- in memory ----

// What one side has to say, all of it, to the other. A ticket that comes is kept.
template <class From, class To>
void carry(From& from, To& to, std::string& received, std::optional<cxtls::ticket>& ticket) {
  const auto look_at = [&](cxtls::step s) {
    received += cxtls::as_text(s.plaintext);
    if (auto* came = std::get_if<cxtls::ticket>(&s.what)) ticket = std::move(*came);
    return s.again;
  };
  while (!from.outgoing().empty()) {
    cxtls::step s = to.receive(from.outgoing(), now());
    const std::size_t taken = s.consumed;
    bool again = look_at(std::move(s));
    from.sent(taken);
    while (again) again = look_at(to.proceed(now()));
    if (taken == 0) return;
  }
}

// A whole connection with a line in each direction; the ticket that it left, if any.
int converse(my_client& client, my_server& server, std::optional<cxtls::ticket>& ticket) {
  std::string to_client, to_server;
  const auto talk = [&] {
    while (!client.outgoing().empty() || !server.outgoing().empty()) {
      carry(client, server, to_server, ticket);
      carry(server, client, to_client, ticket);
      if (client.now() == condition::failed || server.now() == condition::failed) return;
    }
  };
  (void)client.start(now());
  talk();
  if (client.now() == condition::failed) return fail(client.failure(), client);
  if (server.now() == condition::failed) return fail(server.failure(), server);
  if (!client.send(cxtls::as_bytes("ping\n")) || !server.send(cxtls::as_bytes("pong\n"))) return fail("not connected");
  talk();
  if (to_server != "ping\n" || to_client != "pong\n") return fail("the lines didn't arrive");
  support::print_summary(client, "memory", stderr);
  return 0;
}

int in_memory(options const& o) {
  ticket_keys keys{example::own{}};
  tickets sessions{example::own{}, keys};
  const auto ours = client_context(o);
  const auto theirs = server_context(o, sessions);
  if (!ours || !theirs) return fail("the configuration isn't good");
  std::optional<cxtls::ticket> ticket;
  {
    my_client client(*ours, localhost());
    my_server server(*theirs);
    if (const int failed = converse(client, server, ticket); failed != 0) return failed;
  }
  if (!ticket) return fail("no ticket came");
  my_client client(*ours, localhost(), std::exchange(ticket, std::nullopt));
  my_server server(*theirs);
  return converse(client, server, ticket);
}

// ---- over TCP ----

template <class Connection>
cxtls::io::result<std::string> read_line(cxtls::io::posix_stream<Connection>& stream) {
  std::string line;
  std::uint8_t piece[4096];
  while (line.find('\n') == line.npos) {
    const auto n = stream.read(piece);
    if (!n) return n.error();
    if (*n == 0) break;
    line += cxtls::as_text({piece, *n});
  }
  return line;
}

int connect(options const& o, std::string const& host, std::string const& port) {
  const auto context = client_context(o);
  if (!context) return fail("the configuration isn't good");
  auto socket = cxtls::io::connect(host.c_str(), port.c_str());
  if (!socket) return fail("cannot connect");
  my_client tls(*context, localhost());
  cxtls::io::posix_stream stream(std::move(*socket), tls);
  if (auto ok = stream.handshake(); !ok) return fail(ok.error().reason, tls);
  support::print_summary(tls, host, stderr);
  if (auto ok = stream.write(cxtls::as_bytes("hello from outside\n")); !ok) return fail(ok.error().reason, tls);
  const auto answer = read_line(stream);
  if (!answer) return fail(answer.error().reason, tls);
  std::fwrite(answer->data(), 1, answer->size(), stdout);
  return 0;
}

int serve(options const& o) {
  ticket_keys keys{example::own{}};
  tickets sessions{example::own{}, keys};
  const auto context = server_context(o, sessions);
  if (!context) return fail("the configuration isn't good");
  auto listener = cxtls::io::listen("127.0.0.1", "0");
  if (!listener) return fail("cannot listen");
  std::printf("ACCEPT 127.0.0.1:%u\n", listener->port());
  std::fflush(stdout);
  auto socket = listener->accept(cxtls::io::default_patience);
  if (!socket) return fail("nobody came");
  my_server tls(*context);
  cxtls::io::posix_stream stream(std::move(*socket), tls);
  if (auto ok = stream.handshake(); !ok) return fail(ok.error().reason, tls);
  const auto line = read_line(stream);
  if (!line) return fail(line.error().reason, tls);
  if (auto ok = stream.write(cxtls::as_bytes(*line)); !ok) return fail(ok.error().reason, tls);
  if (auto ok = stream.close(); !ok) return fail(ok.error().reason, tls);
  std::uint8_t rest[4096];
  while (const auto n = stream.read(rest))
    if (*n == 0) break;
  cxtls::connection_info const& info = tls.info();
  std::printf("served %s %s %s, client %s\n", support::name_or_number(info.cipher_suite).c_str(),
              support::name_or_number(info.group).c_str(), support::name_or_number(info.own_signature_scheme).c_str(),
              support::name_or_number(info.peer_signature_scheme).c_str());
  return 0;
}

std::optional<options> parse(std::vector<std::string> const& arguments) {
  options o;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string const& name = arguments[i];
    if (i == 0) {
      o.how = name;
      continue;
    }
    if (name == "--ask") {
      o.ask = true;
      continue;
    }
    if (++i == arguments.size()) return std::nullopt;
    std::string const& value = arguments[i];
    bool good = true;
    if (name == "--cafile") {
      o.cafile = value;
    } else if (name == "--own") {
      o.own = value;
    } else if (name == "--version") {
      good = support::parse_versions(value, value, o.versions).has_value();
    } else if (name == "--suites") {
      good = support::parse_names<cxtls::CipherSuite>(value, name, o.suites).has_value();
    } else if (name == "--groups") {
      good = support::parse_names<cxtls::NamedGroup>(value, name, o.groups).has_value();
    } else if (name == "--schemes") {
      good = support::parse_names<cxtls::SignatureScheme>(value, name, o.schemes).has_value();
    } else {
      good = false;
    }
    if (!good) return std::nullopt;
  }
  return o;
}

int run(std::vector<std::string> const& arguments) {
  const auto o = parse(arguments);
  if (o && o->how == "memory") return in_memory(*o);
  if (o && o->how == "serve") return serve(*o);
  if (o && o->how.starts_with("connect=")) {
    const std::string where = o->how.substr(8);
    const std::size_t colon = where.find(':');
    if (colon != where.npos) return connect(*o, where.substr(0, colon), where.substr(colon + 1));
  }
  return fail(usage);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (std::exception const& out_of_memory) {
    return fail(out_of_memory.what());
  }
}
