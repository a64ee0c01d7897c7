// A TLS server over bytes in memory: the application moves the bytes, cxtls says which.
#pragma once
#include "cxtls/handshake/channel_binding.hpp"
#include "cxtls/server_context.hpp"
#include "cxtls/transport/connection.hpp"
#include "cxtls/transport/server_role.hpp"

namespace cxtls {

// Application data for a client that isn't authenticated yet: it may be anybody, and its Finished, which alone proves
// that nobody interferes, is still to come (RFC 8446, 4.4.4: "Application Data written at this point must not ... be
// predicated on the client's identity"). Such data comes back as nothing worse than a lost greeting.
struct half_rtt {
  bytes data{};
};

// One connection. Used by one thread at a time; it may move, while a question is out, too.
//
//   server<my_tls> tls{context};
//   for (step s = tls.receive(input, now); ...; s = tls.receive(input, now)) { send tls.outgoing(); look at s; }
//
// Every step answers the same things (transport/step.hpp). After a step that says `again`, proceed() goes on with what
// is left of the input.
template <class S>
class server {
 public:
  using observer = typename S::policy::observer;
  using own_credential = cxtls::own_credential<typename S::backend>;

  // `context` outlives the connection.
  constexpr explicit server(server_context<S> const& context, observer watching = {})
      : c_({.settings = &context.settings(), .observer = std::move(watching)}) {}
  explicit server(server_context<S> const&&, observer = {}) = delete;  // it would be gone before the connection

  // ---- bytes from the transport ----

  // Room to read into, lent until commit(); empty while the connection can't take more.
  constexpr mutable_bytes prepare() { return c_.prepare(); }
  constexpr step commit(std::size_t n, unix_time now) { return c_.commit(n, now); }
  // Copies what fits; step::consumed says how much.
  constexpr step receive(bytes input, unix_time now) { return c_.receive(input, now); }
  constexpr step proceed(unix_time now) { return c_.proceed(now); }
  // The transport has ended. Errors: closed_early (the peer didn't say so: the data may be cut off), or why the
  // connection failed before.
  constexpr status transport_closed() { return c_.transport_closed(); }

  // ---- bytes for the transport ----

  constexpr bytes outgoing() const { return c_.outgoing(); }
  constexpr void sent(std::size_t n) { c_.sent(n); }

  // ---- application data ----

  // Returns how many octets were taken: all, unless much is outgoing already. Errors: misuse_not_connected,
  // misuse_write_closed, or why the connection failed.
  constexpr result<std::size_t> send(bytes data) { return send(std::span<const bytes>(&data, 1)); }
  // Several pieces go into the same records.
  constexpr result<std::size_t> send(std::span<const bytes> pieces) { return c_.send(pieces); }
  // Before the client's Finished. Errors: as above; misuse_not_connected also once it has come.
  constexpr result<std::size_t> send(half_rtt early) {
    return c_.send_half_rtt(std::span<const bytes>(&early.data, 1));
  }
  // Sends close_notify. Reading may go on until the peer's.
  constexpr status close() { return c_.close(); }
  // Ends the connection at once with a fatal alert: for what only the application knows to be wrong. Errors: why the
  // connection failed before; misuse_not_an_error for the alerts that close() sends.
  constexpr status abort(AlertDescription why) { return c_.abort(why); }
  // New keys for what we send, and for what the peer sends if it is asked. Done by itself before a key is worn out.
  constexpr status update_keys(bool request_peer = false) { return c_.update_keys(request_peer); }
  // One more NewSessionTicket; none for a client that can't use it, or without a session_provider. Errors: as send().
  constexpr status send_ticket() { return c_.command(tls13::SendTicket{}); }

  // ---- questions ----

  // Answers a question; then proceed(). The continuation is used up.
  template <class Answer>
  constexpr machine::resumed resume(machine::continuation<Answer>&& question, Answer const& value) {
    return c_.resume(std::move(question), value);
  }
  // Answers credential_wanted with a credential that isn't the configuration's; it outlives the handshake.
  constexpr machine::resumed resume(machine::continuation<CredentialChoice>&& question, own_credential const& own) {
    c_.context().added = &own;
    return c_.resume(std::move(question), CredentialChoice{CredentialChoice::added});
  }
  // Fails the handshake, with the alert that the error has: certificate_refused_by_application, unrecognized_name,
  // refused_by_application.
  template <class Answer>
  constexpr machine::resumed refuse(machine::continuation<Answer>&& question, errc why = errc::refused_by_application) {
    return c_.refuse(std::move(question), why);
  }
  // While a signature is wanted: what to sign, how, and with whose key.
  struct signature_request {
    SignatureScheme scheme{};
    bytes content{};  // good until the signature is given
    own_credential const* credential = nullptr;
  };
  constexpr std::optional<signature_request> to_be_signed() const {
    auto const* state = c_.engine().template get_if<tls13::server::AwaitSignature<S>>();
    if (state == nullptr) return std::nullopt;
    return signature_request{state->scheme, state->content.view(), state->credential};
  }
  // While a session or a credential is wanted: the client's hello; views are good until the answer is given.
  constexpr std::optional<basic_client_hello<typename S::extensions>> client_hello() const {
    if (auto const* state = c_.engine().template get_if<tls13::server::AwaitSession<S>>()) return state->hello.parsed();
    if (auto const* state = c_.engine().template get_if<tls13::server::AwaitCredential<S>>())
      return state->hello.parsed();
    return std::nullopt;
  }

  // ---- what is known ----

  constexpr condition now() const { return c_.now(); }
  constexpr bool may_send_half_rtt() const { return transport::server_role<S>::may_send_half_rtt(c_.engine()); }
  constexpr connection_info const& info() const { return c_.context().info; }
  // The client's certificates as it sent them, now or in the session that was resumed, leaf first; empty for an
  // anonymous client. Trust them only once connected.
  constexpr x509::certificate_list const& peer_certificates() const { return c_.context().chain; }
  // Why the connection ended, if it failed; protocol/error_table.hpp has the sentence.
  constexpr error failure() const { return c_.failure(); }
  constexpr std::optional<AlertDescription> alert_sent() const { return c_.alert_sent(); }
  constexpr std::optional<AlertDescription> alert_received() const { return c_.alert_received(); }
  constexpr std::string_view state_name() const { return c_.state_name(); }

  // RFC 8446, 7.5. Errors: misuse_not_connected, backend_failed, no_space, length_out_of_range.
  constexpr status export_keying_material(std::string_view label, bytes context, mutable_bytes out) const {
    auto const* state = c_.engine().template get_if<tls13::server::Connected<S>>();
    if (state == nullptr) return errc::misuse_not_connected;
    return state->exporter.export_keying_material(c_.context().backend(), label, context, out);
  }

  // RFC 9266: what a protocol above binds itself to this connection with. Errors: misuse_not_connected, backend_failed.
  constexpr result<channel_binding> tls_exporter() const {
    auto const* state = c_.engine().template get_if<tls13::server::Connected<S>>();
    if (state == nullptr) return errc::misuse_not_connected;
    return cxtls::tls_exporter(c_.context().backend(), state->exporter);
  }

  // Gives the buffers' memory back while nothing is in flight: for connections that idle.
  constexpr void trim() { c_.trim(); }

 private:
  transport::connection<transport::server_role<S>> c_;
};

}  // namespace cxtls
