// The backend that the tests of handshakes run on, and the same with failures on demand.
#pragma once
#include "backend_kit/faulty.hpp"
#include "cxtls/backend/boringssl.hpp"

namespace cxtls::test {

using backend_kit::call;
using backend_kit::faults;
using faulty_backend = backend_kit::faulty<backend::boringssl>;

}  // namespace cxtls::test
