// error-gcc: use of deleted function
// error-clang: call to implicitly-deleted copy constructor of 'cxtls::record::protector<backend>'
// error: two of a key would use each nonce twice: std::move it
#include "../../support/toy_backend.hpp"
#include "cxtls/record/record.hpp"

using backend = cxtls::test::toy_backend;

cxtls::record::protector<backend> twice(cxtls::record::protector<backend> const& p) { return p; }
