// oid_filters: what a client's certificate must say in its extensions (RFC 8446, 4.2.5).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.2.5
//      opaque certificate_extension_oid<1..2^8-1>;
//      opaque certificate_extension_values<0..2^16-1>;
//  } OIDFilter;
struct OIDFilter {
  bytes certificate_extension_oid{};     // DER
  bytes certificate_extension_values{};  // DER
};
template <>
inline constexpr auto wire<OIDFilter> =
    Struct(Field<&OIDFilter::certificate_extension_oid>(PrefixedBytes(u8, {.min = 1, .max = 255})),
           Field<&OIDFilter::certificate_extension_values>(PrefixedBytes(u16)));

//  struct {                                                RFC 8446, 4.2.5
//      OIDFilter filters<0..2^16-1>;
//  } OIDFilterExtension;
// "Any given OID MUST NOT appear more than once in the filters list" is for who answers it to check.
struct OIDFilterExtension {
  list<OIDFilter> filters{};
};
template <>
inline constexpr auto wire<OIDFilterExtension> =
    Struct(Field<&OIDFilterExtension::filters>(TLSPrefixedArray<OIDFilter>(u16)));

}  // namespace cxtls
