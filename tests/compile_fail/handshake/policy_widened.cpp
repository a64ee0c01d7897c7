// first-error: P doesn't have one of these versions, suites, groups or schemes, and a policy only narrows
#include "cxtls/handshake/policies.hpp"

using cxtls::policy::narrow;
static_assert(cxtls::Policy<narrow<cxtls::policy::constrained, cxtls::NamedGroup::x25519>>);
