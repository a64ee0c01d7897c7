#include "cxtls/protocol/tls12/client_key_exchange.hpp"

#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

TEST_CASE("A45: OpenSSL's ClientKeyExchange: a share of x25519") {
  obeys_the_laws<ClientKeyExchange, trace::client_key_exchange>();
  BOTH(parse<ClientKeyExchange>(trace::client_key_exchange)->exchange_keys.ecdh_Yc.point.size() == 32);
}

TEST_CASE("A45: a ClientKeyExchange without a share is refused") {
  BOTH(refusal<ClientKeyExchange>(octets(0)) == errc::length_out_of_range);
  BOTH(refusal<ClientKeyExchange>(octets()) == errc::truncated);
  BOTH(build_refusal(ClientKeyExchange{}) == errc::length_out_of_range);
  BOTH(wire<ClientKeyExchange>.max_size() == 256);
}
