// how_to_keys: two endpoints that share a key and are client and server of each other, in memory.
// The pages of docs/how-to/ show pieces of this file.
#include <cstdio>
#include <string_view>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/server.hpp"

namespace {

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};

// In earnest, from somewhere else than the program.
constexpr std::string_view their_key = "128 bits or more, from a good source";

struct endpoint {
  std::string_view own, peer;

  // The same for both roles. Whose name stands where in the context, the type of the key decides.
  template <class Psk>
  cxtls::result<Psk> key() const {
    return Psk::create(cxtls::as_bytes("key of 2026"), cxtls::as_bytes(their_key),
                       {.own = cxtls::as_bytes(own), .peer = cxtls::as_bytes(peer)});
  }
  cxtls::result<cxtls::server_context<my_tls>> as_server() const {
    auto psk = key<cxtls::server_psk>();
    if (!psk) return psk.error();
    cxtls::server_config config;
    if (!config.imported_psks.push(std::move(*psk))) return cxtls::errc::out_of_memory;
    return cxtls::server_context<my_tls>::create(std::move(config));
  }
};

// What becomes of a connection.
cxtls::error connect(endpoint const& from, endpoint const& to) {
  const cxtls::unix_time now{1'800'000'000};
  const auto clients = cxtls::client_context<my_tls>::create({});
  const auto servers = to.as_server();
  auto psk = from.key<cxtls::client_psk>();
  if (!clients || !servers || !psk) return cxtls::error{cxtls::errc::backend_failed};
  cxtls::client<my_tls> client(*clients, std::move(*psk));
  cxtls::server<my_tls> server(*servers);
  (void)client.start(now);
  for (int flight = 0; flight < 2; ++flight) {
    server.receive(client.outgoing(), now);
    client.sent(client.outgoing().size());
    client.receive(server.outgoing(), now);
    server.sent(server.outgoing().size());
  }
  if (client.now() == cxtls::condition::connected && server.now() == cxtls::condition::connected) return {};
  return server.failure();
}

void tell(endpoint const& from, endpoint const& to) {
  const cxtls::error why = connect(from, to);
  const std::string_view text = why ? "refused" : "connected";
  std::printf("%.*s to %.*s: %.*s\n", static_cast<int>(from.own.size()), from.own.data(),
              static_cast<int>(to.own.size()), to.own.data(), static_cast<int>(text.size()), text.data());
}

}  // namespace

int main() {
  const endpoint alice{"alice", "bob"}, bob{"bob", "alice"};
  tell(alice, bob);
  tell(bob, alice);
  tell(alice, alice);  // her own ClientHello, sent back
}
