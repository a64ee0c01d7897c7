#include "cxtls/protocol/tls12/server_hello_done.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
}  // namespace

TEST_CASE("A41: ServerHelloDone is empty") { obeys_the_laws<ServerHelloDone, empty>(); }
