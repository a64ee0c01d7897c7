// Fetches a page over TLS and says what was negotiated. `https_get --help` tells the rest.
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtls/client.hpp"
#include "cxtls/handshake/stored_ticket.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/x509/trust_store_system.hpp"
#include "support/backend.hpp"
#include "support/credential.hpp"
#include "support/file.hpp"
#include "support/http.hpp"
#include "support/options.hpp"
#include "support/problem.hpp"
#include "support/summary.hpp"
#include "support/text.hpp"
#include "support/watcher.hpp"

namespace {

using namespace support;

struct watched : cxtls::policy::modern {
  using observer = watcher;
};
struct my_tls : cxtls::stack<chosen_backend, watched> {};
using stream = cxtls::io::posix_stream<cxtls::client<my_tls>>;

result<cxtls::trust_store> anchors(std::string const& cafile) {
  if (cafile.empty()) {
    cxtls::trust_store store = cxtls::trust_store::system();
    if (store.failure()) return problem{exit_status::file, "the system's trust store: " + sentence_of(store.failure())};
    return store;
  }
  return read_anchors(cafile);
}

result<cxtls::client_config> configure(options const& o) {
  result<cxtls::trust_store> trust = o.pin ? cxtls::trust_store() : anchors(o.cafile);
  if (!trust) return trust.error();
  cxtls::client_config config{
      .trust = std::move(*trust),
      .profile = o.cafile.empty() && !o.pin ? cxtls::profile::webpki : cxtls::profile::private_pki,
  };
  config.early_data = o.early_data;
  if (o.raw_public_keys) config.raw_public_keys = cxtls::raw_public_keys::before_x509;
  for (std::string const& protocol : o.alpn)
    if (!config.alpn.push(protocol)) return bad_usage("--alpn: too long, or with an empty name");
  if (result<done> ok = parse_versions(o.min_version, o.max_version, config.versions); !ok) return ok.error();
  if (result<done> ok = parse_names<cxtls::CipherSuite>(o.suites, "--suites", config.cipher_suites); !ok)
    return ok.error();
  if (result<done> ok = parse_names<cxtls::NamedGroup>(o.groups, "--groups", config.groups); !ok) return ok.error();
  if (!o.certificate.empty()) {
    result<cxtls::own_certificate> shown = read_credential(o.certificate, o.key);
    if (!shown) return shown.error();
    config.certificates = {std::move(*shown)};
  }
  return config;
}

// Whom the server must prove to be: the URL's host, a name or an address; or whoever has the pinned key.
result<cxtls::identity> identity_of(options const& o) {
  url const& where = o.where;
  if (o.pin) return cxtls::identity(cxtls::pinned_keys(*o.pin));
  if (cxtls::result<cxtls::ip_address> address = cxtls::ip_address::parse(where.server.host))
    return cxtls::identity(*address);
  if (!where.bracketed)
    if (cxtls::result<cxtls::dns_name> name = cxtls::dns_name::parse(where.server.host)) return cxtls::identity(*name);
  return bad_usage("neither a host name nor an address: " + where.server.host);
}

// The stream as the HTTP reader wants it: errors as problems.
class source {
 public:
  source(stream& from, std::string peer) : from_(from), peer_(std::move(peer)) {}

  result<done> explained(cxtls::io::status status) const {
    if (!status) return explain(status.error(), peer_, from_.connection());
    return done{};
  }
  result<std::size_t> read(cxtls::mutable_bytes out) {
    cxtls::io::result<std::size_t> n = from_.read(out);
    if (!n) return explain(n.error(), peer_, from_.connection());
    return *n;
  }

 private:
  stream& from_;
  std::string peer_;
};

std::string request_for(url const& where) {
  return "GET " + where.target + " HTTP/1.1\r\nHost: " + where.authority +
         "\r\nUser-Agent: cxtls-https_get\r\nAccept: */*\r\nConnection: close\r\n\r\n";
}

// What the library finds wrong with a configuration stands in a file or on the command line.
problem refused_configuration(cxtls::error why, options const& o) {
  using enum cxtls::errc;
  switch (why.code) {
    case config_alpn_invalid:
    case config_unsupported_by_backend:
      return bad_usage(sentence_of(why));
    default:
      return credential_problem(why, o.certificate, o.key);
  }
}

// Where the body and the secrets go.
struct outputs {
  file keylog, body;

