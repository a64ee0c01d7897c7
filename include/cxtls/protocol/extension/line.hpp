// One extension of one or more messages, said once: code point, body, where it may stand.
#pragma once
#include "cxtls/protocol/registry/extension_type.hpp"

namespace cxtls {

// The messages that carry extensions. `in::a | in::b` is a set of them.
enum class in : unsigned {
  client_hello = 1,
  server_hello = 2,
  hello_retry_request = 4,
  encrypted_extensions = 8,
  certificate = 16,
  certificate_request = 32,
  new_session_ticket = 64,
  tls12_server_hello = 128,  // TLS 1.2 answers in its ServerHello, and no other of its messages but ClientHello has any
};
constexpr in operator|(in a, in b) { return static_cast<in>(static_cast<unsigned>(a) | static_cast<unsigned>(b)); }
constexpr bool overlap(in a, in b) { return (static_cast<unsigned>(a) & static_cast<unsigned>(b)) != 0; }

// RFC 8446, 4.2: a message either answers an earlier one, and then carries only what that one offered, or it doesn't.
inline constexpr in answering_messages =
    in::server_hello | in::hello_retry_request | in::encrypted_extensions | in::certificate | in::tls12_server_hello;

enum class quirk : std::uint8_t {
  none,
  stands_last,  // no other extension follows it in its message
  needs_no_offer  // may stand in an answering message although it wasn't offered
};

// A line of the registry. The same type in two messages, with two meanings, takes two lines with two bodies.
template <ExtensionType Type, class Body, in Where, quirk Quirk = quirk::none>
struct Extension {
  static constexpr ExtensionType type = Type;
  static constexpr in where = Where;
  static constexpr quirk is = Quirk;
  using body = Body;
};

// A list of lines. The application's own: extensions<my_line, my_other_line>.
template <class... Lines>
struct extensions {};

}  // namespace cxtls
