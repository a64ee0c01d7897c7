// without_exceptions PORT CA_FILE: a whole client in a program that knows neither exceptions nor run-time types.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/protocol/error_table.hpp"

#if defined(__cpp_exceptions) || defined(__cpp_rtti)
#error "this file is to be compiled with -fno-exceptions -fno-rtti"
#endif

namespace {

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};

int fail(char const* what) {
  std::printf("%s\n", what);
  return 1;
}
cxtls::unix_time now() { return {std::time(nullptr)}; }

int run(int tcp, cxtls::client<my_tls>& tls) {
  bool asked = false;
  cxtls::step s = tls.start(now());
  for (;;) {
    while (s.to_send != 0) {
      const ssize_t n = ::write(tcp, tls.outgoing().data(), tls.outgoing().size());
      if (n <= 0) return fail("write");
      tls.sent(static_cast<std::size_t>(n));
      s.to_send = tls.outgoing().size();
    }
    std::fwrite(s.plaintext.data(), 1, s.plaintext.size(), stdout);
    if (!s.plaintext.empty()) {
      if (!tls.close()) return fail("close");
      s.to_send = tls.outgoing().size();
      s.plaintext = {};
      continue;
    }
    if (s.now == cxtls::condition::closed) return 0;
    if (s.now == cxtls::condition::failed) return fail(cxtls::describe(tls.failure().code).data());
    if (s.now == cxtls::condition::connected && !asked) {
      asked = true;
      if (!tls.send(cxtls::as_bytes("olleh\n"))) return fail("send");
      s.to_send = tls.outgoing().size();
      continue;
    }
    if (s.again) {
      s = tls.proceed(now());
      continue;
    }
    const cxtls::mutable_bytes room = tls.prepare();
    const ssize_t n = ::read(tcp, room.data(), room.size());
    if (n <= 0) return fail("read");
    s = tls.commit(static_cast<std::size_t>(n), now());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return fail("PORT CA_FILE");
  static char pem[65536];
  std::FILE* const file = std::fopen(argv[2], "rb");
  if (file == nullptr) return fail("CA_FILE");
  const std::size_t size = std::fread(pem, 1, sizeof pem, file);
  std::fclose(file);
  auto trust = cxtls::trust_store::from_pem({pem, size});
  if (!trust) return fail("trust");
  cxtls::client_config config{.trust = std::move(*trust), .profile = cxtls::profile::rfc5280};
  auto context = cxtls::client_context<my_tls>::create(std::move(config));
  if (!context) return fail("context");

  const int tcp = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<std::uint16_t>(std::atoi(argv[1])));
  if (::connect(tcp, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) return fail("connect");
  cxtls::client<my_tls> tls(*context, cxtls::dns_name{"localhost"});
  const int status = run(tcp, tls);
  ::close(tcp);
  return status;
}
