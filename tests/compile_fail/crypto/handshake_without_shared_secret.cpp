// first-error: the shared secret is missing
#include "cxtls/crypto/key_schedule.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

// CVE-2023-3724: predictable keys.
auto keys(B const& b, crypto::early_secret<B> early) { return std::move(early).to_handshake(b); }
