// error-gcc: cannot convert
// error-clang: no viable conversion
#include "../../support/toy_backend.hpp"
#include "cxtls/record/record.hpp"

// Records are decrypted where they lie.
auto opened(cxtls::record::opener<cxtls::test::toy_backend>& o, cxtls::bytes record) { return o.open(record); }
