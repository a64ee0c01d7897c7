#include "cxtls/backend/openssl.hpp"

#include "backend_kit/kit.hpp"

namespace {
const cxtls::backend_kit::conformance<cxtls::backend::openssl> kit;
}
