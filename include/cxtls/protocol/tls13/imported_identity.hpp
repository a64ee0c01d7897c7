// What an imported key is called in a PskIdentity, and what binds it to its two endpoints (RFC 9258).
#pragma once
#include "cxtls/protocol/registry/kdf_identifier.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 9258, 5.1
//      opaque external_identity<1..2^16-1>;
//      opaque context<0..2^16-1>;
//      uint16 target_protocol;
//      uint16 target_kdf;
//  } ImportedIdentity;
struct ImportedIdentity {
  bytes external_identity{};
  bytes context{};
  ProtocolVersion target_protocol = ProtocolVersion::tls13;
  KDFIdentifier target_kdf{};
};
template <>
inline constexpr auto wire<ImportedIdentity> =
    Struct(Field<&ImportedIdentity::external_identity>(PrefixedBytes(u16, {.min = 1, .max = 65535})),
           Field<&ImportedIdentity::context>(PrefixedBytes(u16)),
           Field<&ImportedIdentity::target_protocol>(wire<ProtocolVersion>),
           Field<&ImportedIdentity::target_kdf>(wire<KDFIdentifier>));

//  struct {                                                RFC 9258, A
//      opaque client_mac<0..2^8-1>;
//      opaque server_mac<0..2^8-1>;
//  } Context;
// The RFC's example names endpoints by their MAC addresses; any name will do, an empty one is none.
struct PskContext {
  bytes client{};
  bytes server{};
};
template <>
inline constexpr auto wire<PskContext> = Struct(Field<&PskContext::client>(PrefixedBytes(u8, {.min = 1, .max = 255})),
                                                Field<&PskContext::server>(PrefixedBytes(u8, {.min = 1, .max = 255})));

}  // namespace cxtls
