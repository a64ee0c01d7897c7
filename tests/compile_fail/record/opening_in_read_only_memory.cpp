// error-gcc: cannot convert
// error-clang: no viable conversion
#include "cxtls/record/record.hpp"
#include "../../support/toy_backend.hpp"

// Records are decrypted where they lie.
auto opened(cxtls::record::opener<cxtls::test::toy_backend>& o, cxtls::bytes record) { return o.open(record); }
