// first-error: hash_upto<
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto secret(B const& b, crypto::main_secret<B> const& main, crypto::hash_upto<after::ServerFinished> const& messages) {
  return main.resumption(b, messages);
}
