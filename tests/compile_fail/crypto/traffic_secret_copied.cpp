// first-error: deleted
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

using client_secret = crypto::traffic_secret<crypto::stage::application, crypto::sender::client>;
client_secret copy(client_secret const& s) { return s; }
