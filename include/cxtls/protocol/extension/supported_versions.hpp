// supported_versions: how TLS 1.3 is negotiated (RFC 8446, 4.2.1).
#pragma once
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.2.1
//      select (Handshake.msg_type) {
//          case client_hello:
//              ProtocolVersion versions<2..254>;
//          case server_hello: /* and HelloRetryRequest */
//              ProtocolVersion selected_version;
//      };
//  } SupportedVersions;
struct SupportedVersions {
  list<ProtocolVersion> versions{};
};
template <>
inline constexpr auto wire<SupportedVersions> =
    Struct(Field<&SupportedVersions::versions>(TLSPrefixedArray<ProtocolVersion>(u8, {.min = 2, .max = 254})));

struct SelectedVersion {
  ProtocolVersion selected_version = ProtocolVersion::tls13;
};
template <>
inline constexpr auto wire<SelectedVersion> = Struct(Field<&SelectedVersion::selected_version>(wire<ProtocolVersion>));

}  // namespace cxtls
