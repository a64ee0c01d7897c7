// first-error: only<B, ...>: B doesn't list one of these algorithms
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/composed.hpp"

using mine = cxtls::backend::only<cxtls::backend::boringssl, cxtls::NamedGroup::ffdhe2048>;
const mine b;
