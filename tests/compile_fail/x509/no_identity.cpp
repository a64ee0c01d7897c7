// error-gcc: no matching function for call to 'verify_server
// error-clang: no matching function for call to 'verify_server'
#include "../../support/toy_backend.hpp"
#include "cxtls/x509/verify.hpp"

using namespace cxtls;

// Whom is it that one wants to talk to?
auto verified(test::toy_backend const& b, trust_store const& trust, std::span<const bytes> chain) {
  return x509::verify_server(b, profile::webpki, trust, chain, unix_time{0});
}
