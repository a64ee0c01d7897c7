// What RSA key exchange encrypts (RFC 5246, 7.4.7.1), to be read by tools. No handshake of ours has it.
#pragma once
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace hazmat::legacy {

//  struct {                                                RFC 5246, 7.4.7.1
//      ProtocolVersion client_version;
//      opaque random[46];
//  } PreMasterSecret;
// Not wiped: no secret of cxtls's is ever one.
struct PreMasterSecret {
  ProtocolVersion client_version = ProtocolVersion::tls12;
  std::array<std::uint8_t, 46> random{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::PreMasterSecret> =
    Struct(Field<&hazmat::legacy::PreMasterSecret::client_version>(wire<ProtocolVersion>),
           Field<&hazmat::legacy::PreMasterSecret::random>(Bytes<46>));

}  // namespace cxtls
