// error-gcc: use of deleted function
// error-clang: call to implicitly-deleted copy constructor of 'cxtls::record::key<backend>'
// error: two of a key would use each nonce twice: std::move it
#include "../../support/toy_backend.hpp"
#include "cxtls/record/record.hpp"

using backend = cxtls::test::toy_backend;

// Two keys that count alike use each nonce twice.
cxtls::record::key<backend> twice(cxtls::record::key<backend> const& k) { return k; }
