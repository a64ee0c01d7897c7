// ServerKeyExchange of the ECDHE suites (RFC 8422, 5.4).
#pragma once
#include "cxtls/protocol/registry/ec_curve_type.hpp"
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/protocol/tls12/digitally_signed.hpp"
#include "cxtls/protocol/tls12/ec_point.hpp"

namespace cxtls {

//  struct {                                                RFC 8422, 5.4
//      ECCurveType    curve_type;
//      select (curve_type) {
//          case named_curve:
//              NamedCurve namedcurve;
//      };
//  } ECParameters;
// RFC 8422, 5.4: explicit_prime and explicit_char2 are deprecated; what would follow them is not defined any more.
struct ECParameters {
  ECCurveType curve_type = ECCurveType::named_curve;
  NamedGroup namedcurve{};
};
template <>
inline constexpr auto wire<ECParameters> =
    Struct(Field<&ECParameters::curve_type>(OneOf<ECCurveType::named_curve>(wire<ECCurveType>)),
           Field<&ECParameters::namedcurve>(wire<NamedGroup>));

//  struct {                                                RFC 8422, 5.4
//      ECParameters    curve_params;
//      ECPoint         public;
//  } ServerECDHParams;
struct ServerECDHParams {
  ECParameters curve_params{};
  ECPoint public_key{};  // `public` is a word of C++
};
template <>
inline constexpr auto wire<ServerECDHParams> = Struct(Field<&ServerECDHParams::curve_params>(wire<ECParameters>),
                                                      Field<&ServerECDHParams::public_key>(wire<ECPoint>));

//  select (KeyExchangeAlgorithm) {                         RFC 8422, 5.4
//      case ec_diffie_hellman:
//          ServerECDHParams    params;
//          Signature           signed_params;
//  } ServerKeyExchange;
// Which suite it is for, the message doesn't say; cxtls has no others than these.
struct ServerKeyExchange {
  ServerECDHParams params{};
  DigitallySigned signed_params{};
};
template <>
inline constexpr auto wire<ServerKeyExchange> = Struct(Field<&ServerKeyExchange::params>(wire<ServerECDHParams>),
                                                       Field<&ServerKeyExchange::signed_params>(wire<DigitallySigned>));

// What is signed is both hellos' randoms and then the octets of `params` (RFC 8422, 5.4): these, of a message that is
// given without its header. None if it doesn't begin with them.
constexpr bytes server_params_octets(bytes server_key_exchange_body) {
  reader r(server_key_exchange_body);
  return wire<ServerECDHParams>.check(r) ? r.since(0) : bytes{};
}

}  // namespace cxtls
