// Private keys as they were before PKCS#8 wrapped them, in PEM "RSA PRIVATE KEY" and "EC PRIVATE KEY". Described so that
// a backend which can't use them says so, rather than calling a good key malformed.
#pragma once
#include "cxtls/der/der.hpp"

namespace cxtls {
namespace crypto {

//  RSAPrivateKey ::= SEQUENCE {                            RFC 8017, A.1.2
//      version           Version,
//      modulus           INTEGER,  -- n
//      publicExponent    INTEGER,  -- e
//      privateExponent   INTEGER,  -- d
//      prime1            INTEGER,  -- p
//      prime2            INTEGER,  -- q
//      exponent1         INTEGER,  -- d mod (p-1)
//      exponent2         INTEGER,  -- d mod (q-1)
//      coefficient       INTEGER,  -- (inverse of q) mod p
//      otherPrimeInfos   OtherPrimeInfos OPTIONAL
//  }
//  Version ::= INTEGER { two-prime(0), multi(1) }
// Of two primes: nobody takes keys of more.
struct RSAPrivateKey {
  std::uint32_t version = 0;
  bytes modulus{};
  bytes publicExponent{};
  bytes privateExponent{};
  bytes prime1{};
  bytes prime2{};
  bytes exponent1{};
  bytes exponent2{};
  bytes coefficient{};
};

//  ECPrivateKey ::= SEQUENCE {                             RFC 5915, 3
//    version        INTEGER { ecPrivkeyVer1(1) } (ecPrivkeyVer1),
//    privateKey     OCTET STRING,
//    parameters [0] ECParameters {{ NamedCurve }} OPTIONAL,
//    publicKey  [1] BIT STRING OPTIONAL
//  }
struct ECPrivateKey {
  std::uint32_t version = 1;
  bytes privateKey{};
  std::optional<der::oid> parameters{};
  std::optional<der::bit_string> publicKey{};
};

}  // namespace crypto

template <>
inline constexpr auto wire<crypto::RSAPrivateKey> = der::Sequence(
    Field<&crypto::RSAPrivateKey::version>(OneOf<0>(der::SmallInteger)),
    Field<&crypto::RSAPrivateKey::modulus>(der::Unsigned), Field<&crypto::RSAPrivateKey::publicExponent>(der::Unsigned),
    Field<&crypto::RSAPrivateKey::privateExponent>(der::Unsigned), Field<&crypto::RSAPrivateKey::prime1>(der::Unsigned),
    Field<&crypto::RSAPrivateKey::prime2>(der::Unsigned), Field<&crypto::RSAPrivateKey::exponent1>(der::Unsigned),
    Field<&crypto::RSAPrivateKey::exponent2>(der::Unsigned), Field<&crypto::RSAPrivateKey::coefficient>(der::Unsigned));
template <>
inline constexpr auto wire<crypto::ECPrivateKey> =
    der::Sequence(Field<&crypto::ECPrivateKey::version>(OneOf<1>(der::SmallInteger)),
                  Field<&crypto::ECPrivateKey::privateKey>(der::OctetString),
                  Field<&crypto::ECPrivateKey::parameters>(der::Maybe(der::Explicit<0>(der::ObjectIdentifier))),
                  Field<&crypto::ECPrivateKey::publicKey>(der::Maybe(der::Explicit<1>(der::BitString))));

namespace crypto {

constexpr bool is_bare_private_key(bytes in) { return !check<RSAPrivateKey>(in) || !check<ECPrivateKey>(in); }

}  // namespace crypto
}  // namespace cxtls
