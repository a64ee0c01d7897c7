// A client's configuration: a plain value, checked once by client_context::create().
#pragma once
#include <optional>

#include "cxtls/config_hash.hpp"
#include "cxtls/handshake/certificate_compression.hpp"
#include "cxtls/handshake/hello/alpn_list.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/own_certificate.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

struct client_config {
  // Who vouches for servers. There is no way to do without; an empty store vouches for nobody. (pinned_keys need none.)
  trust_store trust{};
  // The rules for their certificates: profile::webpki, rfc5280 or private_pki (x509/profile.hpp).
  x509::profile profile = cxtls::profile::webpki;
  // Application protocols to offer (RFC 7301), in order of preference. Empty: none are offered.
  alpn_list alpn{};
  // Narrower than the policy, in the policy's order. Empty: what the policy has.
  version_list versions{};
  // Narrower than the policy, and in this order. Empty: what the policy has. They can't widen it.
  suite_list cipher_suites{};
  group_list groups{};
  // What the client shows when the server asks for its certificate: the best of these for what the server takes.
  owned_list<own_certificate> certificates{};
  // Stop with client_credential_wanted instead, once the server is known (in TLS 1.2, once its certificate is): the
  // application chooses, at once or later. Who resumes a session is who began it, and isn't asked.
  bool ask_application_for_credential = false;
  // A server that takes none of them is left, rather than told that there is none (RFC 8446, 4.4.2) and talked to as
  // nobody.
  bool never_anonymous = false;
  // After the built-in checks have passed, stop with verification_wanted. The application can refuse what they accept,
  // never accept what they refuse.
  bool ask_application_to_verify = false;
  // Public keys instead of certificates (RFC 7250): of servers that are known by pinned_keys, and of no others.
  cxtls::raw_public_keys raw_public_keys = cxtls::raw_public_keys::off;
  // A server's certificate may delegate to another key for some days (RFC 9345): the certificate is checked as any other,
  // the delegated key signs the handshake, and nobody revokes it before its time is over. In TLS 1.3 only.
  bool accept_delegated_credentials = false;
  // Schemes to accept from servers: as cipher_suites above. Their certificates may be signed by any that the backend
  // verifies; if that is more, signature_algorithms_cert says so (RFC 8446, 4.2.3).
  scheme_list signature_schemes{};
  // Groups of which the first ClientHello has a share; a server that wants another one costs a round trip. Absent: the
  // most preferred, and the first of the other kind if post-quantum groups and others are offered. An empty list leaves the choice to the server, at that price (RFC 8446, 4.2.8).
  std::optional<group_list> key_share_groups{};
  // When a session is resumed, its certificates are verified again, with today's anchors and clock, and then, if so
  // configured, the application is asked. Without it a session is good until its certificates end, whatever else has
  // happened since.
  bool reverify_on_resume = false;
  // Ask for a stapled OCSP response (RFC 6066, 8) and for certificate timestamps (RFC 6962, 3.3.1). Off: cxtls hands out
  // what comes and doesn't judge it, so that who doesn't look at it would only have servers send some thousand octets.
  bool request_ocsp_staple = false;
  bool request_signed_certificate_timestamps = false;
  // Octets of content that a server may put into one record, 64 to 16384 (RFC 8449). Less than the most is said to the server;
  // one that doesn't know the extension doesn't keep to it.
  std::size_t max_record_content = record::max_content;
  // Offer early data with sessions whose tickets allow it: client::send(early_data) says what. It has no forward secrecy and
  // can be replayed. None is offered with reverify_on_resume.
  bool early_data = false;
  // Narrower than the policy's certificate_compressions, and in this order. Absent: all of them; an empty list: none.
  std::optional<certificate_compression_list> certificate_compressions{};
  // Offer values that mean nothing (RFC 8701), as browsers do: servers that can't bear what they don't know are found
  // before the next real extension is. Some twenty octets in the ClientHello.
  bool grease = true;

  // A second owner of the like, to be changed; of private keys, too. Errors: out_of_memory.
  constexpr result<client_config> duplicate() const {
    // Naming every member makes one that is added a compile error here.
    auto const& [anchors, rules, protocols, v, suites, g, own, asks_for_one, leaves, asks, raw, delegated, schemes,
                 shares, reverifies, staple, scts, record, early, compressions, greases] = *this;
    auto anchors_copy = anchors.duplicate();
    auto own_copy = own.duplicate();
    if (!anchors_copy || !own_copy) return errc::out_of_memory;
    return client_config{.trust = std::move(*anchors_copy),
                         .profile = rules,
                         .alpn = protocols,
                         .versions = v,
                         .cipher_suites = suites,
                         .groups = g,
                         .certificates = std::move(*own_copy),
                         .ask_application_for_credential = asks_for_one,
                         .never_anonymous = leaves,
                         .ask_application_to_verify = asks,
                         .raw_public_keys = raw,
                         .accept_delegated_credentials = delegated,
                         .signature_schemes = schemes,
                         .key_share_groups = shares,
                         .reverify_on_resume = reverifies,
                         .request_ocsp_staple = staple,
                         .request_signed_certificate_timestamps = scts,
                         .max_record_content = record,
                         .early_data = early,
                         .certificate_compressions = compressions,
                         .grease = greases};
  }
  // Private keys aren't compared: own_certificate.
  friend constexpr bool operator==(client_config const&, client_config const&) = default;
};

// Equal configurations have the same; for tables, with std::hash.
constexpr std::uint64_t hash_of(client_config const& c) {
  hasher h;
  add_to(h, c.trust);
  add_to(h, c.profile);
  add_to(h, c.certificates);
  c.alpn.each([&](bytes name) { h.add(name); });
  h.add(c.versions).add(c.cipher_suites).add(c.groups).add(c.signature_schemes);
  h.add(c.max_record_content);
  h.add(c.raw_public_keys).add(c.key_share_groups.has_value()).add(c.key_share_groups.value_or(group_list()));
  h.add(c.certificate_compressions.has_value())
      .add(c.certificate_compressions.value_or(certificate_compression_list()));
  for (bool flag : {c.ask_application_for_credential, c.never_anonymous, c.ask_application_to_verify,
                    c.reverify_on_resume, c.request_ocsp_staple, c.request_signed_certificate_timestamps, c.early_data,
                    c.accept_delegated_credentials, c.grease})
    h.add(flag);
  return h.value();
}

}  // namespace cxtls

template <>
struct std::hash<cxtls::client_config> {
  constexpr std::size_t operator()(cxtls::client_config const& c) const noexcept {
    return static_cast<std::size_t>(cxtls::hash_of(c));
  }
};
