// What the hellos say to be safe in TLS 1.2: extended_master_secret (RFC 7627, 5.1), renegotiation_info (RFC 5746, 3.2)
// and encrypt_then_mac (RFC 7366, 2). TLS 1.3 has no use for them.
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// RFC 7627, 5.1: "The "extension_data" field of this extension is empty."
struct ExtendedMasterSecret {};
template <>
inline constexpr auto wire<ExtendedMasterSecret> = Empty<ExtendedMasterSecret>;

//  struct {                                                RFC 5746, 3.2
//      opaque renegotiated_connection<0..255>;
//  } RenegotiationInfo;
struct RenegotiationInfo {
  bytes renegotiated_connection{};  // empty in a first handshake, and cxtls never has another
};
template <>
inline constexpr auto wire<RenegotiationInfo> =
    Struct(Field<&RenegotiationInfo::renegotiated_connection>(PrefixedBytes(u8)));

// RFC 7366, 2: "The "extension_data" field of this extension SHALL be empty." Parsed, never offered: it is about CBC.
struct EncryptThenMac {};
template <>
inline constexpr auto wire<EncryptThenMac> = Empty<EncryptThenMac>;

}  // namespace cxtls
