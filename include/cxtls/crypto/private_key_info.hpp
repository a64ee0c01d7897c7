// Private keys in PKCS#8, for backends that have no parser of their own. Nothing is copied: what is read are views of
// the caller's octets, who wipes them.
#pragma once
#include "cxtls/der/der.hpp"

namespace cxtls {
namespace crypto {

//  Attribute ::= SEQUENCE {                                RFC 5958, 2; RFC 5912, 4 has its values in a class
//    attrType    OBJECT IDENTIFIER,
//    attrValues  SET OF ANY }
struct Attribute {
  der::oid attrType{};
  list<der::any> attrValues{};
};

//  OneAsymmetricKey ::= SEQUENCE {                         RFC 5958, 2
//    version                   Version,
//    privateKeyAlgorithm       PrivateKeyAlgorithmIdentifier,
//    privateKey                PrivateKey,
//    attributes            [0] Attributes OPTIONAL,
//    ...,
//    [[2: publicKey        [1] PublicKey OPTIONAL ]],
//    ...
//  }
//  PrivateKeyInfo ::= OneAsymmetricKey
//  Version ::= INTEGER { v1(0), v2(1) } (v1, ..., v2)
//  PrivateKey ::= OCTET STRING
//  PublicKey ::= BIT STRING
//  Attributes ::= SET OF Attribute
// Version 1 is the PrivateKeyInfo of RFC 5208, 5.
struct PrivateKeyInfo {
  std::uint32_t version = 0;
  der::AlgorithmIdentifier privateKeyAlgorithm{};
  bytes privateKey{};
  std::optional<list<Attribute>> attributes{};
  std::optional<der::bit_string> publicKey{};
};

// RFC 5958, 2: "If publicKey is present, then version is set to v2 else version is set to v1."
constexpr bool version_fits(PrivateKeyInfo const& info) {
  return info.version == (info.publicKey.has_value() ? 1u : 0u);
}

}  // namespace crypto

template <>
inline constexpr auto wire<crypto::Attribute> =
    der::Sequence(Field<&crypto::Attribute::attrType>(der::ObjectIdentifier),
                  Field<&crypto::Attribute::attrValues>(der::SetOf<der::any>()));
template <>
inline constexpr auto wire<crypto::PrivateKeyInfo> = der::Tagged<der::tag::sequence>(Where(
    Struct(Field<&crypto::PrivateKeyInfo::version>(der::SmallInteger),
           Field<&crypto::PrivateKeyInfo::privateKeyAlgorithm>(wire<der::AlgorithmIdentifier>),
           Field<&crypto::PrivateKeyInfo::privateKey>(der::OctetString),
           Field<&crypto::PrivateKeyInfo::attributes>(der::Maybe(der::Implicit<0>(der::SetOf<crypto::Attribute>()))),
           Field<&crypto::PrivateKeyInfo::publicKey>(der::Maybe(der::Implicit<1>(der::BitString)))),
    crypto::version_fits));

namespace crypto {

//  CurvePrivateKey ::= OCTET STRING                        RFC 8410, 7
// It stands inside PrivateKeyInfo.privateKey: an OCTET STRING in an OCTET STRING.
struct CurvePrivateKey {
  bytes octets{};
};

}  // namespace crypto

template <>
inline constexpr auto wire<crypto::CurvePrivateKey> =
    der::Tagged<der::tag::octet_string>(Struct(Field<&crypto::CurvePrivateKey::octets>(Remaining)));

namespace crypto {

inline constexpr std::size_t ed25519_seed_size = 32;        // RFC 8032, 5.1.5
inline constexpr std::size_t ed25519_public_key_size = 32;  // RFC 8032, 5.1.5

struct ed25519_private_key {
  bytes seed{};                           // ed25519_seed_size octets
  std::optional<bytes> public_key{};  // that somebody wrote beside it; whether it belongs to it is yet to be seen
};

// What a PrivateKeyInfo of Ed25519 holds. Errors: private_key_malformed; config_unsupported_by_backend for a key of
// another algorithm, whose inside isn't looked at.
constexpr result<ed25519_private_key> ed25519_from_pkcs8(bytes in) {
  const auto info = parse<PrivateKeyInfo>(in);
  if (!info) return error{errc::private_key_malformed, info.error().field};
  if (!(info->privateKeyAlgorithm.algorithm == der::id_Ed25519))
    return error{errc::config_unsupported_by_backend, "privateKeyAlgorithm"};
  // RFC 8410, 3: "For all of the OIDs, the parameters MUST be absent."
  if (info->privateKeyAlgorithm.parameters) return error{errc::private_key_malformed, "parameters"};
  const auto key = parse<CurvePrivateKey>(info->privateKey);
  if (!key || key->octets.size() != ed25519_seed_size) return error{errc::private_key_malformed, "privateKey"};
  ed25519_private_key out{.seed = key->octets};
  if (info->publicKey) {
    if (info->publicKey->unused != 0 || info->publicKey->octets.size() != ed25519_public_key_size)
      return error{errc::private_key_malformed, "publicKey"};
    out.public_key = info->publicKey->octets;
  }
  return out;
}

}  // namespace crypto
}  // namespace cxtls
