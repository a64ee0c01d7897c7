// A server's configuration: a plain value, checked once by server_context::create().
#pragma once
#include "cxtls/config_hash.hpp"
#include "cxtls/handshake/server_settings.hpp"
#include "cxtls/own_certificate.hpp"

namespace cxtls {

struct server_config {
  // What the server shows. Which one depends on the client: an exact name before a wildcard before the rest in this
  // order, among those of a type and with a signature scheme that the client takes.
  owned_list<own_certificate> certificates{};
  // Stop with credential_wanted instead: the application chooses, at once or later.
  bool ask_application_for_credential = false;
  // A client that asks for a name that no certificate has, or for none, is refused with unrecognized_name, and isn't
  // shown another one's certificate (ALPACA: one certificate for several protocols and hosts).
  bool require_known_name = false;

  // Application protocols in order of preference (RFC 7301): the server's order decides, and a client with none of them
  // gets no_application_protocol.
  alpn_list alpn{};
  // Refuse clients that offer no application protocol at all.
  bool require_alpn = false;
  // Narrower than the policy, in the policy's order. Empty: what the policy has.
  version_list versions{};
  // Narrower than the policy, and in this order. Empty: what the policy has. They can't widen it.
  suite_list cipher_suites{};
  group_list groups{};
  scheme_list signature_schemes{};
  // Narrower than the policy's certificate_compressions, and in this order. Absent: all of them; an empty list: none.
  std::optional<certificate_compression_list> certificate_compressions{};

  // Who clients are.
  client_authentication clients = client_authentication::off;
  trust_store trust{};
  // Public keys instead of certificates (RFC 7250): of those clients whose keys are pinned here.
  raw_public_keys client_raw_public_keys = raw_public_keys::off;
  owned_list<spki_pin> client_pins{};
  // A client's certificate may delegate to another key for some days (RFC 9345): as client_config has it.
  bool accept_delegated_credentials = false;
  x509::profile profile = cxtls::profile::private_pki;
  // Tell clients the names of the trust anchors (RFC 8446, 4.2.4), if they are few: it helps them choose, and tells them
  // whom the server trusts.
  bool name_authorities = true;
  // What a client's certificate must have in its extensions (RFC 8446, 4.2.5). Clients of TLS 1.3 are told, so that they can
  // choose by it; in both versions a certificate that lacks it is refused.
  owned_list<oid_filter> oid_filters{};
  // After the built-in checks have passed, stop with verification_wanted. The application can refuse what they accept,
  // never accept what they refuse.
  bool ask_application_to_verify = false;

  // Where sessions live: stateless_tickets, stateful_tickets, or one of the application's own; it outlives the context.
  // Null: no connection can be resumed.
  session_provider* sessions = nullptr;
  // NewSessionTickets after each handshake, at most max_tickets.
  std::uint8_t tickets = 2;
  // Seconds, at most seven days (RFC 8446, 4.6.1). A day, so that what was authenticated isn't relied upon for longer.
  std::uint32_t ticket_lifetime = 86400;
  // On resumption, verify the client's certificate again against today's trust and time; if it isn't good any more, a
  // full handshake follows.
  bool reverify_on_resume = false;
  // Keys that both sides got by other means: as they are, and imported (RFC 9258), in the order in which they are tried.
  owned_list<external_psk> psks{};
  owned_list<server_psk> imported_psks{};

  // Octets of content that a client may put into one record, 64 to 16384 (RFC 8449): said to clients that ask for smaller
  // records themselves.
  std::size_t max_record_content = record::max_content;

  // Octets of early data that a resumed client may send: at most max_early_data, and only together with a store that tells
  // first flights from replays, which outlives the context. 0: none is taken.
  std::uint32_t max_early_data_size = 0;
  single_use_store* single_use = nullptr;

  // HelloRetryRequests carry all that is needed to go on: any server with the same keys can. Null: they don't.
  cookie_protector const* cookies = nullptr;

