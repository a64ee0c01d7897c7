// first-error: verify_server(backend, profile, trust, chain, identity, now): say all of them
#include "../../support/toy_backend.hpp"
#include "cxtls/x509/verify.hpp"

using namespace cxtls;

// By which rules?
auto verified(test::toy_backend const& b, trust_store const& trust, std::span<const bytes> chain) {
  return x509::verify_server(b, trust, chain, dns_name{"example.com"}, unix_time{0});
}
