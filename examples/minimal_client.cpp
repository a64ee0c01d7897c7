#include <cstdio>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/cxtls.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/x509/trust_store_system.hpp"

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};

int main() {
  auto context = cxtls::client_context<my_tls>::create({.trust = cxtls::trust_store::system()});
  auto socket = cxtls::io::connect("example.com", "443");
  if (!context || !socket) return 1;
  cxtls::client<my_tls> tls{*context, cxtls::dns_name{"example.com"}};
  cxtls::io::posix_stream stream{std::move(*socket), tls};
  if (!stream.write(cxtls::as_bytes("GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n"))) return 2;
  for (std::uint8_t page[16384];;) {
    auto n = stream.read(page);
    if (!n || *n == 0) return n ? 0 : 3;  // 0: all of it came, and the server said so
    std::fwrite(page, 1, *n, stdout);
  }
}
