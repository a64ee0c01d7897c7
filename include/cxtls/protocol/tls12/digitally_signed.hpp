// digitally-signed, as it stands in messages of TLS 1.2 (RFC 5246, 4.7).
#pragma once
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 5246, 4.7
//      SignatureAndHashAlgorithm algorithm;
//      opaque signature<0..2^16-1>;
//  } DigitallySigned;
// RFC 8446, 4.2.3 made one number, SignatureScheme, of the two octets of a SignatureAndHashAlgorithm.
struct DigitallySigned {
  SignatureScheme algorithm{};
  bytes signature{};
};
template <>
inline constexpr auto wire<DigitallySigned> = Struct(Field<&DigitallySigned::algorithm>(wire<SignatureScheme>),
                                                     Field<&DigitallySigned::signature>(PrefixedBytes(u16)));

}  // namespace cxtls
