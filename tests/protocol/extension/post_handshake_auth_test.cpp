#include "cxtls/protocol/extension/post_handshake_auth.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
}

TEST_CASE("C50: post_handshake_auth is empty") { obeys_the_laws<PostHandshakeAuth, empty>(); }
