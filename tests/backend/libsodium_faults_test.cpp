// Whole connections on libsodium while it fails.
#include "backend_kit/faults.hpp"
#include "cxtls/backend/libsodium.hpp"

namespace {
const cxtls::backend_kit::handshake_faults<cxtls::backend::libsodium> faults;
}
