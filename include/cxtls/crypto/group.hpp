// What the standards fix about each key exchange group that a backend may implement.
#pragma once
#include <array>
#include <utility>

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
inline constexpr std::size_t max_point_size = 255;  // RFC 8422, 5.4: ECPoint of TLS 1.2

// Null for a group that we don't have.
constexpr group_info const* find(NamedGroup group) {
  for (group_info const& row : group_table)
    if (row.group == group) return &row;
  return nullptr;
}

// Of a backend's own.
constexpr bool is_own(NamedGroup group) {
  // By value: GCC's sanitizers take a comparison with a null pointer for no constant.
  for (group_info row : group_table)
    if (row.group == group) return false;
  return true;
}

// TLS 1.2 has elliptic curves and nothing else for its ECDHE: what RFC 7919, 2 sets aside and all later groups have values
// beyond theirs. RFC 8734, 3 has the Brainpool curves of TLS 1.3 alone.
constexpr bool is_for_tls12(NamedGroup group) {
  return static_cast<std::uint16_t>(group) < 0x0100 &&
         (group < NamedGroup::brainpoolP256r1tls13 || group > NamedGroup::brainpoolP512r1tls13);
}
// RFC 8446, 4.2.7: "obsolete_RESERVED" groups "MUST NOT be offered or negotiated by TLS 1.3 implementations".
constexpr bool is_obsolete(NamedGroup group) {
  return group < NamedGroup::secp256r1 ||
         (group >= NamedGroup::brainpoolP256r1 && group <= NamedGroup::brainpoolP512r1) ||
         (static_cast<std::uint16_t>(group) >= 0xff01 && static_cast<std::uint16_t>(group) <= 0xff02);
}

namespace detail {
template <class B, NamedGroup G>
constexpr group_info info_of() {
  if constexpr (is_own(G)) {
    using kx = typename B::template key_exchange<G>;
    return {G, kx::share_size, kx::response_size, kx::secret_size};
  } else {
    return *find(G);
  }
}
template <class B, class I = std::make_index_sequence<B::groups.size()>>
inline constexpr std::array<group_info, 0> group_infos{};
template <class B, std::size_t... I>
inline constexpr auto group_infos<B, std::index_sequence<I...>> =
    std::array<group_info, sizeof...(I)>{info_of<B, B::groups[I]>()...};
}  // namespace detail

// Null for a group that B doesn't list. Of one of B's own, its class knows the sizes.
template <class B>
constexpr group_info const* find(NamedGroup group) {
  for (group_info const& row : detail::group_infos<B>)
    if (row.group == group) return &row;
  return nullptr;
}

}  // namespace cxtls::crypto
