// A policy that leaves no room for what a handshake needs.
// first-error: the policy's memory: a message and a flight have 2048 octets at least
#include "tls.hpp"

struct tiny : cxtls::policy::modern {
  static constexpr cxtls::memory_limits memory{.message = 1024};
};
struct tiny_tls : cxtls::stack<cxtls::backend::boringssl, tiny> {};
template class cxtls::client_context<tiny_tls>;
