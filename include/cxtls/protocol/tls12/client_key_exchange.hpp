// ClientKeyExchange of the ECDHE suites (RFC 8422, 5.7).
#pragma once
#include "cxtls/protocol/tls12/ec_point.hpp"

namespace cxtls {

//  struct {                                                RFC 8422, 5.7
//      ECPoint ecdh_Yc;
//  } ClientECDiffieHellmanPublic;
// RFC 4492 had an implicit one, too, of no octets: no suite of ours has it.
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
