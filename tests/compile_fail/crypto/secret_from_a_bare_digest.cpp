// first-error: digest
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

// Nobody knows what was hashed.
auto secret(B const& b, crypto::main_secret<B> const& main, crypto::digest const& messages) {
  return main.client_traffic(b, messages);
}
