// The backend that the tests of connections run on, the same with failures on demand, and what of it is under test.
#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

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

// Can it show and judge this chain of vectors/openssl_chains.hpp?
bool can(std::string_view chain);
// Those of them that it can, in their order; for GENERATE(from_range()).
template <class T>
std::vector<T> that_can(std::initializer_list<T> all) {
  std::vector<T> some;
  for (T const& one : all)
    if (can(one)) some.push_back(one);
  return some;
}

// ---- what connections negotiate and show where it doesn't matter what ----

CipherSuite usual_suite();
NamedGroup usual_group();
// A server asks again for this group, if the client's configuration is one without_shares().
inline constexpr NamedGroup usual_retry = NamedGroup::x25519;
// PEM, leaf first, and the key; and the root.
std::string_view usual_chain();
std::string_view usual_root();

// ---- where it should be another kind than the usual one: the usual one, if there is no other ----

std::string_view other_chain();  // P-256
SignatureScheme other_scheme();  // of other_chain()
// That a server asks again for, of a client whose configuration is retriable(): P-256, P-384.
std::vector<NamedGroup> other_groups();
inline NamedGroup other_group() { return other_groups().front(); }

}  // namespace cxtls::test
