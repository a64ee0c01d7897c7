#include "../../support/own_toy.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/composed.hpp"

using mine = cxtls::backend::composed<cxtls::backend::only<cxtls::backend::boringssl, cxtls::NamedGroup::secp256r1>>;
const mine b;
static_assert(mine::groups[0] == cxtls::NamedGroup::secp256r1 && mine::groups.size() == 1);

using more = cxtls::backend::composed<cxtls::test::own_toy, cxtls::backend::boringssl>;
static_assert(more::own_suites.size() == 1 && more::own_tls12_suites.size() == 1 && more::own_schemes.size() == 1);
