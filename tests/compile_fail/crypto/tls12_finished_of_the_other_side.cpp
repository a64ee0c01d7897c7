// first-error: Finished: the server's can't follow the last message in this transcript (RFC 5246, 7.4.9)
#include "cxtls/crypto/tls12/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto verify_data(B const& b, crypto::tls12::master_secret const& master,
                 crypto::hash_upto<after::tls12::ClientKeyExchange> const& messages) {
  return master.server_finished(b, messages);  // what the client's Finished takes
}
