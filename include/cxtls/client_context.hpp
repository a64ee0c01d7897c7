// What many client connections share: a configuration that was checked, and the backend.
#pragma once
#include "cxtls/config.hpp"
#include "cxtls/handshake/client_settings.hpp"
#include "cxtls/handshake/policy_id.hpp"
#include "cxtls/handshake/supports.hpp"
#include "cxtls/handshake/verdict.hpp"

namespace cxtls {

// Immutable after create(): any number of connections, on any threads, may use it at once. It outlives them all.
template <class S>
class client_context {
  static_assert(crypto::require_backend<typename S::backend>());
  static_assert(Stack<S>, "client_context<S>: S is a struct derived from cxtls::stack<Backend, Policy, Extensions>");
  static_assert(policy_met<S>);

 public:
  using backend = typename S::backend;

  // Errors: trust_store_unreadable, trust_store_empty (the system's store could not be loaded); config_unsupported_by_backend (a suite,
  // group or scheme was asked for that the policy or the backend lacks, a share of a group that isn't offered); config_alpn_invalid; and of the certificates:
  // private_key_malformed, private_key_mismatch, certificate_algorithm_unsupported.
  static constexpr result<client_context> create(client_config config, backend b = {}) {
    if (config.trust.failure()) return config.trust.failure();
    if (config.alpn.invalid()) return error{errc::config_alpn_invalid, "alpn"};
    offer o = make_offer<backend, spoken_by<typename S::policy>>(
        S::policy::value, config.cipher_suites, config.groups, config.alpn, config.signature_schemes, config.versions);
    if (o.versions.size() < config.versions.size() || o.versions.empty())
      return error{errc::config_unsupported_by_backend, "versions"};
    if (o.cipher_suites.size() < config.cipher_suites.size())
      return error{errc::config_unsupported_by_backend, "cipher_suites"};
    if (o.groups.size() < config.groups.size()) return error{errc::config_unsupported_by_backend, "groups"};
    if (o.signature_schemes.size() < config.signature_schemes.size())
      return error{errc::config_unsupported_by_backend, "signature_schemes"};

    if (config.key_share_groups) {
      for (NamedGroup group : *config.key_share_groups)
        if (!o.groups.contains(group)) return error{errc::config_unsupported_by_backend, "key_share_groups"};
      // RFC 8446, 4.2.8: once each, and in the order of supported_groups.
      o.share_groups = {};
      for (NamedGroup group : o.groups)
        if (config.key_share_groups->contains(group)) (void)o.share_groups.push(group);
    }
    o.ocsp_staple = config.request_ocsp_staple;
    o.signed_certificate_timestamps = config.request_signed_certificate_timestamps;

    auto own = make_own_credentials(b, std::move(config.certificates));
    if (!own) return own.error();
    const auto policy =
        make_policy_id(b,
                       {.role = "client",
                        .trust = config.trust,
                        .profile = config.profile,
                        .signature_schemes = o.signature_schemes,
                        .asks_application = config.ask_application_to_verify || JudgesPeers<typename S::policy>},
                       *own);
    if (!policy) return policy.error();
    return client_context({.backend = std::move(b),
                           .offered = o,
                           .trust = std::move(config.trust),
                           .profile = config.profile,
                           .credentials = std::move(*own),
                           .never_anonymous = config.never_anonymous,
                           .ask_application_to_verify = config.ask_application_to_verify,
                           .reverify_on_resume = config.reverify_on_resume,
                           .grease = config.grease,
                           .policy = *policy});
  }

  constexpr client_settings<S> const& settings() const { return settings_; }
  // Tells contexts apart that admit servers by different rules: one doesn't resume another's sessions.
  constexpr policy_id const& policy() const { return settings_.policy; }

 private:
  constexpr explicit client_context(client_settings<S>&& settings) : settings_(std::move(settings)) {}

  client_settings<S> settings_;
};

}  // namespace cxtls
