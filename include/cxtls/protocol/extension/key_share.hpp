// key_share: the public halves of the key exchange (RFC 8446, 4.2.8).
#pragma once
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.2.8
//      NamedGroup group;
//      opaque key_exchange<1..2^16-1>;
//  } KeyShareEntry;
struct KeyShareEntry {
  NamedGroup group{};
  bytes key_exchange{};
};
template <>
inline constexpr auto wire<KeyShareEntry> =
    Struct(Field<&KeyShareEntry::group>(wire<NamedGroup>),
           Field<&KeyShareEntry::key_exchange>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

//  struct {                                                RFC 8446, 4.2.8
//      KeyShareEntry client_shares<0..2^16-1>;
//  } KeyShareClientHello;
struct KeyShareClientHello {
  list<KeyShareEntry> client_shares{};
};
template <>
inline constexpr auto wire<KeyShareClientHello> =
    Struct(Field<&KeyShareClientHello::client_shares>(TLSPrefixedArray<KeyShareEntry>(u16)));

//  struct {                                                RFC 8446, 4.2.8
//      NamedGroup selected_group;
//  } KeyShareHelloRetryRequest;
struct KeyShareHelloRetryRequest {
  NamedGroup selected_group{};
};
template <>
inline constexpr auto wire<KeyShareHelloRetryRequest> =
    Struct(Field<&KeyShareHelloRetryRequest::selected_group>(wire<NamedGroup>));

//  struct {                                                RFC 8446, 4.2.8
//      KeyShareEntry server_share;
//  } KeyShareServerHello;
struct KeyShareServerHello {
  KeyShareEntry server_share{};
};
template <>
inline constexpr auto wire<KeyShareServerHello> =
    Struct(Field<&KeyShareServerHello::server_share>(wire<KeyShareEntry>));

}  // namespace cxtls
