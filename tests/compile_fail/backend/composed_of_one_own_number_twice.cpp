// first-error: composed<...>: two backends have algorithms of their own under one number (own_aead, own_signature)
#include "../../support/own_toy.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/composed.hpp"

using namespace cxtls;

struct other : backend::boringssl {
  static constexpr auto signatures = crypto::capabilities{crypto::own_signature(0)};
};
static_assert(backend::composed<test::own_toy, other>::signatures.size() > 0);
