// Public keys as views of the octets that came in a certificate.
#pragma once
#include <variant>

#include "cxtls/base/bytes.hpp"
#include "cxtls/crypto/algorithm.hpp"
#include "cxtls/der/primitive.hpp"
#include "cxtls/protocol/registry/named_group.hpp"

namespace cxtls::crypto {

// Both big-endian without leading zeros. The backend checks their sizes.
struct rsa_public_key {
  bytes modulus{};
  bytes exponent{};
};
// Uncompressed: 0x04 || X || Y. The backend checks that it is on the curve.
struct ec_public_key {
  NamedGroup group{};
  bytes point{};
};
// 32 octets (RFC 8032, 5.1.5).
struct ed25519_public_key {
  bytes key{};
};
// Of an algorithm that a backend adds (scheme_info): the octets of subjectPublicKey. The backend checks them.
struct own_public_key {
  der::oid algorithm{};
  bytes key{};
};
using public_key = std::variant<rsa_public_key, ec_public_key, ed25519_public_key, own_public_key>;

constexpr key_kind kind_of(public_key const& key) {
  if (std::holds_alternative<rsa_public_key>(key)) return key_kind::rsa;
  if (std::holds_alternative<ec_public_key>(key)) return key_kind::ec;
  if (std::holds_alternative<ed25519_public_key>(key)) return key_kind::ed25519;
  return key_kind::own;
}

}  // namespace cxtls::crypto
