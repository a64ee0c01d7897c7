// error-gcc: hash_upto<cxtls::after::ServerHello>
// error-gcc: hash_upto<cxtls::after::ServerFinished>
// error-clang: no viable conversion from 'const hash_upto<after::ServerHello>' to 'const hash_upto<after::ServerFinished>'
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

// Application keys from the wrong point of the transcript.
auto secret(B const& b, crypto::main_secret<B> const& main, crypto::hash_upto<after::ServerHello> const& messages) {
  return main.client_traffic(b, messages);
}
