// What the handlers of one client connection share, whichever version it will be. States own what only they need.
#pragma once
#include <array>
#include <optional>

#include "cxtls/base/box.hpp"
#include "cxtls/handshake/client_settings.hpp"
#include "cxtls/handshake/early_data.hpp"
#include "cxtls/handshake/hello/client/psk.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/handshake/output.hpp"
#include "cxtls/handshake/own_extensions.hpp"
#include "cxtls/handshake/ticket.hpp"
#include "cxtls/x509/certificate_list.hpp"
#include "cxtls/x509/identity.hpp"

namespace cxtls::hello {

template <class S>
struct ClientContext {
  using backend_type = typename S::backend;

  client_settings<S> const* settings;  // outlives the connection
  std::optional<identity> peer;        // whom we want to talk to; nothing: whoever has the external key
  box<client::PskToOffer> psk{};       // until the ClientHello
  [[no_unique_address]] typename S::policy::observer observer{};

  unix_time now{};
  std::array<std::uint8_t, 32> client_random{};
  connection_info info{};
  CertificateType server_certificate_type = CertificateType::X509;  // of what the server shows,
  CertificateType client_certificate_type = CertificateType::X509;  // and of what it wants to see
  x509::certificate_list chain{};  // the peer's, as it came, or as the resumed session had it
  buffer ocsp_response{};                  // as stapled to the peer's leaf
  buffer signed_certificate_timestamps{};  // of the peer's leaf
  buffer delegated_credential{};           // of the peer's leaf, until its key has signed
  handshake_output_of<typename S::policy> out{};
  own_credential<backend_type> const* added = nullptr;  // the answer's, beside the settings'
  extension_set offered_extensions{};  // in our ClientHello
  [[no_unique_address]] own_extensions<typename S::extensions> own{};
  box<ticket> new_ticket{};            // of this step
  box<early_offer> early{};            // none: no early data was offered
  bool write_closed = false;           // our close_notify is out
  bool key_update_unsent = false;      // a KeyUpdate of ours waits for the transport

  // What server_name says; empty when the peer isn't known by a DNS name (RFC 6066, 3).
  constexpr bytes server_name() const {
    auto const* name = peer ? std::get_if<dns_name>(&*peer) : nullptr;
    return name != nullptr ? name->view() : bytes{};
  }
  // Whatever is sent from here on doesn't go as early data any more; what did is the application's again.
  constexpr void refuse_early_data() {
    if (!early || !early->open) return;
    early->open = false;
    early->refused = true;
    info.early_data_accepted = false;
  }
  constexpr bool awaits_early_data() const { return early && early->open; }
  // What the server may show: a bare key only if it has to be a pinned one.
  constexpr certificate_type_list accepted_certificate_types() const {
    if (peer && std::holds_alternative<pinned_keys>(*peer)) return settings->offered.peer_certificate_types;
    return certificate_type_list(CertificateType::X509);
  }
  constexpr backend_type const& backend() const { return settings->backend; }

  constexpr void entered(std::string_view from, std::string_view to) {
    if constexpr (requires { observer.state(from, to); }) observer.state(from, to);
  }
  // Labels of RFC 9850. Only for an observer that SeesKeys.
  constexpr void log_key(std::string_view label, bytes secret) { observer.key(label, client_random, secret); }
};

}  // namespace cxtls::hello
