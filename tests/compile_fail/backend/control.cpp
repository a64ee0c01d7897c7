#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/composed.hpp"

using mine = cxtls::backend::composed<cxtls::backend::only<cxtls::backend::boringssl, cxtls::NamedGroup::secp256r1>>;
const mine b;
static_assert(mine::groups[0] == cxtls::NamedGroup::secp256r1 && mine::groups.size() == 1);
