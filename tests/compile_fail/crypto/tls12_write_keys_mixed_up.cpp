// error: write_keys<
#include "cxtls/crypto/tls12/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;

void protect_what_the_client_sends(crypto::tls12::write_keys<crypto::sender::client>);
void mix_up(crypto::tls12::key_block keys) { protect_what_the_client_sends(std::move(keys.server)); }
