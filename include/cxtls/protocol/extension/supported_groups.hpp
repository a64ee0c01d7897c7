// supported_groups: for key exchange, most preferred first (RFC 8446, 4.2.7).
#pragma once
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.2.7
//      NamedGroup named_group_list<2..2^16-1>;
//  } NamedGroupList;
struct NamedGroupList {
  list<NamedGroup> named_group_list{};
};
template <>
inline constexpr auto wire<NamedGroupList> =
    Struct(Field<&NamedGroupList::named_group_list>(TLSPrefixedArray<NamedGroup>(u16, {.min = 2, .max = 65535})));

}  // namespace cxtls
