// Whole connections on BoringSSL while it fails.
#include "backend_kit/faults.hpp"
#include "cxtls/backend/boringssl.hpp"

namespace {
const cxtls::backend_kit::handshake_faults<cxtls::backend::boringssl> faults;
}
