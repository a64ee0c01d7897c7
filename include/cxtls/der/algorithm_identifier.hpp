// AlgorithmIdentifier: what certificates, signatures and private keys name their algorithms with.
#pragma once
#include "cxtls/der/primitive.hpp"
#include "cxtls/der/structure.hpp"

namespace cxtls {
namespace der {

//  AlgorithmIdentifier  ::=  SEQUENCE  {                   RFC 5280, 4.1.1.2
//       algorithm               OBJECT IDENTIFIER,
//       parameters              ANY DEFINED BY algorithm OPTIONAL  }
struct AlgorithmIdentifier {
  oid algorithm{};
  std::optional<any> parameters{};
  friend constexpr bool operator==(AlgorithmIdentifier const& a, AlgorithmIdentifier const& b) {
    if (!(a.algorithm == b.algorithm) || a.parameters.has_value() != b.parameters.has_value()) return false;
    return !a.parameters || *a.parameters == *b.parameters;
  }
};

inline constexpr auto rsaEncryption = oid_of<1, 2, 840, 113549, 1, 1, 1>;  // RFC 8017, A.1
inline constexpr auto id_ecPublicKey = oid_of<1, 2, 840, 10045, 2, 1>;     // RFC 5480, 2.1.1
// RFC 8410, 3. The algorithm of keys and of signatures alike.
inline constexpr auto id_Ed25519 = oid_of<1, 3, 101, 112>;

}  // namespace der

template <>
inline constexpr auto wire<der::AlgorithmIdentifier> =
    der::Sequence(Field<&der::AlgorithmIdentifier::algorithm>(der::ObjectIdentifier),
                  Field<&der::AlgorithmIdentifier::parameters>(der::Maybe(der::Any)));

}  // namespace cxtls
