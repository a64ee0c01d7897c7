// how_to_compress PORT CA_FILE [BOTH]: a handshake with a server on this machine whose certificate may come compressed; BOTH
// is a file with certificates and a key of ours, for a server that asks.
// how_to_compress serve BOTH [CA_FILE]: one connection as a server, whose client shows a certificate if there is a CA_FILE.
// Says which certificates went over how. The pages of docs/how-to/ show pieces of this file.
#include <cstdio>
#include <exception>
#include <fstream>
#include <sstream>
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/compression/brotli.hpp"
#include "cxtls/compression/zlib.hpp"
#include "cxtls/io/listener.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/server.hpp"

namespace {

struct observer {
  void message(bool sent, cxtls::bytes message) {
    const auto type = static_cast<cxtls::HandshakeType>(message[0]);
    if (type != cxtls::HandshakeType::certificate && type != cxtls::HandshakeType::compressed_certificate) return;
    std::printf("%s %s\n", sent ? "sent" : "received", std::string(cxtls::name_of(type)).c_str());
  }
};

// The best first: what both have is used.
struct compressing : cxtls::policy::modern {
  using certificate_compressions =
      cxtls::certificate_compressions<cxtls::compression::brotli, cxtls::compression::zlib>;
  using observer = ::observer;
};
struct my_tls : cxtls::stack<cxtls::backend::boringssl, compressing> {};

int fail(std::string_view why) {
  std::fprintf(stderr, "how_to_compress: %s\n", std::string(why).c_str());
  return 1;
}
std::string contents_of(char const* file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

template <class Tls>
int talk(cxtls::io::socket&& socket, Tls& tls) {
  cxtls::io::posix_stream<Tls> stream(std::move(socket), tls);
  std::uint8_t rest[64];
  const bool good = stream.handshake() && stream.close();
  if (good) (void)stream.read(rest);  // until the peer, too, says that it is done
  return good ? 0 : fail(cxtls::describe(tls.failure().code));
}

int connect(char const* port, char const* ca_file, char const* both) {
  auto trust = cxtls::trust_store::from_pem(contents_of(ca_file));
  if (!trust) return fail(cxtls::describe(trust.error().code));
  cxtls::client_config config{.trust = std::move(*trust), .profile = cxtls::profile::rfc5280};
  if (both != nullptr) {
    auto own = cxtls::own_certificate::from_pem(contents_of(both));
    if (!own || !config.certificates.push(std::move(*own))) return fail("no usable certificate");
  }
  const auto context = cxtls::client_context<my_tls>::create(std::move(config));
  if (!context) return fail(cxtls::describe(context.error().code));
  auto socket = cxtls::io::connect("localhost", port);
  if (!socket) return fail("cannot connect");
  cxtls::client<my_tls> tls(*context, cxtls::dns_name{"localhost"});
  return talk(std::move(*socket), tls);
}

int serve(char const* both, char const* ca_file) {
  cxtls::server_config config;
  auto own = cxtls::own_certificate::from_pem(contents_of(both));
  if (!own || !config.certificates.push(std::move(*own))) return fail("no usable certificate");
  if (ca_file != nullptr) {
    auto trust = cxtls::trust_store::from_pem(contents_of(ca_file));
    if (!trust) return fail(cxtls::describe(trust.error().code));
    config.trust = std::move(*trust);
    config.clients = cxtls::client_authentication::required;
  }
  const auto context = cxtls::server_context<my_tls>::create(std::move(config));
  if (!context) return fail(cxtls::describe(context.error().code));
  auto listener = cxtls::io::listen("localhost", "0");
  if (!listener) return fail("cannot listen");
  std::printf("port %u\n", listener->port());
  std::fflush(stdout);
  auto socket = listener->accept();
  if (!socket) return fail("nobody came");
  cxtls::server<my_tls> tls(*context);
  return talk(std::move(*socket), tls);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 3 || argc > 4) return fail("PORT CA_FILE [BOTH], or: serve BOTH [CA_FILE]");
    char const* const last = argc == 4 ? argv[3] : nullptr;
    return std::string_view(argv[1]) == "serve" ? serve(argv[2], last) : connect(argv[1], argv[2], last);
  } catch (std::exception const& out_of_memory) {
    return fail(out_of_memory.what());
  }
}
