// All that is wrong with a configuration, at once; and what clients' and servers' have in common to be checked.
#pragma once
#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/supports.hpp"
#include "cxtls/own_certificate.hpp"
#include "cxtls/protocol/extension/record_size_limit.hpp"
#include "cxtls/x509/delegation.hpp"

namespace cxtls {

// One for each member that can be wrong, and for each of a few certificates.
inline constexpr std::size_t max_config_faults = 24;

// In the order in which create() of a context looks: it gives the first. `field` is the member. Empty: nothing is wrong.
using config_faults = bounded<error, max_config_faults>;

namespace detail {

// Of versions, suites, groups, schemes: what the configuration lists and didn't come through, policy or backend lack.
template <class Config>
constexpr void check_offer(config_faults& found, Config const& config, offer const& o) {
  const auto lacks = [&](std::string_view field) { (void)found.push({errc::config_unsupported_by_backend, field}); };
  if (o.versions.size() < config.versions.size() || o.versions.empty()) lacks("versions");
  if (o.cipher_suites.size() < config.cipher_suites.size()) lacks("cipher_suites");
  if (o.groups.size() < config.groups.size()) lacks("groups");
  for (SignatureScheme scheme : config.signature_schemes)
    if (!o.signature_schemes.contains(scheme)) return lacks("signature_schemes");
}

// RFC 8449, 4: a limit of 64 at least, which in TLS 1.3 has an octet that is no content.
constexpr void check_record_content(config_faults& found, std::size_t max_record_content) {
  if (max_record_content < min_record_size_limit || max_record_content > record::max_content)
    (void)found.push({errc::length_out_of_range, "max_record_content"});
}

// The policy's, as far as the configuration wants them, or what the configuration lists and the policy lacks.
template <class P>
constexpr void choose_compressions(config_faults& found, std::optional<certificate_compression_list> const& wanted,
                                   offer& o) {
  const auto all = cxtls::own_certificate_compressions<P>::all();
  for (CertificateCompressionAlgorithm one : wanted.value_or(all))
    if (!all.contains(one) || o.certificate_compressions.contains(one) || !o.certificate_compressions.push(one))
      return (void)found.push({errc::config_unsupported_by_backend, "certificate_compressions"});
}

// RFC 9345: by which schemes a key may sign that the peer's certificate delegates to. All that we take otherwise, but those
// of RSA.
template <class S>
constexpr void choose_delegated_schemes(config_faults& found, bool accepts, offer& o) {
  if (!accepts) return;
  if constexpr (speaks_tls13<typename S::policy>)
    for (SignatureScheme scheme : o.signature_schemes)
      if (auto const* row = crypto::find<typename S::backend>(scheme); row != nullptr && x509::is_delegable(*row))
        (void)o.delegated_schemes.push(scheme);
  if (o.delegated_schemes.empty())
    (void)found.push({errc::config_unsupported_by_backend, "accept_delegated_credentials"});
}

// What create() would make of the certificates, one after the other.
template <class Own, class B>
constexpr void check_certificates(config_faults& found, owned_list<own_certificate> const& all, delegation_role role,
                                  B const& b) {
  if (all.incomplete()) (void)found.push({errc::out_of_memory, "certificates"});
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto copied = all[i].duplicate();
    const error why = [&]() -> error {
      if (!copied) return copied.error();
      const auto made = make_own_credential<Own>(b, std::move(*copied), role);
      return made ? error{} : made.error();
    }();
    if (why) (void)found.push({why.code, why.field.empty() ? "certificates" : why.field});
  }
}

}  // namespace detail
}  // namespace cxtls
