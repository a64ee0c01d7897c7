// first-error: master secret: made from the hash of the messages up to ClientKeyExchange (RFC 7627, 4)
#include "cxtls/crypto/tls12/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

// RFC 7627, 3: "up to and including the ClientKeyExchange message".
auto master(B const& b, crypto::tls12::suite_info const& suite, crypto::shared_secret const& premaster,
            crypto::hash_upto<after::tls12::CertificateVerify> const& messages) {
  return crypto::tls12::master_secret::extended(b, suite, premaster, messages);
}
