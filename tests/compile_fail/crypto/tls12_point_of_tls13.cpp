// first-error: transcript: this message can't follow the last one that was added (RFC 5246, 7.3)
#include "cxtls/crypto/tls12/transcript.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto go_on(crypto::tls12::transcript<B, after::tls12::ServerHello> upto, bytes encrypted_extensions) {
  return std::move(upto).add<after::EncryptedExtensions>(encrypted_extensions);
}
