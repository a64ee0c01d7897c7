// first-error: crypto backend: the class `private_key` is missing or lacks a function
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  struct private_key {};
};
static_assert(crypto::require_backend<mine>());
