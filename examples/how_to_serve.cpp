// how_to_serve COUNT SESSIONS CLIENT_CA CREDENTIAL...: so many connections, each of which gets its line back reversed.
// SESSIONS is stateless, stateful, shared or none; CLIENT_CA a PEM file or none; a CREDENTIAL is a PEM file with a
// certificate chain and its key, or that, a comma, another key's file, a comma, and that of its public half: then this
// other key serves. Prints the port, and of each connection who the client was. The pages of docs/how-to/ show pieces of
// this file.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/io/listener.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/server.hpp"
#include "cxtls/session/sealed_cookies.hpp"
#include "cxtls/session/stateful_tickets.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "cxtls/x509/issue_delegation.hpp"
#include "cxtls/x509/parsed.hpp"

namespace {

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using my_backend = my_tls::backend;
using my_server = cxtls::server<my_tls>;
using my_stream = cxtls::io::posix_stream<my_server>;

// ---- what the server shows ----

cxtls::result<cxtls::server_config> with_certificates(std::vector<std::string> const& pem_texts) {
  cxtls::server_config config;
  for (std::string const& pem : pem_texts) {
    auto own = cxtls::own_certificate::from_pem(pem);
    if (!own) return own.error();
    if (!config.certificates.push(std::move(*own))) return cxtls::errc::out_of_memory;
  }
  config.require_known_name = true;  // nobody is shown a certificate for another name than the one asked for
  config.alpn = {"reverse/1"};  // clients that offer protocols must offer this one
  return config;
}

// ---- a key of a few days in the certificate's stead ----

// Where the certificate's key is.
cxtls::result<cxtls::buffer> delegate(std::string_view chain_and_key, std::string_view public_key) {
  const auto from = cxtls::credential<my_backend>::from_pem({}, chain_and_key);
  if (!from) return from.error();
  const auto to = cxtls::certificate_chain::of_public_key_pem(public_key);
  if (!to) return to.error();
  const cxtls::unix_time now = cxtls::io::now();
  return cxtls::issue_delegated_credential(my_backend{}, *from,
                                           {.role = cxtls::delegation_role::server,
                                            .public_key = to->leaf(),
                                            .scheme = cxtls::SignatureScheme::ecdsa_secp256r1_sha256,
                                            .now = now,
                                            .until = now + std::int64_t{2} * 86'400});
}

// Where it isn't. Clients that take no delegated credentials can't be served here.
cxtls::result<cxtls::own_certificate> delegated(std::string_view chain, cxtls::buffer credential,
                                                std::string_view private_key) {
  auto certificates = cxtls::certificate_chain::from_pem(chain);
  if (!certificates) return certificates.error();
  auto key = cxtls::x509::private_key_from_pem(private_key);
  if (!key) return key.error();
  cxtls::own_certificate own{.chain = std::move(*certificates), .key = cxtls::external_key{}};
  own.delegated_credential = std::move(credential);
  own.delegated_key = std::move(*key);
  return own;
}

// ---- who its clients are ----

cxtls::status ask_clients_who_they_are(cxtls::server_config& config, std::string_view authorities) {
  auto trust = cxtls::trust_store::from_pem(authorities);
  if (!trust) return trust.error();
  config.trust = std::move(*trust);
  config.clients = cxtls::client_authentication::required;
  return cxtls::done{};
}

// Only certificates that say that they are for clients and for signing.
cxtls::status ask_for_usage(cxtls::server_config& config) {
  const cxtls::der::oid purposes[] = {cxtls::x509::id_kp_clientAuth};
  auto usage = cxtls::oid_filter::key_usage(cxtls::x509::KeyUsage::digitalSignature);
  auto purpose = cxtls::oid_filter::extended_key_usage(purposes);
  if (!usage || !purpose) return cxtls::errc::out_of_memory;
  config.oid_filters = {std::move(*usage), std::move(*purpose)};
  return cxtls::done{};
}

// Once connected: the subject's common name. Empty: a client without a certificate.
std::string name_of_client(my_server const& tls) {
  if (tls.peer_certificates().empty()) return {};
  const auto leaf = cxtls::x509::parse_certificate(tls.peer_certificates()[0]);
  if (!leaf) return {};
  for (auto const& rdn : leaf->subject())
    for (auto const& attribute : rdn)
      if (attribute.type == cxtls::x509::id_at_commonName) return std::string(cxtls::as_text(attribute.value.contents));
  return {};
}

// ---- sessions ----

// The server remembers nothing but a few keys, which it draws and replaces itself.
struct sealed_sessions {
  cxtls::rotating_ticket_keys<my_backend> keys{my_backend{}};
  cxtls::stateless_tickets<my_backend, cxtls::rotating_ticket_keys<my_backend>> provider{my_backend{}, keys};
};

// The server remembers sessions, and gives each out once.
struct kept_sessions {
  cxtls::memory_session_store store{{.sessions = 1'000, .octets = 2'000'000}};
  cxtls::stateful_tickets<my_backend, cxtls::memory_session_store> provider{my_backend{}, store};
};

// Several servers open one another's tickets, and go on with one another's HelloRetryRequests.
struct shared_sessions {
  cxtls::shared_ticket_keys keys;
  cxtls::stateless_tickets<my_backend, cxtls::shared_ticket_keys> provider{my_backend{}, keys};
  cxtls::sealed_cookies<my_backend, cxtls::shared_ticket_keys> cookies{my_backend{}, keys};

  // The key of today, from wherever the application has it.
  cxtls::status rotate(cxtls::ticket_key_name const& name, cxtls::bytes secret) {
    auto key = cxtls::ticket_key::of(name, secret);
    if (!key) return key.error();
    return keys.add(std::move(*key), cxtls::ticket_key_state::current);
  }
};

// ---- serving ----

// One line, and its reverse.
cxtls::io::status converse(my_stream& stream) {
  std::string line;
  std::uint8_t piece[4096];
  while (line.find('\n') == line.npos) {
    const auto n = stream.read(piece);
    if (!n) return n.error();
    if (*n == 0) return cxtls::done{};
    line += cxtls::as_text({piece, *n});
  }
  std::reverse(line.begin(), line.end() - 1);
  if (auto ok = stream.write(cxtls::as_bytes(line)); !ok) return ok;
  if (auto ok = stream.close(); !ok) return ok;
  // A socket that is closed before the client is done may lose what it was sent.
  while (true) {
    const auto n = stream.read(piece);
    if (!n) return n.error();
    if (*n == 0) return cxtls::done{};
  }
}

void serve(cxtls::io::socket socket, cxtls::server_context<my_tls> const& context) {
  my_server tls(context);
  my_stream stream(std::move(socket), tls);
  if (!stream.handshake()) {
    std::printf("refused: %s\n", std::string(cxtls::describe(tls.failure().code)).c_str());
    return;
  }
  const std::string client = name_of_client(tls);
  std::printf("%s, %s\n", client.empty() ? "somebody" : client.c_str(), tls.info().resumed ? "again" : "new");
  (void)converse(stream);
}

int fail(std::string const& why) {
  std::fprintf(stderr, "how_to_serve: %s\n", why.c_str());
  return 1;
}

std::string contents_of(std::string const& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

cxtls::status add_delegated(cxtls::server_config& config, std::string const& files) {
  const std::size_t first = files.find(','), second = files.find(',', first + 1);
  if (second == std::string::npos) return cxtls::errc::file_unreadable;
  const std::string chain_and_key = contents_of(files.substr(0, first));
  auto credential = delegate(chain_and_key, contents_of(files.substr(second + 1)));
  if (!credential) return credential.error();
  const std::string chain = chain_and_key.substr(0, chain_and_key.find("-----BEGIN PRIVATE KEY"));
  auto own = delegated(chain, std::move(*credential), contents_of(files.substr(first + 1, second - first - 1)));
  if (!own) return own.error();
  if (!config.certificates.push(std::move(*own))) return cxtls::errc::out_of_memory;
  return cxtls::done{};
}

int run(std::vector<std::string> const& arguments) {
  if (arguments.size() < 4) return fail("COUNT SESSIONS CLIENT_CA CREDENTIAL...");
  std::vector<std::string> pem_texts, delegating;
  for (std::size_t i = 3; i < arguments.size(); ++i) {
    if (arguments[i].find(',') != std::string::npos)
      delegating.push_back(arguments[i]);
    else
      pem_texts.push_back(contents_of(arguments[i]));
  }
  auto config = with_certificates(pem_texts);
  if (!config) return fail(std::string(cxtls::describe(config.error().code)));
  for (std::string const& files : delegating)
    if (auto ok = add_delegated(*config, files); !ok) return fail(std::string(cxtls::describe(ok.error().code)));
  if (arguments[2] != "none") {
    if (auto ok = ask_clients_who_they_are(*config, contents_of(arguments[2])); !ok)
      return fail(std::string(cxtls::describe(ok.error().code)));
    if (!ask_for_usage(*config)) return fail("out of memory");
  }

  sealed_sessions sealed;
  kept_sessions kept;
  shared_sessions shared;
  if (arguments[1] == "stateless") config->sessions = &sealed.provider;
  if (arguments[1] == "stateful") config->sessions = &kept.provider;
  if (arguments[1] == "shared") {
    std::uint8_t secret[cxtls::ticket_key::secret_size];
    if (!my_backend{}.random(secret) || !shared.rotate({'t', 'o', 'd', 'a', 'y'}, secret)) return fail("no key");
    config->sessions = &shared.provider;
    config->cookies = &shared.cookies;
  }

  auto context = cxtls::server_context<my_tls>::create(std::move(*config));
  if (!context) return fail(std::string(cxtls::describe(context.error().code)));
  auto listener = cxtls::io::listen("127.0.0.1", "0");
  if (!listener) return fail("cannot listen");
  std::printf("port %u\n", listener->port());
  std::fflush(stdout);
  for (unsigned long left = std::stoul(arguments[0]); left > 0; --left) {
    auto socket = listener->accept();
    if (!socket) return fail("cannot accept");
    serve(std::move(*socket), *context);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (std::exception const& why) {
    return fail(why.what());
  }
}
