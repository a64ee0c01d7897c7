// The server's state until a ClientHello says which version this is. It belongs to neither: each version's transitions lead
// on from it.
#pragma once
#include "cxtls/handshake/hello/server/context.hpp"

namespace cxtls::hello::server {

template <class S>
struct WaitClientHello {
  static constexpr epoch reads = epoch::initial;
};

}  // namespace cxtls::hello::server
