// The backend that the tests of connections run on, and the same with failures on demand.
#pragma once
#include "backend_kit/faulty.hpp"
#include "cxtls/crypto/suite.hpp"
#include "support/linked_backend.hpp"

namespace cxtls::test {

using backend_kit::call;
using backend_kit::faults;
using faulty_backend = backend_kit::faulty<linked_backend>;

// What connections negotiate where it doesn't matter what.
inline constexpr CipherSuite usual_suite = crypto::suites<linked_backend>[0].id;
// A server asks again for this group, if the client's configuration is one without_shares().
inline constexpr NamedGroup usual_retry = NamedGroup::x25519;

}  // namespace cxtls::test
