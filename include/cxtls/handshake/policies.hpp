// Policies that are made of others by leaving things out. Nothing here adds: what a policy doesn't have can't be asked
// of its narrower ones.
#pragma once
#include <concepts>
#include <type_traits>

#include "cxtls/crypto/suite.hpp"
#include "cxtls/crypto/tls12/suite.hpp"
#include "cxtls/handshake/memory_limits.hpp"
#include "cxtls/handshake/policy.hpp"

namespace cxtls {

namespace detail {

template <class List, auto... Kept>
inline constexpr bool names_any = (std::same_as<std::remove_const_t<decltype(Kept)>, typename List::value_type> || ...);

// Those of Kept that are of the list's kind, in their order; all of the list, if there are none.
template <auto... Kept, class List>
constexpr List narrowed_list(List const& all) {
  if constexpr (!names_any<List, Kept...>) return all;
  List kept;
  [[maybe_unused]] const auto keep = [&](auto item) {
    if constexpr (std::same_as<decltype(item), typename List::value_type>)
      if (all.contains(item) && !kept.contains(item)) (void)kept.push(item);
  };
  (keep(Kept), ...);
  return kept;
}
constexpr bool has(policy_value const& v, ProtocolVersion wanted) { return v.versions.contains(wanted); }
constexpr bool has(policy_value const& v, CipherSuite wanted) { return v.cipher_suites.contains(wanted); }
constexpr bool has(policy_value const& v, NamedGroup wanted) { return v.groups.contains(wanted); }
constexpr bool has(policy_value const& v, SignatureScheme wanted) { return v.signature_schemes.contains(wanted); }
// One that cxtls doesn't know is the backend's own, which alone knows its version.
constexpr bool is_of(ProtocolVersion version, CipherSuite suite) {
  for (auto const& row : crypto::suite_table)
    if (row.id == suite) return version == ProtocolVersion::tls13;
  for (auto const& row : crypto::tls12::suite_table)
    if (row.id == suite) return version == ProtocolVersion::tls12;
  return true;
}
constexpr bool is_of_any(version_list const& versions, CipherSuite suite) {
  for (ProtocolVersion version : versions)
    if (is_of(version, suite)) return true;
  return false;
}
template <auto... Kept>
constexpr policy_value narrowed(policy_value const& v) {
  policy_value less{.versions = narrowed_list<Kept...>(v.versions),
                    .groups = narrowed_list<Kept...>(v.groups),
                    .signature_schemes = narrowed_list<Kept...>(v.signature_schemes)};
  // Suites go with their version.
  for (CipherSuite suite : narrowed_list<Kept...>(v.cipher_suites))
    if (is_of_any(less.versions, suite)) (void)less.cipher_suites.push(suite);
  return less;
}

}  // namespace detail

namespace policy {

// P with less: of each kind of thing that is named here (versions, suites, groups, schemes), only these, in this order of
// preference; of the others all.
//   struct mine : cxtls::policy::narrow<cxtls::policy::modern, ProtocolVersion::tls13, NamedGroup::x25519> {};
template <class P, auto... Kept>
struct narrow : P {
  static_assert(
      (detail::has(P::value, Kept) && ...),
      "narrow<P, ...>: P doesn't have one of these versions, suites, groups or schemes, and a policy only narrows");
  static constexpr policy_value value = detail::narrowed<Kept...>(P::value);
};

// Nobody who records today reads it with tomorrow's quantum computer: hybrid groups only, and TLS 1.3, which has them. A
// backend without one is refused when it compiles.
struct post_quantum : narrow<modern, ProtocolVersion::tls13, NamedGroup::X25519MLKEM768> {};

// What NIST approves: AES-GCM and its hashes (SP 800-52 Rev. 2, 3.3.1), the curves of SP 800-186 for key exchange, and
// FIPS 186-5 for signatures. Whether the backend is a validated module is the backend's matter.
struct fips
    : narrow<modern, CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
             CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
             CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
             NamedGroup::secp256r1, NamedGroup::secp384r1> {};

// One way to do each thing, and the one that every implementation has to have (RFC 8446, 9.1): for devices that talk to a
// server of their own. Records live within the connection, which may be static; what a handshake takes beside that is
// bounded (memory_bound.hpp).
struct constrained : narrow<tls13, CipherSuite::TLS_AES_128_GCM_SHA256, NamedGroup::secp256r1,
                            SignatureScheme::ecdsa_secp256r1_sha256> {
  // A chain of three P-256 certificates has some 2 KiB, and a staple 1. A flight of ours has a chain like it.
  static constexpr memory_limits memory{.message = 8192,
                                        .flight = 8192,
                                        .waiting_data = 1,
                                        .outgoing = record::max_record + 8192 + 1024,
                                        .in_place = true};
};

}  // namespace policy

}  // namespace cxtls
