// The backend that the tests of connections run on, the same with failures on demand, and what of it is under test.
#pragma once
#include "backend_kit/faulty.hpp"
#include "cxtls/crypto/suite.hpp"
#include "support/linked_backend.hpp"

namespace cxtls::test {

using backend_kit::call;
using backend_kit::faults;
using faulty_backend = backend_kit::faulty<linked_backend>;

// Has the stack under test this? (test_client.cpp)
bool can(CipherSuite suite);
bool can(NamedGroup group);
bool can(SignatureScheme scheme);

// ---- what connections negotiate and show where it doesn't matter what ----

CipherSuite usual_suite();
NamedGroup usual_group();
// A server asks again for this group, if the client's configuration is one without_shares().
inline constexpr NamedGroup usual_retry = NamedGroup::x25519;
// PEM, leaf first, and the key; and the root.
std::string_view usual_chain();
std::string_view usual_root();

}  // namespace cxtls::test
