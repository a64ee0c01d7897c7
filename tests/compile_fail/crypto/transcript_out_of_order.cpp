// first-error: transcript: this message can't follow the last one that was added (RFC 8446, 4.4.1)
#include "cxtls/crypto/transcript.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto skip(crypto::transcript<B, after::ServerHello> upto, bytes certificate) {
  return std::move(upto).add<after::ServerCertificate>(certificate);  // EncryptedExtensions is missing
}
