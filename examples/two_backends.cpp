// two_backends PLUGIN CERTIFICATES CA: two backends whose libraries have the same names, in one process. The client is on
// OpenSSL and part of the program; the server is on BoringSSL and a plugin. They talk to each other through memory.
#include <dlfcn.h>

#include <cstdio>
#include <string>

#include "cxtls/backend/openssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/io/posix.hpp"
#include "support/file.hpp"
#include "support/summary.hpp"
#include "two_backends/server.h"

namespace {

struct my_tls : cxtls::stack<cxtls::backend::openssl> {};

// RTLD_LOCAL: what the plugin brings along is nobody else's. RTLD_DEEPBIND: and it takes its own before the program's,
// although OpenSSL, which has functions of the same names, was there first. Without it BoringSSL would call OpenSSL.
struct plugin {
  explicit plugin(char const* path) : handle(::dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND)) {}
  template <class F>
  F* function(F&, char const* name) const {
    return reinterpret_cast<F*>(::dlsym(handle, name));
  }
  void* handle;
};

int failed(char const* what) {
  std::fprintf(stderr, "two_backends: %s\n", what);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return failed("usage: two_backends PLUGIN CERTIFICATES CA");
  const plugin with(argv[1]);
  if (with.handle == nullptr) return failed(::dlerror());
  auto* const make = with.function(plugin_server_new, "plugin_server_new");
  auto* const take = with.function(plugin_server_receive, "plugin_server_receive");
  auto* const drop = with.function(plugin_server_free, "plugin_server_free");
  auto* const name = with.function(plugin_server_backend, "plugin_server_backend");

  const support::result<std::string> pem = support::read_file(argv[2]), anchors = support::read_file(argv[3]);
  if (!pem || !anchors) return failed("a file can't be read");
  plugin_server* const server = make(pem->data(), pem->size());
  if (server == nullptr) return failed("the certificate can't be used");

  auto trust = cxtls::trust_store::from_pem(*anchors);
  if (!trust) return failed("no certificate authority");
  auto context =
      cxtls::client_context<my_tls>::create({.trust = std::move(*trust), .profile = cxtls::profile::private_pki});
  if (!context) return failed("the configuration is wrong");
  cxtls::client<my_tls> tls{*context, cxtls::dns_name{"localhost"}};

  std::string answer;
  bool asked = false;
  (void)tls.start(cxtls::io::now());
  while (answer.empty() && !tls.outgoing().empty()) {
    std::uint8_t const* from_server = nullptr;
    const long size = take(server, tls.outgoing().data(), tls.outgoing().size(), &from_server);
    if (size < 0) return failed("the server refused");
    tls.sent(tls.outgoing().size());
    cxtls::bytes left(from_server, static_cast<std::size_t>(size));
    for (bool again = true; again;) {
      const cxtls::step step = left.empty() ? tls.proceed(cxtls::io::now()) : tls.receive(left, cxtls::io::now());
      left = left.subspan(step.consumed);
      answer += cxtls::as_text(step.plaintext);
      if (tls.failure()) return failed(cxtls::describe(tls.failure().code).data());
      again = step.again || !left.empty();
    }
    if (tls.now() == cxtls::condition::connected && !asked)
      asked = static_cast<bool>(tls.send(cxtls::as_bytes("hello")));
  }
  std::printf("client on %s, server on %s: %s\n", cxtls::backend::openssl::name.data(), name(), answer.c_str());
  support::print_summary(tls, "the plugin", stdout);
  drop(server);
  return answer == "hello" ? 0 : 1;
}
