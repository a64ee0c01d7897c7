// first-error: composed<...>: a backend stands in the list twice; name all that you take of it in one only<B, ...>
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/composed.hpp"

using namespace cxtls::backend;
const composed<only<boringssl, cxtls::NamedGroup::x25519>, boringssl> b;
