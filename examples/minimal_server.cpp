#include <fstream>
#include <sstream>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/cxtls.hpp"
#include "cxtls/io/listener.hpp"
#include "cxtls/io/posix.hpp"

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};

int main() {
  std::ostringstream pem;  // certificates, the server's own first, and its private key
  pem << std::ifstream("server.pem").rdbuf();
  auto own = cxtls::own_certificate::from_pem(pem.str());
  if (!own) return 1;
  cxtls::server_config config;
  config.certificates = {std::move(*own)};
  auto context = cxtls::server_context<my_tls>::create(std::move(config));
  auto listener = cxtls::io::listen("localhost", "4433");
  if (!context || !listener) return 2;
  for (;;) {
    auto socket = listener->accept();
    if (!socket) return 3;
    cxtls::server<my_tls> tls{*context};
    cxtls::io::posix_stream stream{std::move(*socket), tls};
    std::uint8_t request[4096];
    if (!stream.read(request)) continue;
    if (!stream.write(cxtls::as_bytes("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nHello\n")))
      continue;
    if (stream.close()) (void)stream.read(request);  // the client's goodbye
  }
}
