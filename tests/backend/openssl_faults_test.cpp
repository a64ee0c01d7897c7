// Whole connections on OpenSSL while it fails.
#include "backend_kit/faults.hpp"
#include "cxtls/backend/openssl.hpp"

namespace {
const cxtls::backend_kit::handshake_faults<cxtls::backend::openssl> faults;
}
