// What a server says before it knows to whom.
#pragma once
#include "cxtls/base/bytes.hpp"

namespace cxtls {

// Application data for a client that hasn't finished: it may be anybody, and a replay (RFC 8446, 4.4.4: servers that send
// data after their first flight "have no assurance of either the peer's identity or its liveness").
struct half_rtt {
  bytes data{};
};

}  // namespace cxtls
