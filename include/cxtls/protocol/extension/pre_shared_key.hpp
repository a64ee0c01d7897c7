// pre_shared_key and psk_key_exchange_modes: resumption and external keys (RFC 8446, 4.2.9 and 4.2.11).
#pragma once
#include "cxtls/protocol/registry/psk_key_exchange_mode.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.2.9
//      PskKeyExchangeMode ke_modes<1..255>;
//  } PskKeyExchangeModes;
struct PskKeyExchangeModes {
  list<PskKeyExchangeMode> ke_modes{};
};
template <>
inline constexpr auto wire<PskKeyExchangeModes> =
    Struct(Field<&PskKeyExchangeModes::ke_modes>(TLSPrefixedArray<PskKeyExchangeMode>(u8, {.min = 1, .max = 255})));

//  struct {                                                RFC 8446, 4.2.11
//      opaque identity<1..2^16-1>;
//      uint32 obfuscated_ticket_age;
//  } PskIdentity;
struct PskIdentity {
  bytes identity{};
  std::uint32_t obfuscated_ticket_age = 0;  // milliseconds plus ticket_age_add, modulo 2^32; 0 for external keys
};
template <>
inline constexpr auto wire<PskIdentity> =
    Struct(Field<&PskIdentity::identity>(PrefixedBytes(u16, {.min = 1, .max = 65535})),
           Field<&PskIdentity::obfuscated_ticket_age>(u32));

//  opaque PskBinderEntry<32..255>;                         RFC 8446, 4.2.11
struct PskBinderEntry {
  bytes binder{};
};
template <>
inline constexpr auto wire<PskBinderEntry> =
    Struct(Field<&PskBinderEntry::binder>(PrefixedBytes(u8, {.min = 32, .max = 255})));

//  struct {                                                RFC 8446, 4.2.11
//      PskIdentity identities<7..2^16-1>;
//      PskBinderEntry binders<33..2^16-1>;
//  } OfferedPsks;
// The binders are marked: they sign the ClientHello up to where they begin (RFC 8446, 4.2.11.2).
struct OfferedPsks {
  list<PskIdentity> identities{};
  list<PskBinderEntry> binders{};
};
template <>
inline constexpr auto wire<OfferedPsks> =
    Struct(Field<&OfferedPsks::identities>(TLSPrefixedArray<PskIdentity>(u16, {.min = 7, .max = 65535})),
           Field<&OfferedPsks::binders>(Marked(TLSPrefixedArray<PskBinderEntry>(u16, {.min = 33, .max = 65535}))));

//  struct {                                                RFC 8446, 4.2.11
//      select (Handshake.msg_type) {
//          case client_hello: OfferedPsks;
//          case server_hello: uint16 selected_identity;
//      };
//  } PreSharedKeyExtension;
struct SelectedPsk {
  std::uint16_t selected_identity = 0;  // an index into the offered identities
};
template <>
inline constexpr auto wire<SelectedPsk> = Struct(Field<&SelectedPsk::selected_identity>(u16));

}  // namespace cxtls
