// What the handlers of one server connection share, whichever version it will be. States own what only they need.
#pragma once
#include <array>

#include "cxtls/base/box.hpp"
#include "cxtls/handshake/early_data.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/handshake/output.hpp"
#include "cxtls/handshake/own_extensions.hpp"
#include "cxtls/handshake/server_settings.hpp"
#include "cxtls/protocol/extension/record_size_limit.hpp"
#include "cxtls/record/limits.hpp"
#include "cxtls/x509/certificate_list.hpp"

namespace cxtls::hello {

// Names that a session store gave out for this connection's tickets, to be forgotten if the connection breaks. A ticket
// that holds its session is longer than this and can't be called back anyway.
inline constexpr std::size_t max_forgettable = 64;

template <class S>
struct ServerContext {
  using backend_type = typename S::backend;

  server_settings<S> const* settings;  // outlives the connection
  [[no_unique_address]] typename S::policy::observer observer{};

  unix_time now{};
  std::array<std::uint8_t, 32> client_random{};
  connection_info info{};
  CertificateType client_certificate_type = CertificateType::X509;  // of what the client may show
  bool says_client_type = false;  // it has said which types it has (RFC 7250, 4.1),
  bool says_server_type = false;  // and which it takes: it is told what was chosen
  x509::certificate_list chain{};  // the client's, as it came, or as the resumed session had it
  buffer delegated_credential{};  // of the client's leaf, until its key has signed
  handshake_output_of<typename S::policy> out{};
  own_credential<backend_type> const* added = nullptr;  // the application's choice beside the settings'
  [[no_unique_address]] own_extensions<typename S::extensions> own{};
  buffer forgettable{};  // tickets of ours, each a TicketName
  std::uint8_t tickets_sent = 0;  // the next one's nonce
  bool takes_tickets = false;  // RFC 8446, 4.2.9: the client could use them
  bool compatibility_mode = false;  // RFC 8446, D.4: the client sent a legacy_session_id
  std::optional<RecordSizeLimit> record_size_limit{};  // the client's
  std::uint32_t early_data_left = 0;  // octets that are still taken
  box<crypto::exporter_secret> early_exporter{};  // of a client whose early data is taken
  bool early_data_refused = false;  // the client may be sending early data: the transport skips it
  bool write_closed = false;  // our close_notify is out
  bool key_update_unsent = false;  // a KeyUpdate of ours waits for the transport

  constexpr backend_type const& backend() const { return settings->backend; }

  // Cookies: what comes first may be a second ClientHello, and what a client in compatibility mode sends before it.
  constexpr bool may_begin_midway() const { return settings->cookies != nullptr; }

  constexpr void entered(std::string_view from, std::string_view to) {
    if constexpr (requires { observer.state(from, to); }) observer.state(from, to);
  }
  // Labels of RFC 9850. Only for an observer that SeesKeys.
  constexpr void log_key(std::string_view label, bytes secret) { observer.key(label, client_random, secret); }
  // The connection ended with a fatal alert: what it gave out isn't resumed (RFC 8446, 4.6.1 and 6.2).
  constexpr void failed();
};

}  // namespace cxtls::hello
