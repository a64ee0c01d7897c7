// first-error: it may be an error: look at it, or say (void)
#pragma GCC diagnostic error "-Wunused-result"
#include "../../support/toy_backend.hpp"
#include "cxtls/record/record.hpp"

void opened(cxtls::record::opener<cxtls::test::toy_backend>& o, cxtls::mutable_bytes record) { o.open(record); }
