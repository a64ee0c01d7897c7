// What is wrong with a client's configuration.
#pragma once
#include "cxtls/config.hpp"
#include "cxtls/config_faults.hpp"

namespace cxtls {
namespace detail {

// All but the certificates; `o` becomes what is offered.
template <class S>
constexpr config_faults check(client_config const& config, offer& o) {
  config_faults found;
  if (const error why = config.trust.failure()) (void)found.push({why.code, "trust"});
  if (config.alpn.invalid()) (void)found.push({errc::config_alpn_invalid, "alpn"});
  o = make_offer<typename S::backend, spoken_by<typename S::policy>>(
      S::policy::value, config.cipher_suites, config.groups, config.alpn, config.signature_schemes, config.versions);
  check_offer(found, config, o);
  if (config.key_share_groups) {
    for (NamedGroup group : *config.key_share_groups)
      if (!o.groups.contains(group)) {
        (void)found.push({errc::config_unsupported_by_backend, "key_share_groups"});
        break;
      }
    // RFC 8446, 4.2.8: once each, and in the order of supported_groups.
    o.share_groups = {};
    for (NamedGroup group : o.groups)
      if (config.key_share_groups->contains(group)) (void)o.share_groups.push(group);
  }
  check_record_content(found, config.max_record_content);
  o.max_record_content = config.max_record_content;
  choose_compressions<typename S::policy>(found, config.certificate_compressions, o);
  choose_delegated_schemes<S>(found, config.accept_delegated_credentials, o);
  o.ocsp_staple = config.request_ocsp_staple;
  o.signed_certificate_timestamps = config.request_signed_certificate_timestamps;
  return found;
}

}  // namespace detail

// All at once, where client_context<S>::create() says the first thing: trust_store_unreadable, trust_store_unsupported,
// trust_store_empty (the system's store could not be loaded); config_alpn_invalid; config_unsupported_by_backend (a
// version, suite, group or scheme was asked for that the policy or the backend lacks, a share of a group that isn't
// offered); and of the certificates: private_key_malformed, private_key_mismatch, certificate_algorithm_unsupported,
// certificate_key_usage, certificate_extension_invalid, config_delegated_credential, delegated_credential_*,
// out_of_memory. Constant configurations can be checked by a static_assert.
template <Stack S>
constexpr config_faults validate(client_config const& config, typename S::backend const& b = {}) {
  static_assert(policy_met<S>);
  offer o;
  config_faults found = detail::check<S>(config, o);
  detail::check_certificates<own_certificate_types<typename S::policy>>(found, config.certificates,
                                                                        delegation_role::client, b);
  return found;
}

}  // namespace cxtls
