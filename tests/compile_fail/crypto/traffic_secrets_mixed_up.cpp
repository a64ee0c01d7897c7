// error: traffic_secret<
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

void protect_what_the_client_sends(crypto::traffic_secret<crypto::stage::application, crypto::sender::client>);
void mix_up(crypto::traffic_secret<crypto::stage::application, crypto::sender::server> server) {
  protect_what_the_client_sends(std::move(server));
}
