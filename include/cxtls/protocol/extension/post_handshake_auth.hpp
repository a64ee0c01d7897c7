// post_handshake_auth: the client may be asked for a certificate later (RFC 8446, 4.2.6).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {} PostHandshakeAuth;                            RFC 8446, 4.2.6
struct PostHandshakeAuth {};
template <>
inline constexpr auto wire<PostHandshakeAuth> = Empty<PostHandshakeAuth>;

}  // namespace cxtls
