// NewSessionTicket (RFC 8446, 4.6.1) and KeyUpdate (4.6.3).
#pragma once
#include "cxtls/protocol/extension/registry.hpp"
#include "cxtls/protocol/registry/key_update_request.hpp"

namespace cxtls {

// RFC 8446, 4.6.1: "Servers MUST NOT use any value greater than 604800 seconds (7 days)."
inline constexpr std::uint32_t max_ticket_lifetime = 604800;

//  struct {                                                RFC 8446, 4.6.1
//      uint32 ticket_lifetime;
//      uint32 ticket_age_add;
//      opaque ticket_nonce<0..255>;
//      opaque ticket<1..2^16-1>;
//      Extension extensions<0..2^16-2>;
//  } NewSessionTicket;
// That ticket_lifetime is within its bound is for the client to judge: errc::ticket_lifetime_too_long.
template <class X = extensions<>>
struct basic_new_session_ticket {
  std::uint32_t ticket_lifetime = 0;  // seconds
  std::uint32_t ticket_age_add = 0;
  bytes ticket_nonce{};
  bytes ticket{};
  list<extension_in<in::new_session_ticket, X>> extensions{};
};
template <class X>
inline constexpr auto wire<basic_new_session_ticket<X>> = Struct(
    Field<&basic_new_session_ticket<X>::ticket_lifetime>(u32), Field<&basic_new_session_ticket<X>::ticket_age_add>(u32),
    Field<&basic_new_session_ticket<X>::ticket_nonce>(PrefixedBytes(u8)),
    Field<&basic_new_session_ticket<X>::ticket>(PrefixedBytes(u16, {.min = 1, .max = 65535})),
    Field<&basic_new_session_ticket<X>::extensions>(
        TLSPrefixedArray<extension_in<in::new_session_ticket, X>>(u16, {.min = 0, .max = 65534})));

using NewSessionTicket = basic_new_session_ticket<>;

//  struct {                                                RFC 8446, 4.6.3
//      KeyUpdateRequest request_update;
//  } KeyUpdate;
struct KeyUpdate {
  KeyUpdateRequest request_update = KeyUpdateRequest::update_not_requested;
};
template <>
inline constexpr auto wire<KeyUpdate> = Struct(Field<&KeyUpdate::request_update>(wire<KeyUpdateRequest>));

}  // namespace cxtls
