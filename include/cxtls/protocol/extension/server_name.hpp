// server_name: which host the client wants (RFC 6066, 3).
#pragma once
#include <utility>

#include "cxtls/protocol/registry/name_type.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  opaque HostName<1..2^16-1>;                             RFC 6066, 3
struct HostName {
  bytes name{};  // A-labels, as they came: not checked to be a host name
};
template <>
inline constexpr auto wire<HostName> = Struct(Field<&HostName::name>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

//  struct {                                                RFC 6066, 3
//      NameType name_type;
//      select (name_type) {
//          case host_name: HostName;
//      } name;
//  } ServerName;
struct ServerName {
  std::variant<unknown<NameType>, HostName> name{};
};
// RFC 6066, 3: "all future data structures associated with new NameTypes MUST begin with a 16-bit length field."
template <>
inline constexpr auto wire<ServerName> = Struct(Field<&ServerName::name>(
    EnumSwitch(wire<NameType>, Otherwise(PrefixedBytes(u16)), Case<NameType::host_name, HostName>)));

namespace detail {
// RFC 6066, 3: "The ServerNameList MUST NOT contain more than one name of the same name_type."
struct one_name_per_type {
  constexpr bool operator()(list<ServerName> const& names) const {
    bool seen[256]{};
    for (ServerName const& entry : names) {
      auto const* other = std::get_if<unknown<NameType>>(&entry.name);
      const NameType type = other != nullptr ? other->tag : NameType::host_name;
      if (std::exchange(seen[static_cast<std::uint8_t>(type)], true)) return false;
    }
    return true;
  }
};
}  // namespace detail

//  struct {                                                RFC 6066, 3
//      ServerName server_name_list<1..2^16-1>
//  } ServerNameList;
struct ServerNameList {
  list<ServerName> server_name_list{};
};
template <>
inline constexpr auto wire<ServerNameList> = Struct(Field<&ServerNameList::server_name_list>(
    Where(TLSPrefixedArray<ServerName>(u16, {.min = 1, .max = 65535}), detail::one_name_per_type{})));

// The answer. RFC 6066, 3: "The "extension_data" field of this extension SHALL be empty."
struct ServerNameAcknowledged {};
template <>
inline constexpr auto wire<ServerNameAcknowledged> = Empty<ServerNameAcknowledged>;

}  // namespace cxtls
