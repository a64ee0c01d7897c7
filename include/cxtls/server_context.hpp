// What many server connections share: a configuration that was checked, and the backend.
#pragma once
#include "cxtls/handshake/policy_id.hpp"
#include "cxtls/handshake/supports.hpp"
#include "cxtls/handshake/verdict.hpp"
#include "cxtls/protocol/tls13/post_handshake.hpp"
#include "cxtls/server_config.hpp"

namespace cxtls {

// Immutable after create(): any number of connections, on any threads, may use it at once. It outlives them all.
template <class S>
class server_context {
  static_assert(crypto::require_backend<typename S::backend>());
  static_assert(Stack<S>, "server_context<S>: S is a struct derived from cxtls::stack<Backend, Policy, Extensions>");
  static_assert(policy_met<S>);

 public:
  using backend = typename S::backend;

  // Errors: config_unsupported_by_backend (something was asked for that the policy or the backend lacks); config_alpn_invalid;
  // config_no_certificate (nothing to authenticate with, and nobody to ask); config_no_trust_anchor (clients are asked
  // for certificates that nobody vouches for); config_tickets_invalid; trust_store_unreadable, trust_store_empty (a
  // store could not be loaded); and of the certificates: private_key_malformed, private_key_mismatch,
  // certificate_algorithm_unsupported, certificate_extension_invalid.
  static constexpr result<server_context> create(server_config config, backend b = {}) {
    if (config.trust.failure()) return config.trust.failure();
    if (config.alpn.invalid()) return error{errc::config_alpn_invalid, "alpn"};
    if (config.clients != client_authentication::off && config.trust.empty())
      return error{errc::config_no_trust_anchor, "trust"};
    if (config.certificates.empty() && !config.ask_application_for_credential && config.psks.empty())
      return errc::config_no_certificate;
    if (config.tickets > max_tickets) return error{errc::config_tickets_invalid, "tickets"};
    if (config.ticket_lifetime > max_ticket_lifetime) return error{errc::config_tickets_invalid, "ticket_lifetime"};
    if (config.psks.incomplete()) return errc::out_of_memory;
    if (!speaks_tls13<typename S::policy> && !config.psks.empty())
      return error{errc::config_unsupported_by_backend, "psks"};
    for (std::size_t i = 0; i < config.psks.size(); ++i)
      if (!backend::hashes.contains(config.psks[i].hash())) return error{errc::config_unsupported_by_backend, "psks"};

    offer o = make_offer<backend, spoken_by<typename S::policy>>(S::policy::value, config.cipher_suites, config.groups,
                                                                 config.alpn, {}, config.versions);
    if (o.versions.size() < config.versions.size() || o.versions.empty())
      return error{errc::config_unsupported_by_backend, "versions"};
    if (o.cipher_suites.size() < config.cipher_suites.size())
      return error{errc::config_unsupported_by_backend, "cipher_suites"};
    if (o.groups.size() < config.groups.size()) return error{errc::config_unsupported_by_backend, "groups"};
    if (!config.signature_schemes.empty()) {
      for (SignatureScheme scheme : config.signature_schemes)
        if (!o.signature_schemes.contains(scheme))
          return error{errc::config_unsupported_by_backend, "signature_schemes"};
      o.signature_schemes = config.signature_schemes;
    }

    // Without the server's own certificates: their renewal makes nobody less known.
    const auto policy = make_policy_id<backend>(
        b,
        {.role = "server",
         .trust = config.trust,
         .profile = config.profile,
         .signature_schemes = o.signature_schemes,
         .authentication = static_cast<std::uint8_t>(config.clients),
         .asks_application = config.ask_application_to_verify || JudgesPeers<typename S::policy>},
        {});
    if (!policy) return policy.error();
    auto own = make_own_credentials(b, std::move(config.certificates));
    if (!own) return own.error();
    return server_context({.backend = std::move(b),
                           .accepted = o,
                           .credentials = std::move(*own),
                           .ask_application_for_credential = config.ask_application_for_credential,
                           .require_known_name = config.require_known_name,
                           .require_alpn = config.require_alpn,
                           .clients = config.clients,
                           .trust = std::move(config.trust),
                           .profile = config.profile,
                           .name_authorities = config.name_authorities,
                           .ask_application_to_verify = config.ask_application_to_verify,
                           .sessions = config.sessions,
                           .tickets = config.tickets,
                           .ticket_lifetime = config.ticket_lifetime,
                           .reverify_on_resume = config.reverify_on_resume,
                           .psks = std::move(config.psks),
                           .policy = *policy,
                           .cookies = config.cookies});
  }

  constexpr server_settings<S> const& settings() const { return settings_; }

 private:
  constexpr explicit server_context(server_settings<S>&& settings) : settings_(std::move(settings)) {}

  server_settings<S> settings_;
};

}  // namespace cxtls
