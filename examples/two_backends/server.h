// A TLS server as a plugin: octets in, octets out. Nothing of it names a cryptographic library, and only these functions
// leave the plugin.
#pragma once
#include <cstddef>
#include <cstdint>

extern "C" {
struct plugin_server;
// PEM: the certificate chain, leaf first, and its key. Null if they can't be used.
[[gnu::visibility("default")]] plugin_server* plugin_server_new(char const* pem, std::size_t size);
[[gnu::visibility("default")]] void plugin_server_free(plugin_server*);
// Takes octets of the client, and answers what the client says with the same. Returns how many octets it has for the
// client, at `out`, until the next call; negative: the connection has failed.
[[gnu::visibility("default")]] long plugin_server_receive(plugin_server*, std::uint8_t const* in, std::size_t size,
                                                          std::uint8_t const** out);
// Whose cryptography this is.
[[gnu::visibility("default")]] char const* plugin_server_backend();
}
