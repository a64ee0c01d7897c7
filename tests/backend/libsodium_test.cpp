#include "cxtls/backend/libsodium.hpp"

#include "backend_kit/kit.hpp"

namespace {
const cxtls::backend_kit::conformance<cxtls::backend::libsodium> kit;
}
