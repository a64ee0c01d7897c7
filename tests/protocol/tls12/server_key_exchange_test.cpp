#include "cxtls/protocol/tls12/server_key_exchange.hpp"

#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

TEST_CASE("A45: OpenSSL's ServerKeyExchange: x25519, signed with ECDSA") {
  obeys_the_laws<ServerKeyExchange, trace::server_key_exchange>();
  BOTH(parse<ServerKeyExchange>(trace::server_key_exchange)->params.curve_params.namedcurve == NamedGroup::x25519);
  BOTH(parse<ServerKeyExchange>(trace::server_key_exchange)->params.public_key.point.size() == 32);
  BOTH(parse<ServerKeyExchange>(trace::server_key_exchange)->signed_params.algorithm ==
       SignatureScheme::ecdsa_secp256r1_sha256);
}

TEST_CASE("A45: what a ServerKeyExchange's signature covers are the octets of its params") {
  static constexpr auto whole = trace::server_key_exchange;
  BOTH(equal(server_params_octets(whole), bytes(whole).first(1 + 2 + 1 + 32)));
  BOTH(server_params_octets(bytes(whole).first(35)).empty());
  BOTH(server_params_octets({}).empty());
}

TEST_CASE("A45: a curve by its parameters is refused, an unknown named one is kept") {
  BOTH(refusal<ServerECDHParams>(octets(1, 0, 29, 1, 9)) == errc::unknown_value);
  BOTH(refusal<ServerECDHParams>(octets(2, 0, 29, 1, 9)) == errc::unknown_value);
  BOTH(check<ServerECDHParams>(octets(1, 0, 29, 1, 9)).field == "curve_type");
  BOTH(round_trips<ServerECDHParams>(octets(3, 0x77, 0x77, 1, 9)));
  BOTH(parse<ServerECDHParams>(octets(3, 0x77, 0x77, 1, 9))->curve_params.namedcurve == NamedGroup{0x7777});
  BOTH(build_refusal(ECParameters{ECCurveType::explicit_prime, NamedGroup::x25519}) == errc::unknown_value);
}

TEST_CASE("A45: a ServerKeyExchange without a share or without a signature is refused") {
  BOTH(refusal<ServerKeyExchange>(octets(3, 0, 29, 0, 4, 3, 0, 1, 9)) == errc::length_out_of_range);
  BOTH(check<ServerKeyExchange>(octets(3, 0, 29, 0, 4, 3, 0, 1, 9)).field == "point");
  // As an anonymous suite would send it
  BOTH(refusal<ServerKeyExchange>(octets(3, 0, 29, 1, 9)) == errc::truncated);
}
