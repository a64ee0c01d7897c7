// Answers to the questions of Await states, for both roles, and the application's commands.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls {

struct Verified {};  // the application accepts the peer, after the built-in checks did
struct Signature {   // over what AwaitSignature shows
  bounded<std::uint8_t, crypto::max_signature_size> octets{};
};

}  // namespace cxtls

namespace cxtls::tls13 {

// Commands of the application.
struct UpdateKeys {
  bool request_peer = false;  // ask the peer to update its keys, too
};
struct SendTicket {};  // a server's

}  // namespace cxtls::tls13
