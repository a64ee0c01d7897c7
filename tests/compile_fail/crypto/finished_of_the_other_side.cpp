// first-error: Finished: this sender's Finished can't follow the last message in this transcript
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto verify_data(B const& b, crypto::traffic_secret<crypto::stage::handshake, crypto::sender::server> const& secret,
                 crypto::hash_upto<after::ServerFinished> const& messages) {
  return secret.finished(b, messages);  // what the client's Finished takes
}
