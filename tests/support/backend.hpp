// The backend that the tests of connections run on, and the same with failures on demand.
#pragma once
#include "backend_kit/faulty.hpp"
#include "support/linked_backend.hpp"

namespace cxtls::test {

using backend_kit::call;
using backend_kit::faults;
using faulty_backend = backend_kit::faulty<linked_backend>;

}  // namespace cxtls::test
