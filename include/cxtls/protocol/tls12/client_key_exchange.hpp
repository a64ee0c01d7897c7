// ClientKeyExchange of the ECDHE suites (RFC 8422, 5.7).
#pragma once
#include "cxtls/protocol/tls12/ec_point.hpp"

namespace cxtls {

//  struct {                                                RFC 8422, 5.7
//      select (PublicValueEncoding) {
//          case implicit: struct { };
//          case explicit: ECPoint ecdh_Yc;
//      } ecdh_public;
//  } ClientECDiffieHellmanPublic;
// Implicit would be a client's certificate with a fixed ECDH key, which no suite of ours has.
struct ClientECDiffieHellmanPublic {
  ECPoint ecdh_Yc{};
};
template <>
inline constexpr auto wire<ClientECDiffieHellmanPublic> =
    Struct(Field<&ClientECDiffieHellmanPublic::ecdh_Yc>(wire<ECPoint>));

//  struct {                                                RFC 8422, 5.7
//      select (KeyExchangeAlgorithm) {
//          case ec_diffie_hellman: ClientECDiffieHellmanPublic;
//      } exchange_keys;
//  } ClientKeyExchange;
struct ClientKeyExchange {
  ClientECDiffieHellmanPublic exchange_keys{};
};
template <>
inline constexpr auto wire<ClientKeyExchange> =
    Struct(Field<&ClientKeyExchange::exchange_keys>(wire<ClientECDiffieHellmanPublic>));

}  // namespace cxtls
