#include "cxtls/protocol/tls12/hello_request.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
}  // namespace

TEST_CASE("A41: HelloRequest is empty") { obeys_the_laws<HelloRequest, empty>(); }
