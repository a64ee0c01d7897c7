// first-error: install
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/traffic_secret.hpp"
#include "cxtls/record/tls12/protector.hpp"

using namespace cxtls;
using backend = test::toy_backend;

auto mix_up(backend const& b, record::tls12::protector<backend>& p,
            crypto::traffic_secret<crypto::stage::application, crypto::sender::client> const& secret) {
  return p.install(b, secret);
}
