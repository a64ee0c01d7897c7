// SignatureScheme as TLS 1.2 divides it (RFC 5246, 7.4.1.4.1), to be read by tools. The handshake takes both octets as
// one number: what they mean apart is true of some schemes only.
#pragma once
#include "cxtls/protocol/registry/hash_algorithm.hpp"
#include "cxtls/protocol/registry/signature_algorithm.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace hazmat::legacy {

//  struct {                                                RFC 5246, 7.4.1.4.1
//      HashAlgorithm hash;
//      SignatureAlgorithm signature;
//  } SignatureAndHashAlgorithm;
struct SignatureAndHashAlgorithm {
  HashAlgorithm hash{};
  SignatureAlgorithm signature{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::SignatureAndHashAlgorithm> =
    Struct(Field<&hazmat::legacy::SignatureAndHashAlgorithm::hash>(wire<HashAlgorithm>),
           Field<&hazmat::legacy::SignatureAndHashAlgorithm::signature>(wire<SignatureAlgorithm>));

}  // namespace cxtls
