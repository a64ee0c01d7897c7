// first-error: to_main
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto keys(B const& b, crypto::early_secret<B> early) { return std::move(early).to_main(b); }
