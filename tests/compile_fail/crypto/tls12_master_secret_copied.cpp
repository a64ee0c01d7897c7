// first-error: deleted
#include "cxtls/crypto/tls12/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;

crypto::tls12::master_secret copy(crypto::tls12::master_secret const& m) { return m; }  // m.duplicate() says it on purpose
