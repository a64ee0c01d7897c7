// What many client connections share: a configuration that was checked, and the backend.
#pragma once
#include "cxtls/client_faults.hpp"
#include "cxtls/handshake/client_settings.hpp"
#include "cxtls/handshake/policy_id.hpp"
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

  // Errors: the first of validate<S>()'s (client_faults.hpp), and backend_failed.
  static constexpr result<client_context> create(client_config config, backend b = {}) {
    offer o;
    if (const config_faults found = detail::check<S>(config, o); !found.empty()) return found[0];

    using own_types = own_certificate_types<typename S::policy>;
    auto own = make_own_credentials<own_types>(b, std::move(config.certificates), delegation_role::client);
    if (!own) return own.error();
    o.peer_certificate_types = accepted_certificate_types<own_types>(config.raw_public_keys);
    o.own_certificate_types = shown_certificate_types(*own);
    const auto policy =
        make_policy_id(b,
                       {.role = "client",
                        .trust = config.trust,
                        .profile = config.profile,
                        .signature_schemes = o.signature_schemes,
                        .authentication = static_cast<std::uint8_t>(config.ask_application_for_credential),
                        .asks_application = config.ask_application_to_verify || JudgesPeers<typename S::policy>,
                        .certificate_types = o.peer_certificate_types,
                        .delegated_schemes = &o.delegated_schemes},
                       *own);
    if (!policy) return policy.error();
    return client_context({.backend = std::move(b),
                           .offered = o,
                           .trust = std::move(config.trust),
                           .profile = config.profile,
                           .credentials = std::move(*own),
                           .ask_application_for_credential = config.ask_application_for_credential,
                           .never_anonymous = config.never_anonymous,
                           .ask_application_to_verify = config.ask_application_to_verify,
                           .reverify_on_resume = config.reverify_on_resume,
                           .early_data = config.early_data,
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