  static result<outputs> open(options const& o) {
    outputs out;
    if (!o.keylog.empty()) {
      result<file> opened = open_file(o.keylog, "a");
      if (!opened) return opened.error();
      out.keylog = std::move(*opened);
    }
    if (!o.out.empty()) {
      result<file> opened = open_file(o.out, "wb");
      if (!opened) return opened.error();
      out.body = std::move(*opened);
    }
    return out;
  }
};

// A GET does no harm when it is done twice, and so may go as early data, if the session has any. What the server refuses of it
// is said again.
result<done> send_request(stream& connection, source& from, std::string const& request, bool early) {
  cxtls::bytes left = cxtls::as_bytes(request);
  if (early) {
    const auto taken = connection.write_early(left);
    if (!taken) return from.explained(taken.error());
    left = left.subspan(*taken);
  }
  if (result<done> ok = from.explained(connection.handshake()); !ok) return ok;
  if (auto refused = connection.take_refused())
    if (result<done> ok = from.explained(connection.write(refused->view())); !ok) return ok;
  return from.explained(connection.write(left));
}

// The session that a file holds, if it holds one; whether it is still good, the connection finds out.
std::optional<cxtls::ticket> read_session(std::string const& name) {
  if (name.empty()) return std::nullopt;
  result<std::string> octets = read_file(name);
  if (!octets) return std::nullopt;
  auto session = cxtls::decode_ticket(cxtls::as_bytes(*octets));
  if (!session) return std::nullopt;
  return std::move(*session);
}
// For this user alone: who has it can pass for the server's client.
result<done> write_session(std::string const& name, cxtls::ticket const& session) {
  cxtls::buffer octets;
  if (const auto ok = cxtls::encode(session, octets); !ok) return problem{exit_status::file, sentence_of(ok.error())};
  result<file> out = open_private_file(name);
  if (!out) return out.error();
  return write_to(out->get(), octets.view(), name);
}

// One connection, one page. `session` resumes the connection that it came from; afterwards it is this one's, if there is
// one.
result<done> fetch_once(options const& o, cxtls::client_context<my_tls> const& context, cxtls::identity const& expected,
                        outputs const& to, std::optional<cxtls::ticket>& session) {
  const endpoint at = o.connect.value_or(o.where.server);
  const std::string place = at.host + " port " + at.port;
  cxtls::io::result<cxtls::io::socket> socket = cxtls::io::connect(at.host.c_str(), at.port.c_str());
  if (!socket) return explain(socket.error(), place);

  const std::string& peer = o.where.server.host;
  cxtls::client<my_tls> tls(context, expected, std::exchange(session, std::nullopt),
                            watcher(to.keylog.get(), o.trace ? stderr : nullptr));
  stream connection(std::move(*socket), tls);
  source from(connection, peer);
  const std::string request = request_for(o.where);
  if (result<done> ok = send_request(connection, from, request, o.early_data); !ok) return ok;
  print_summary(tls, peer + " (" + place + ")", stderr);

  http_reader response(from);
  result<response_head> head = response.head();
  if (!head) return head.error();
  std::fprintf(stderr, "%s\n", printable(head->status_line).c_str());

  std::FILE* const out = to.body ? to.body.get() : stdout;
  const std::string out_name = to.body ? o.out : "standard output";
  result<done> whole = response.body(*head, [&](cxtls::bytes piece) { return write_to(out, piece, out_name); });
  if (!whole) return whole;
  if (std::fflush(out) != 0) return file_problem("cannot write to", out_name);
  // The message was whole: a server that has hung up by now may miss our close_notify.
  (void)connection.close();
  session = connection.take_ticket();
  return done{};
}

result<done> fetch(options const& o) {
  result<cxtls::client_config> config = configure(o);
  if (!config) return config.error();
  result<cxtls::identity> expected = identity_of(o);
  if (!expected) return expected.error();
  auto context = cxtls::client_context<my_tls>::create(std::move(*config));
  if (!context) return refused_configuration(context.error(), o);
  result<outputs> to = outputs::open(o);
  if (!to) return to.error();
  std::optional<cxtls::ticket> session = read_session(o.session);
  for (std::uint64_t i = 0; i < o.repeat; ++i)
    if (result<done> ok = fetch_once(o, *context, *expected, *to, session); !ok) return ok;
  if (!o.session.empty() && session) return write_session(o.session, *session);
  return done{};
}

}  // namespace

int main(int argc, char** argv) {
  result<options> o = parse_options({argv + 1, argv + argc});
  if (o && o->help) {
    std::fwrite(usage.data(), 1, usage.size(), stdout);
    return 0;
  }
  const result<done> outcome = o ? fetch(*o) : result<done>(o.error());
  if (outcome) return 0;
  std::fflush(stdout);
  std::fprintf(stderr, "https_get: %s\n", printable(outcome.error().sentence).c_str());
  return static_cast<int>(outcome.error().status);
}
