// error: verify_data<
#include "cxtls/crypto/tls12/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;

bool matches_what_the_client_sent(crypto::tls12::verify_data<crypto::sender::client> const&);
bool mix_up(crypto::tls12::verify_data<crypto::sender::server> const& ours) {
  return matches_what_the_client_sent(ours);
}
