// first-error: begin
#include "cxtls/crypto/tls12/transcript.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto begin(B const& b, bytes message) {
  return crypto::tls12::transcript<B, after::tls12::ClientKeyExchange>::begin(b, crypto::hash_algorithm::sha256, message,
                                                                              crypto::tls12::keep::hash_only);
}
