// first-error: verify_server(backend, profile, trust, chain, identity, now): say all of them
#include "../../support/toy_backend.hpp"
#include "cxtls/x509/verify.hpp"

using namespace cxtls;

// Whom is it that one wants to talk to?
auto verified(test::toy_backend const& b, trust_store const& trust, std::span<const bytes> chain) {
  return x509::verify_server(b, profile::webpki, trust, chain, unix_time{0});
}
