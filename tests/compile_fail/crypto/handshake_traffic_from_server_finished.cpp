// first-error: hash_upto<
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto secret(B const& b, crypto::handshake_secret<B> const& handshake,
            crypto::hash_upto<after::ServerFinished> const& messages) {
  return handshake.server_traffic(b, messages);
}
