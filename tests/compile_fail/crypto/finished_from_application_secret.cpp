// first-error: finished
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto verify_data(B const& b, crypto::traffic_secret<crypto::stage::application, crypto::sender::server> const& secret,
                 crypto::hash_upto<after::ServerCertificateVerify> const& messages) {
  return secret.finished(b, messages);
}
