// A backend that nothing in cxtls knows of keeps what cxtls relies on.
#include "backend/nettle/nettle.hpp"

#include "backend_kit/kit.hpp"

namespace {

static_assert(cxtls::crypto::require_backend<example::nettle>());
const cxtls::backend_kit::conformance<example::nettle> kit;

}  // namespace
