// how_to_connect HOST PORT TRUST < LINE: sends a line to a TLS server and prints the line it answers.
// TRUST is `system`, a file of CA certificates, or `pin:` and the SHA-256 of the server's public key in hex;
// `key:` in its place: the key may come without a certificate. `delegated:` and a file of CA certificates: a server's
// certificate may delegate to another key.
// The pages of docs/how-to/ show pieces of this file.
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/x509/trust_store_system.hpp"
#include "support/pin.hpp"

namespace {

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using my_client = cxtls::client<my_tls>;
using my_stream = cxtls::io::posix_stream<my_client>;

// ---- whom to trust ----

cxtls::client_config for_the_public_web() {
  return {.trust = cxtls::trust_store::system(), .profile = cxtls::profile::webpki};
}

cxtls::result<cxtls::client_config> for_a_private_ca(std::string_view pem) {
  auto trust = cxtls::trust_store::from_pem(pem);
  if (!trust) return trust.error();
  return cxtls::client_config{.trust = std::move(*trust), .profile = cxtls::profile::rfc5280};
}

// Its certificate may have delegated the handshake's signature to another key.
cxtls::result<cxtls::client_config> for_delegating_servers(std::string_view pem) {
  auto config = for_a_private_ca(pem);
  if (config) config->accept_delegated_credentials = true;
  return config;
}

// The key decides; of the certificate around it only the rules for private ones are asked.
cxtls::client_config for_pinned_keys() { return {.profile = cxtls::profile::private_pki}; }

// The same of a server that may have no certificate at all: it shows the bare key.
cxtls::client_config for_bare_keys() {
  return {.profile = cxtls::profile::private_pki, .raw_public_keys = cxtls::raw_public_keys::before_x509};
}

// Whatever has a key in it can be a certificate type, too, where keys are pinned.
struct lettered_key {
  static constexpr cxtls::CertificateType type = cxtls::CertificateType(224);
  // The letter K, and the 32 octets of an Ed25519 key.
  static constexpr cxtls::result<cxtls::crypto::public_key> key_of(cxtls::bytes body) {
    if (body.size() != 33 || body[0] != 'K') return cxtls::errc::certificate_malformed;
    return cxtls::crypto::public_key{cxtls::crypto::ed25519_public_key{body.subspan(1)}};
  }
};
struct with_lettered_keys : cxtls::policy::modern {
  using certificate_types = cxtls::certificate_types<lettered_key>;
};
static_assert(cxtls::Policy<with_lettered_keys>);

// ---- who the server must be ----

std::optional<cxtls::identity> identity_from_text(std::string_view host) {
  if (auto address = cxtls::ip_address::parse(host)) return *address;
  if (auto name = cxtls::dns_name::parse(host)) return *name;
  return std::nullopt;
}

// ---- what went wrong ----

std::string explain(cxtls::io::failure const& why, my_client const& tls) {
  if (why.what != cxtls::io::fault::tls_failed) return "the network failed";
  std::string text(cxtls::describe(why.reason.code));
  if (!why.reason.field.empty()) text += " [" + std::string(why.reason.field) + "]";
  if (const auto rule = cxtls::rule_for(why.reason.code); !rule.empty()) text += ", " + std::string(rule);
  if (const auto alert = tls.alert_received()) text += "; the server says: " + std::string(cxtls::name_of(*alert));
  if (const auto alert = tls.alert_sent()) text += "; the server was told: " + std::string(cxtls::name_of(*alert));
  return text;
}

cxtls::io::result<std::string> ask(my_stream& stream, std::string const& line) {
  if (auto ok = stream.write(cxtls::as_bytes(line)); !ok) return ok.error();
  std::string answer;
  std::uint8_t piece[4096];
  while (answer.find('\n') == answer.npos) {
    const auto n = stream.read(piece);
    if (!n) return n.error();
    if (*n == 0) break;
    answer += cxtls::as_text({piece, *n});
  }
  if (auto ok = stream.close(); !ok) return ok.error();
  return answer;
}

int fail(std::string const& why) {
  std::fprintf(stderr, "how_to_connect: %s\n", why.c_str());
  return 1;
}

std::string contents_of(char const* file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

int run(int argc, char** argv) {
  if (argc != 4) return fail("HOST PORT TRUST");
  const std::string_view host = argv[1], trust = argv[3];

  cxtls::client_config config;
  std::optional<cxtls::identity> peer = identity_from_text(host);
  if (trust == "system") {
    config = for_the_public_web();
  } else if (trust.starts_with("pin:")) {
    const auto pin = support::parse_pin(trust.substr(4));
    if (!pin) return fail("a pin is 64 hexadecimal digits");
    peer = cxtls::pinned_keys(*pin);
    config = for_pinned_keys();
  } else if (trust.starts_with("key:")) {
    const auto pin = support::parse_pin(trust.substr(4));
    if (!pin) return fail("a pin is 64 hexadecimal digits");
    peer = cxtls::pinned_keys(*pin);
    config = for_bare_keys();
  } else {
    const bool delegated = trust.starts_with("delegated:");
    auto made = delegated ? for_delegating_servers(contents_of(argv[3] + std::string_view("delegated:").size()))
                          : for_a_private_ca(contents_of(argv[3]));
    if (!made) return fail(std::string(cxtls::describe(made.error().code)));
    config = std::move(*made);
  }
  if (!peer) return fail("neither a host name nor an address");

  auto context = cxtls::client_context<my_tls>::create(std::move(config));
  if (!context) return fail(std::string(cxtls::describe(context.error().code)));
  auto socket = cxtls::io::connect(argv[1], argv[2]);
  if (!socket) return fail("cannot connect");
  my_client tls(*context, *peer);
  my_stream stream(std::move(*socket), tls);
  if (auto ok = stream.handshake(); !ok) return fail(explain(ok.error(), tls));

  std::string line;
  std::getline(std::cin, line);
  const auto answer = ask(stream, line + "\n");
  if (!answer) return fail(explain(answer.error(), tls));
  std::fwrite(answer->data(), 1, answer->size(), stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& out_of_memory) {
    return fail(out_of_memory.what());
  }
}
