#include "cxtls/protocol/tls12/finished.hpp"

#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

TEST_CASE("A41: OpenSSL's Finished of TLS 1.2 is 12 octets, never more or less") {
  obeys_the_laws<tls12::Finished, trace::finished>();
  BOTH(parse<tls12::Finished>(trace::finished)->verify_data == trace::finished);
  BOTH(wire<tls12::Finished>.min_size() == 12 && wire<tls12::Finished>.max_size() == 12);
}
