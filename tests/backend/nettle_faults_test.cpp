// Whole connections on Nettle while it fails.
#include "backend/nettle/nettle.hpp"

#include "backend_kit/faults.hpp"

namespace {
const cxtls::backend_kit::handshake_faults<example::nettle> faults;
}
