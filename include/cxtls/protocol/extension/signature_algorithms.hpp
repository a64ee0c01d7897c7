// signature_algorithms and signature_algorithms_cert: what the sender can verify, most preferred first
// (RFC 8446, 4.2.3).
#pragma once
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.2.3
//      SignatureScheme supported_signature_algorithms<2..2^16-2>;
//  } SignatureSchemeList;
// One struct for each of the two extensions that carry it: in the handshake's signatures ...
struct SignatureAlgorithms {
  list<SignatureScheme> supported_signature_algorithms{};
};
template <>
inline constexpr auto wire<SignatureAlgorithms> = Struct(Field<&SignatureAlgorithms::supported_signature_algorithms>(
    TLSPrefixedArray<SignatureScheme>(u16, {.min = 2, .max = 65534})));

// ... and in certificates.
struct SignatureAlgorithmsCert {
  list<SignatureScheme> supported_signature_algorithms{};
};
template <>
inline constexpr auto wire<SignatureAlgorithmsCert> =
    Struct(Field<&SignatureAlgorithmsCert::supported_signature_algorithms>(
        TLSPrefixedArray<SignatureScheme>(u16, {.min = 2, .max = 65534})));

}  // namespace cxtls
