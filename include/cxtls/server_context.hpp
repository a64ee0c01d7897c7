// What many server connections share: a configuration that was checked, and the backend.
#pragma once
#include "cxtls/handshake/policy_id.hpp"
#include "cxtls/handshake/verdict.hpp"
#include "cxtls/server_faults.hpp"

namespace cxtls {

// Immutable after create(): any number of connections, on any threads, may use it at once. It outlives them all.
template <class S>
class server_context {
  static_assert(crypto::require_backend<typename S::backend>());
  static_assert(Stack<S>, "server_context<S>: S is a struct derived from cxtls::stack<Backend, Policy, Extensions>");
  static_assert(policy_met<S>);

 public:
  using backend = typename S::backend;

  // Errors: the first of validate<S>()'s (server_faults.hpp), and backend_failed.
  static constexpr result<server_context> create(server_config config, backend b = {}) {
    offer o;
    if (const config_faults found = detail::check<S>(config, o); !found.empty()) return found[0];

    using own_types = own_certificate_types<typename S::policy>;
    o.peer_certificate_types = accepted_certificate_types<own_types>(config.client_raw_public_keys);

    // Without the server's own certificates: their renewal makes nobody less known.
    const auto policy = make_policy_id<backend>(
        b,
        {.role = "server",
         .trust = config.trust,
         .profile = config.profile,
         .signature_schemes = o.signature_schemes,
         .authentication = static_cast<std::uint8_t>(config.clients),
         .asks_application = config.ask_application_to_verify || JudgesPeers<typename S::policy>,
         .certificate_types = o.peer_certificate_types,
         .pins = &config.client_pins,
         .oid_filters = &config.oid_filters,
         .delegated_schemes = &o.delegated_schemes},
        {});
    if (!policy) return policy.error();
    auto own = make_own_credentials<own_types>(b, std::move(config.certificates), delegation_role::server);
    if (!own) return own.error();
    return server_context({.backend = std::move(b),
                           .accepted = o,
                           .credentials = std::move(*own),
                           .ask_application_for_credential = config.ask_application_for_credential,
                           .require_known_name = config.require_known_name,
                           .require_alpn = config.require_alpn,
                           .clients = config.clients,
                           .trust = std::move(config.trust),
                           .client_pins = std::move(config.client_pins),
                           .profile = config.profile,
                           .name_authorities = config.name_authorities,
                           .oid_filters = std::move(config.oid_filters),
                           .ask_application_to_verify = config.ask_application_to_verify,
                           .sessions = config.sessions,
                           .tickets = config.tickets,
                           .ticket_lifetime = config.ticket_lifetime,
                           .reverify_on_resume = config.reverify_on_resume,
                           .psks = std::move(config.psks),
                           .imported_psks = std::move(config.imported_psks),
                           .max_early_data_size = config.max_early_data_size,
                           .single_use = config.single_use,
                           .policy = *policy,
                           .cookies = config.cookies});
  }

  constexpr server_settings<S> const& settings() const { return settings_; }

 private:
  constexpr explicit server_context(server_settings<S>&& settings) : settings_(std::move(settings)) {}

  server_settings<S> settings_;
};

}  // namespace cxtls
