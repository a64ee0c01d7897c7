// error-gcc: use of deleted function
// error-clang: call to deleted constructor of 'upto'
// error: duplicate() says it on purpose
#include "cxtls/crypto/transcript.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

using upto = crypto::transcript<B, after::ServerHello>;
upto copy(upto const& t) { return t; }  // t.duplicate() says it on purpose