  // A second owner of the like, to be changed; of private keys, too. Errors: out_of_memory.
  constexpr result<server_config> duplicate() const {
    // Naming every member makes one that is added a compile error here.
    auto const& [own, asks_for_one, known, protocols, insists, v, suites, g, schemes, compressions, who, anchors, raw,
                 pinned, delegated, rules, names, filters, asks, provider, count, lifetime, reverifies, keys, imported,
                 record, early, once, protector] = *this;
    auto own_copy = own.duplicate();
    auto anchors_copy = anchors.duplicate();
    auto pinned_copy = pinned.duplicate();
    auto keys_copy = keys.duplicate();
    auto imported_copy = imported.duplicate();
    auto filters_copy = filters.duplicate();
    if (!own_copy || !anchors_copy || !pinned_copy || !keys_copy || !imported_copy || !filters_copy)
      return errc::out_of_memory;
    return server_config{.certificates = std::move(*own_copy),
                         .ask_application_for_credential = asks_for_one,
                         .require_known_name = known,
                         .alpn = protocols,
                         .require_alpn = insists,
                         .versions = v,
                         .cipher_suites = suites,
                         .groups = g,
                         .signature_schemes = schemes,
                         .certificate_compressions = compressions,
                         .clients = who,
                         .trust = std::move(*anchors_copy),
                         .client_raw_public_keys = raw,
                         .client_pins = std::move(*pinned_copy),
                         .accept_delegated_credentials = delegated,
                         .profile = rules,
                         .name_authorities = names,
                         .oid_filters = std::move(*filters_copy),
                         .ask_application_to_verify = asks,
                         .sessions = provider,
                         .tickets = count,
                         .ticket_lifetime = lifetime,
                         .reverify_on_resume = reverifies,
                         .psks = std::move(*keys_copy),
                         .imported_psks = std::move(*imported_copy),
                         .max_record_content = record,
                         .max_early_data_size = early,
                         .single_use = once,
                         .cookies = protector};
  }
  // Keys aren't compared: own_certificate, external_psk, server_psk. Of sessions and cookies it matters whether it is the same object.
  friend constexpr bool operator==(server_config const&, server_config const&) = default;
};

// Equal configurations have the same; for tables, with std::hash.
constexpr std::uint64_t hash_of(server_config const& c) {
  hasher h;
  add_to(h, c.certificates);
  add_to(h, c.trust);
  add_to(h, c.profile);
  c.alpn.each([&](bytes name) { h.add(name); });
  h.add(c.versions).add(c.cipher_suites).add(c.groups).add(c.signature_schemes);
  h.add(c.certificate_compressions.has_value())
      .add(c.certificate_compressions.value_or(certificate_compression_list()));
  h.add(c.clients).add(c.client_raw_public_keys).add(c.client_pins.size());
  for (std::size_t i = 0; i < c.client_pins.size(); ++i) h.add(bytes(c.client_pins[i]));
  h.add(c.oid_filters.size());
  for (std::size_t i = 0; i < c.oid_filters.size(); ++i)
    h.add(c.oid_filters[i].view().certificate_extension_oid).add(c.oid_filters[i].view().certificate_extension_values);
  h.add(c.tickets).add(c.ticket_lifetime).add(c.max_early_data_size).add(c.max_record_content).add(c.psks.size());
  for (std::size_t i = 0; i < c.psks.size(); ++i) h.add(c.psks[i].identity()).add(c.psks[i].hash());
  h.add(c.imported_psks.size());
  for (std::size_t i = 0; i < c.imported_psks.size(); ++i) {
    server_psk const& psk = c.imported_psks[i];
    h.add(psk.external_identity()).add(psk.context()).add(psk.hash());
  }
  for (bool flag : {c.ask_application_for_credential, c.require_known_name, c.require_alpn, c.name_authorities,
                    c.ask_application_to_verify, c.reverify_on_resume, c.accept_delegated_credentials,
                    c.sessions != nullptr, c.cookies != nullptr})
    h.add(flag);
  return h.value();
}

}  // namespace cxtls

template <>
struct std::hash<cxtls::server_config> {
  constexpr std::size_t operator()(cxtls::server_config const& c) const noexcept {
    return static_cast<std::size_t>(cxtls::hash_of(c));
  }
};
