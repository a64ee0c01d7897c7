#include <cstdio>
#include <fstream>
#include <sstream>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/cxtls.hpp"
#include "cxtls/io/listener.hpp"
#include "cxtls/io/posix.hpp"

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};

int main(int argc, char** argv) {
  std::ostringstream pem;  // the server's certificates, its own first, and its private key
  pem << std::ifstream("server.pem").rdbuf();
  auto own = cxtls::own_certificate::from_pem(pem.str());
  if (!own) return 1;
  cxtls::server_config config;
  config.certificates = {std::move(*own)};
  auto context = cxtls::server_context<my_tls>::create(std::move(config));
  auto listener = cxtls::io::listen("localhost", argc > 1 ? argv[1] : "4433");
  if (!context || !listener) return 2;
  std::fprintf(stderr, "https://localhost:%u/\n", listener->port());
  while (auto socket = listener->accept()) {
    cxtls::server<my_tls> tls{*context};
    cxtls::io::posix_stream stream{std::move(*socket), tls};
    std::uint8_t request[4096];
    if (!stream.read(request)) continue;  // a client that isn't welcome has been told why
    (void)stream.write(cxtls::as_bytes("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nHello\n"));
    if (stream.close()) (void)stream.read(request);  // until the client, too, says that it is done
  }
  return 3;
}
