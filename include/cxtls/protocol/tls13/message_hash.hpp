// message_hash: what stands for the first ClientHello in the transcript after a HelloRetryRequest (RFC 8446, 4.4.1).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// RFC 8446, 4.4.1: "a special synthetic handshake message of handshake type "message_hash" containing
// Hash(ClientHello1)". Never sent, and never accepted.
struct MessageHash {
  bytes hash{};
};
template <>
inline constexpr auto wire<MessageHash> = Struct(Field<&MessageHash::hash>(Remaining));

}  // namespace cxtls
