// What is wrong with a server's configuration.
#pragma once
#include "cxtls/config_faults.hpp"
#include "cxtls/handshake/early_data.hpp"
#include "cxtls/protocol/tls13/post_handshake.hpp"
#include "cxtls/server_config.hpp"

namespace cxtls {
namespace detail {

// All but the certificates; `o` becomes what is accepted.
template <class S>
constexpr config_faults check(server_config const& config, offer& o) {
  using backend = typename S::backend;
  config_faults found;
  const auto wrong = [&](errc code, std::string_view field) { (void)found.push({code, field}); };
  if (const error why = config.trust.failure()) wrong(why.code, "trust");
  if (config.alpn.invalid()) wrong(errc::config_alpn_invalid, "alpn");
  if (config.clients != client_authentication::off) {
    if (config.client_raw_public_keys != raw_public_keys::only && config.trust.empty() && !config.trust.failure())
      wrong(errc::config_no_trust_anchor, "trust");
    if (config.client_raw_public_keys != raw_public_keys::off && config.client_pins.empty())
      wrong(errc::config_no_trust_anchor, "client_pins");
  }
  if (config.client_pins.incomplete()) wrong(errc::out_of_memory, "client_pins");
  if (config.oid_filters.incomplete()) wrong(errc::out_of_memory, "oid_filters");
  bounded<OIDFilter, x509::max_oid_filters> filters;
  bool sendable = true;
  for (std::size_t i = 0; i < config.oid_filters.size(); ++i)
    sendable = filters.push(config.oid_filters[i].view()) && sendable;
  sendable = sendable && measure(OIDFilterExtension{filters.view()});
  if (!sendable || x509::check_oid_filters(filters.view())) wrong(errc::config_oid_filters, "oid_filters");
  if (config.certificates.empty() && !config.ask_application_for_credential && config.psks.empty() &&
      config.imported_psks.empty())
    wrong(errc::config_no_certificate, "certificates");
  if (config.tickets > max_tickets) wrong(errc::config_tickets_invalid, "tickets");
  if (config.ticket_lifetime > max_ticket_lifetime) wrong(errc::config_tickets_invalid, "ticket_lifetime");
  if (config.max_early_data_size > max_early_data ||
      (config.max_early_data_size != 0 && (config.single_use == nullptr || config.sessions == nullptr)))
    wrong(errc::config_early_data, "max_early_data_size");
  if (config.psks.incomplete()) wrong(errc::out_of_memory, "psks");
  bool usable = speaks_tls13<typename S::policy> || config.psks.empty();
  for (std::size_t i = 0; i < config.psks.size(); ++i)
    usable = usable && backend::hashes.contains(config.psks[i].hash());
  if (!usable) wrong(errc::config_unsupported_by_backend, "psks");
  if (config.imported_psks.incomplete()) wrong(errc::out_of_memory, "imported_psks");
  usable = speaks_tls13<typename S::policy> || config.imported_psks.empty();
  bool twice = false;
  for (std::size_t i = 0; i < config.imported_psks.size(); ++i) {
    external_psk const& imported = config.imported_psks[i].external();
    usable = usable && backend::hashes.contains(imported.hash());
    // RFC 9258, 4: "Endpoints which import external keys MUST NOT use the keys that are input to the import process for
    // any purpose other than the importer".
    for (std::size_t j = 0; j < config.psks.size(); ++j)
      twice = twice || backend::equal(imported.expose(), config.psks[j].expose());
  }
  if (!usable) wrong(errc::config_unsupported_by_backend, "imported_psks");
  if (twice) wrong(errc::config_psk_invalid, "imported_psks");
  o = make_offer<backend, spoken_by<typename S::policy>>(S::policy::value, config.cipher_suites, config.groups,
                                                         config.alpn, {}, config.versions);
  check_offer(found, config, o);
  check_record_content(found, config.max_record_content);
  o.max_record_content = config.max_record_content;
  choose_compressions<typename S::policy>(found, config.certificate_compressions, o);
  if (!config.signature_schemes.empty()) o.signature_schemes = config.signature_schemes;
  o.certificate_schemes = certificate_schemes<backend>(o.signature_schemes);
  choose_delegated_schemes<S>(found, config.accept_delegated_credentials, o);
  return found;
}

}  // namespace detail

// All at once, where server_context<S>::create() says the first thing: trust_store_unreadable, trust_store_unsupported,
// trust_store_empty (a store could not be loaded); config_alpn_invalid; config_no_trust_anchor (clients are asked for
// certificates that nobody vouches for); config_oid_filters; config_no_certificate (nothing to authenticate with, and nobody to ask);
// config_tickets_invalid; config_psk_invalid (an imported key is among `psks`, too); config_unsupported_by_backend (something was asked for that the policy or the backend lacks);
// and of the certificates: private_key_malformed, private_key_mismatch, certificate_algorithm_unsupported,
// certificate_key_usage, certificate_extension_invalid, config_delegated_credential, delegated_credential_*,
// out_of_memory. Constant configurations can be checked by a static_assert.
template <Stack S>
constexpr config_faults validate(server_config const& config, typename S::backend const& b = {}) {
  static_assert(policy_met<S>);
  offer o;
  config_faults found = detail::check<S>(config, o);
  detail::check_certificates<own_certificate_types<typename S::policy>>(found, config.certificates,
                                                                        delegation_role::server, b);
  return found;
}

}  // namespace cxtls
