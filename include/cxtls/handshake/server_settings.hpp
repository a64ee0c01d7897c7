// A server's configuration after it was checked: immutable, shared by its connections.
#pragma once
#include "cxtls/handshake/imported_psk.hpp"
#include "cxtls/handshake/own_credential.hpp"
#include "cxtls/handshake/stack.hpp"
#include "cxtls/session/provider.hpp"
#include "cxtls/session/retry_cookie.hpp"
#include "cxtls/session/single_use_store.hpp"
#include "cxtls/x509/oid_filter.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

// Does the server ask for the client's certificate (RFC 8446, 4.3.2)?
enum class client_authentication : std::uint8_t {
  off,
  optional,  // a client without one is let in, and is anonymous
  required,  // a client without one gets the alert certificate_required
};

// Of one connection. Each ticket is a PSK of its own, so that a client can resume as often without being recognised
// (RFC 8446, C.4); more than a browser's worth of parallel connections is a flood of ours.
inline constexpr std::uint8_t max_tickets = 8;

template <class S>
struct server_settings {
  typename S::backend backend;
  offer accepted;  // versions, suites, groups, schemes in our order of preference, which decides
  owned_list<own_credential<typename S::backend>> credentials{};
  bool ask_application_for_credential = false;
  bool require_known_name = false;
  bool require_alpn = false;

  client_authentication clients = client_authentication::off;
  x509::trust_store trust{};  // who vouches for clients
  owned_list<spki_pin> client_pins{};  // of those that show bare keys
  x509::profile profile;
  bool name_authorities = true;
  owned_list<oid_filter> oid_filters{};  // what clients' certificates must have
  bool ask_application_to_verify = false;

  session_provider* sessions = nullptr;  // null: no resumption
  std::uint8_t tickets = 0;              // after each handshake, at most max_tickets
  std::uint32_t ticket_lifetime = 0;     // seconds
  bool reverify_on_resume = false;
  owned_list<external_psk> psks{};
  owned_list<server_psk> imported_psks{};
  std::uint32_t max_early_data_size = 0;  // octets; 0: none is taken
  single_use_store* single_use = nullptr;  // null: as 0
  policy_id policy{};  // which rules admit clients

  cookie_protector const* cookies = nullptr;  // null: a retry keeps its state in the connection
};

}  // namespace cxtls
