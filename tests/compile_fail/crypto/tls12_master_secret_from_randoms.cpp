// first-error: master secret: made from the hash of the messages up to ClientKeyExchange (RFC 7627, 4)
#include "cxtls/crypto/tls12/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

// RFC 5246, 8.1: not bound to the handshake (RFC 7627, 1).
auto master(B const& b, crypto::tls12::suite_info const& suite, crypto::shared_secret const& premaster,
            crypto::tls12::randoms const& r) {
  return crypto::tls12::master_secret::extended(b, suite, premaster, r);
}
