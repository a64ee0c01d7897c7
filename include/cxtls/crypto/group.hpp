// What the standards fix about each key exchange group that a backend may implement.
#pragma once
#include <array>

#include "cxtls/protocol/registry/named_group.hpp"

namespace cxtls::crypto {

struct group_info {
  NamedGroup group{};
  std::size_t share_size = 0;     // KeyShareEntry.key_exchange of the client
  std::size_t response_size = 0;  // and of the server
  std::size_t secret_size = 0;
};

inline constexpr auto group_table = std::to_array<group_info>({
    {NamedGroup::secp256r1, 65, 65, 32},           // RFC 8446, 4.2.8.2
    {NamedGroup::secp384r1, 97, 97, 48},           // RFC 8446, 4.2.8.2
    {NamedGroup::secp521r1, 133, 133, 66},         // RFC 8446, 4.2.8.2; 521 bits are 66 octets
    {NamedGroup::x25519, 32, 32, 32},              // RFC 7748, 5
    {NamedGroup::X25519MLKEM768, 1216, 1120, 64},  // RFC 10024
});
inline constexpr std::size_t max_share_size = 1216;
inline constexpr std::size_t max_response_size = 1120;
inline constexpr std::size_t max_shared_secret_size = 66;

// Null for a group that we don't have.
constexpr group_info const* find(NamedGroup group) {
  for (group_info const& row : group_table)
    if (row.group == group) return &row;
  return nullptr;
}

}  // namespace cxtls::crypto
