// What a client offers, and therefore all that it accepts in return. Nothing else decides whether an answer is welcome.
#pragma once
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/crypto/suite.hpp"
#include "cxtls/crypto/tls12/suite.hpp"
#include "cxtls/handshake/certificate_compression.hpp"
#include "cxtls/handshake/hello/alpn_list.hpp"
#include "cxtls/handshake/hello/certificate_schemes.hpp"
#include "cxtls/handshake/hello/post_quantum.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/handshake/raw_public_keys.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/record/limits.hpp"

namespace cxtls {

// Identities in one ClientHello: those of one key, for each hash that there is (RFC 9258, 5.1).
inline constexpr std::size_t max_offered_identities = 2;

struct offer {
  version_list versions{};
  suite_list cipher_suites{};
  group_list groups{};
  group_list share_groups{};  // of these: the first ClientHello has a share
  scheme_list signature_schemes{};
  scheme_list certificate_schemes{};  // empty: signature_schemes speaks for certificates, too
  scheme_list delegated_schemes{};  // of keys that the peer's certificate delegates to; empty: no delegated credentials
  alpn_list alpn{};
  std::size_t max_record_content = record::max_content;  // octets that the peer may put into one record
  bool ocsp_staple = false;
  bool signed_certificate_timestamps = false;
  // Which of the suites are the backend's own, of which our tables know no version and no hash.
  std::span<const crypto::suite_info> own_suites{};
  std::span<const crypto::tls12::suite_info> own_tls12_suites{};
  certificate_type_list peer_certificate_types{CertificateType::X509};  // as far as the peer's key is pinned
  certificate_type_list own_certificate_types{};  // empty: nothing to show
  certificate_compression_list certificate_compressions{};  // for the peer's, and for ours as far as it takes them
};

// The one question about every negotiated value (CVE-2024-5814, CVE-2026-25834).
template <class List, class T>
constexpr bool offered(List const& ours, T const& theirs) {
  return ours.contains(theirs);
}

// A share for the most preferred group: each more costs a key pair, and the octets of its share. But one of either kind, if
// both are offered: many servers have no post-quantum group yet, those that have one may insist on it, and either asks
// with another round trip for the share that it misses.
constexpr group_list default_share_groups(group_list const& groups) {
  group_list shares;
  for (NamedGroup group : groups) {
    if (!shares.empty() && is_post_quantum(group) == is_post_quantum(shares[0])) continue;
    (void)shares.push(group);
    if (shares.size() == 2) break;
  }
  return shares;
}

// Policy and backend, in the policy's order; `wanted` can narrow them and nothing else. Empty: all. V: the versions that
// the policy has; nothing of another is in the program.
template <class B, spoken V = spoken::tls13>
constexpr offer make_offer(policy_value const& policy, suite_list const& wanted_suites, group_list const& wanted_groups,
                           alpn_list const& alpn, scheme_list const& wanted_schemes = {},
                           version_list const& wanted_versions = {}) {
  offer o{.alpn = alpn, .own_suites = crypto::own_suites<B>};
  if constexpr (has_tls12(V)) o.own_tls12_suites = crypto::tls12::own_suites<B>;
  // The versions that there is a handshake for. What isn't offered isn't accepted either.
  for (ProtocolVersion v : policy.versions)
    if ((wanted_versions.empty() || wanted_versions.contains(v)) &&
        ((has_tls13(V) && v == ProtocolVersion::tls13) || (has_tls12(V) && v == ProtocolVersion::tls12)))
      (void)o.versions.push(v);
  const auto is_usable = [&](CipherSuite s) {
    if constexpr (has_tls13(V))
      if (crypto::find<B>(s) != nullptr) return o.versions.contains(ProtocolVersion::tls13);
    if constexpr (has_tls12(V))
      return crypto::tls12::find<B>(s) != nullptr && o.versions.contains(ProtocolVersion::tls12);
    return false;
  };
  for (CipherSuite s : wanted_suites.empty() ? policy.cipher_suites : wanted_suites)
    if (policy.cipher_suites.contains(s) && is_usable(s)) (void)o.cipher_suites.push(s);
  for (NamedGroup g : wanted_groups.empty() ? policy.groups : wanted_groups)
    if (policy.groups.contains(g) && B::groups.contains(g)) (void)o.groups.push(g);
  o.share_groups = default_share_groups(o.groups);
  for (SignatureScheme s : wanted_schemes.empty() ? policy.signature_schemes : wanted_schemes)
    if (auto const* row = crypto::find<B>(s);
        row != nullptr && policy.signature_schemes.contains(s) && B::signatures.contains(row->algorithm))
      (void)o.signature_schemes.push(s);
  o.certificate_schemes = certificate_schemes<B>(o.signature_schemes);
  return o;
}

}  // namespace cxtls
