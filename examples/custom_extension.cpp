// An extension of one's own, from outside the library: client and server greet each other within their handshake, in one
// program and over memory.
#include <cstdio>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/cxtls.hpp"

// One struct, its descriptor, and the line that says where it stands. 0xff77 is of the range that RFC 8446, 11 leaves
// for private use.
struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8, {.min = 1, .max = 64})));
using greeting =
    cxtls::Extension<cxtls::ExtensionType(0xff77), Greeting, cxtls::in::client_hello | cxtls::in::encrypted_extensions>;

struct my_tls : cxtls::stack<cxtls::backend::boringssl, cxtls::policy::tls13, cxtls::extensions<greeting>> {};

// Instead of certificates, a key that both have: fit for an example in one program, and for nothing else.
cxtls::result<cxtls::external_psk> shared_key() {
  return cxtls::external_psk::create(cxtls::as_bytes("example"), cxtls::as_bytes("not a secret: it stands here"));
}

// What one side has to send reaches the other.
cxtls::step carry(auto& from, auto& to) {
  const cxtls::unix_time now{1'800'000'000};
  cxtls::step s = to.receive(from.outgoing(), now);
  from.sent(s.consumed);
  return s;
}

void print(char const* who, std::optional<Greeting> const& said) {
  const std::string_view text = said ? cxtls::as_text(said->text) : "(nothing)";
  std::printf("%s: %.*s\n", who, static_cast<int>(text.size()), text.data());
}

int main() {
  auto clients = cxtls::client_context<my_tls>::create({});
  cxtls::server_config config;
  if (auto key = shared_key()) (void)config.psks.push(std::move(*key));
  auto servers = cxtls::server_context<my_tls>::create(std::move(config));
  auto key = shared_key();
  if (!clients || !servers || !key) return 1;

  cxtls::client<my_tls> client{*clients, std::move(*key)};
  cxtls::server<my_tls> server{*servers};
  if (!client.set_extension(Greeting{cxtls::as_bytes("hello from the client")})) return 2;
  if (!server.set_extension(Greeting{cxtls::as_bytes("hello from the server")})) return 2;

  (void)client.start({1'800'000'000});
  for (int flight = 0; flight < 2; ++flight) {
    (void)carry(client, server);
    (void)carry(server, client);
  }
  if (client.now() != cxtls::condition::connected || server.now() != cxtls::condition::connected) return 3;
  print("the server was told", server.peer_extension<Greeting>());
  print("the client was told", client.peer_extension<Greeting>());
}
