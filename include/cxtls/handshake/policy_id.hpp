// Which rules admit peers, as one hash: a session isn't resumed under other rules than those that it began under.
#pragma once
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/handshake/own_credential.hpp"
#include "cxtls/handshake/raw_public_keys.hpp"
#include "cxtls/session/session.hpp"
#include "cxtls/x509/oid_filter.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

struct policy_input {
  std::string_view role;  // a client's rules are no server's
  x509::trust_store const& trust;
  x509::profile const& profile;
  scheme_list const& signature_schemes;
  // Of a server: what it asks of clients. Of a client: 1 if the application chooses what it shows.
  std::uint8_t authentication = 0;
  bool asks_application = false;    // a peer was admitted by its verdict, too
  certificate_type_list certificate_types{CertificateType::X509};  // of peers
  owned_list<spki_pin> const* pins = nullptr;      // of a server: clients' bare keys
  owned_list<oid_filter> const* oid_filters = nullptr;  // of a server: what clients' certificates must have
  scheme_list const* delegated_schemes = nullptr;  // of keys that peers' certificates delegate to
};

namespace detail {

struct policy_octets {
  std::uint8_t version = 3;
  bytes role{};
  std::uint32_t max_intermediates = 0;
  std::uint32_t min_rsa_bits = 0;
  std::uint32_t labels_below_wildcard = 0;
  std::uint32_t rules = 0;  // one bit each
  std::uint8_t authentication = 0;
  std::uint8_t asks_application = 0;
  list<SignatureScheme> signature_schemes{};
  list<CertificateType> certificate_types{};
  list<SignatureScheme> delegated_schemes{};
  std::uint32_t anchors = 0;  // how many certificates follow
  std::uint32_t leaves = 0;
  std::uint32_t pins = 0;
  std::uint32_t oid_filters = 0;
};
struct policy_certificate {
  bytes der{};
};

// Naming every rule makes a rule that is added a compile error here.
constexpr policy_octets octets_of(x509::profile_rules const& r) {
  auto const& [max_intermediates, min_rsa_bits, labels_below_wildcard, serial_number, key_identifiers, criticality,
               well_formed_names, name_constraints_critical, version_3, rsa_whole_octets, leaf_purpose, leaf_not_a_ca,
               leaf_names, common_name_repeats, root_profile, leaf_may_be_anchor] = r;
  policy_octets out{.max_intermediates = max_intermediates,
                    .min_rsa_bits = static_cast<std::uint32_t>(min_rsa_bits),
                    .labels_below_wildcard = static_cast<std::uint32_t>(labels_below_wildcard)};
  for (bool rule : {serial_number, key_identifiers, criticality, well_formed_names, name_constraints_critical,
                    version_3, rsa_whole_octets, leaf_purpose, leaf_not_a_ca, leaf_names, common_name_repeats,
                    root_profile, leaf_may_be_anchor})
    out.rules = out.rules << 1 | (rule ? 1u : 0u);
  return out;
}

}  // namespace detail

template <>
inline constexpr auto wire<detail::policy_octets> =
    Struct(Field<&detail::policy_octets::version>(u8), Field<&detail::policy_octets::role>(PrefixedBytes(u8)),
           Field<&detail::policy_octets::max_intermediates>(u32), Field<&detail::policy_octets::min_rsa_bits>(u32),
           Field<&detail::policy_octets::labels_below_wildcard>(u32), Field<&detail::policy_octets::rules>(u32),
           Field<&detail::policy_octets::authentication>(u8), Field<&detail::policy_octets::asks_application>(u8),
           Field<&detail::policy_octets::signature_schemes>(TLSPrefixedArray<SignatureScheme>(u16)),
           Field<&detail::policy_octets::certificate_types>(TLSPrefixedArray<CertificateType>(u8)),
           Field<&detail::policy_octets::delegated_schemes>(TLSPrefixedArray<SignatureScheme>(u16)),
           Field<&detail::policy_octets::anchors>(u32), Field<&detail::policy_octets::leaves>(u32),
           Field<&detail::policy_octets::pins>(u32), Field<&detail::policy_octets::oid_filters>(u32));
template <>
inline constexpr auto wire<detail::policy_certificate> =
    Struct(Field<&detail::policy_certificate::der>(PrefixedBytes(u24)));

// Errors: backend_failed, out_of_memory.
template <class B>
constexpr result<policy_id> make_policy_id(B const& b, policy_input const& in,
                                           owned_list<own_credential<B>> const& own) {
  crypto::any_hash<B> hash(b, crypto::hash_algorithm::sha256);
  buffer room;
  const auto add = [&](auto const& part) -> status {
    const auto size = measure(part);
    if (!size) return size.error();
    room.clear();
    if (!room.resize(*size)) return errc::out_of_memory;
    if (const auto built = build(part, room.edit()); !built) return built.error();
    hash.update(room.view());
    return done{};
  };
  detail::policy_octets head = detail::octets_of(in.profile.rules());
  bounded<std::uint8_t, 16> role;
  for (char c : in.role) (void)role.push(static_cast<std::uint8_t>(c));
  head.role = role.view();
  head.authentication = in.authentication;
  head.asks_application = in.asks_application ? 1 : 0;
  head.signature_schemes = in.signature_schemes.view();
  head.anchors = static_cast<std::uint32_t>(in.trust.size());
  head.certificate_types = in.certificate_types.view();
  if (in.delegated_schemes != nullptr) head.delegated_schemes = in.delegated_schemes->view();
  head.leaves = static_cast<std::uint32_t>(own.size());
  head.pins = in.pins != nullptr ? static_cast<std::uint32_t>(in.pins->size()) : 0;
  head.oid_filters = in.oid_filters != nullptr ? static_cast<std::uint32_t>(in.oid_filters->size()) : 0;
  if (const status s = add(head); !s) return s.error();
  for (std::size_t i = 0; i < in.trust.size(); ++i)
    if (const status s = add(detail::policy_certificate{in.trust[i]}); !s) return s.error();
  for (std::size_t i = 0; i < own.size(); ++i)
    if (const status s = add(detail::policy_certificate{own[i].chain().leaf()}); !s) return s.error();
  for (std::size_t i = 0; i < head.pins; ++i) hash.update((*in.pins)[i]);
  for (std::size_t i = 0; i < head.oid_filters; ++i)
    if (const status s = add((*in.oid_filters)[i].view()); !s) return s.error();
  const auto digest = hash.finish();
  if (!digest) return digest.error();
  policy_id id{};
  copy(digest->view(), id.data());
  return id;
}

}  // namespace cxtls
