// application_layer_protocol_negotiation (RFC 7301, 3.1).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  opaque ProtocolName<1..2^8-1>;                          RFC 7301, 3.1
struct ProtocolName {
  bytes name{};
};
template <>
inline constexpr auto wire<ProtocolName> =
    Struct(Field<&ProtocolName::name>(PrefixedBytes(u8, {.min = 1, .max = 255})));

//  struct {                                                RFC 7301, 3.1
//      ProtocolName protocol_name_list<2..2^16-1>
//  } ProtocolNameList;
// That an answer holds exactly one name is for the client to check: errc::alpn_not_single.
struct ProtocolNameList {
  list<ProtocolName> protocol_name_list{};
};
template <>
inline constexpr auto wire<ProtocolNameList> =
    Struct(Field<&ProtocolNameList::protocol_name_list>(TLSPrefixedArray<ProtocolName>(u16, {.min = 2, .max = 65535})));

}  // namespace cxtls
