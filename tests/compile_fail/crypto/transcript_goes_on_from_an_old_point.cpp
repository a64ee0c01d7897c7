// first-error: a message goes to one transcript: std::move(it).add<...>(), or its duplicate() first
#include "cxtls/crypto/transcript.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

// Without std::move, messages could be added to two transcripts that think they are one.
auto fork(crypto::transcript<B, after::ServerHello>& upto, bytes message) {
  return upto.add<after::EncryptedExtensions>(message);
}
