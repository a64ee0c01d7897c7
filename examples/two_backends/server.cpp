// The plugin: a server on BoringSSL that echoes.
#include "two_backends/server.h"

#include <optional>
#include <vector>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/server.hpp"

struct plugin_tls : cxtls::stack<cxtls::backend::boringssl> {};

struct plugin_server {
  explicit plugin_server(cxtls::server_context<plugin_tls>&& c) : context(std::move(c)) {}
  cxtls::server_context<plugin_tls> context;
  cxtls::server<plugin_tls> tls{context};
  std::vector<std::uint8_t> out{};
};

plugin_server* plugin_server_new(char const* pem, std::size_t size) {
  cxtls::result<cxtls::own_certificate> own = cxtls::own_certificate::from_pem({pem, size});
  if (!own) return nullptr;
  cxtls::server_config config;
  config.certificates = {std::move(*own)};
  auto context = cxtls::server_context<plugin_tls>::create(std::move(config));
  return context ? new plugin_server(std::move(*context)) : nullptr;
}

void plugin_server_free(plugin_server* s) { delete s; }

long plugin_server_receive(plugin_server* s, std::uint8_t const* in, std::size_t size, std::uint8_t const** out) {
  cxtls::bytes left(in, size);
  for (bool again = true; again;) {
    const cxtls::step step = left.empty() ? s->tls.proceed(cxtls::io::now()) : s->tls.receive(left, cxtls::io::now());
    left = left.subspan(step.consumed);
    // A short text: it fits what a connection takes at once.
    if (!step.plaintext.empty() && !s->tls.send(step.plaintext)) return -1;
    again = step.again || !left.empty();
    if (s->tls.failure()) return -1;
  }
  s->out.assign(s->tls.outgoing().begin(), s->tls.outgoing().end());
  s->tls.sent(s->out.size());
  *out = s->out.data();
  return static_cast<long>(s->out.size());
}

char const* plugin_server_backend() { return cxtls::backend::boringssl::name.data(); }
