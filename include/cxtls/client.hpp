// A TLS client over bytes in memory: the application moves the bytes, cxtls says which.
#pragma once
#include "cxtls/client_context.hpp"
#include "cxtls/handshake/channel_binding.hpp"
#include "cxtls/transport/client_role.hpp"
#include "cxtls/transport/connection.hpp"

namespace cxtls {

// One connection. Used by one thread at a time; it may move, while a question is out, too. It can't be started anew: the
// next connection is another object.
//
//   client<my_tls> tls{context, dns_name{"example.com"}};
//   for (step s = tls.start(now); ...; s = tls.receive(input, now)) { send tls.outgoing(); look at s; }
//
// Every step answers the same things (transport/step.hpp). After a step that says `again`, proceed() goes on with what
// is left of the input.
template <class S>
class client {
 public:
  using observer = typename S::policy::observer;

  // `context` outlives the connection. There is no client without somebody to talk to.
  constexpr client(client_context<S> const& context, identity peer, observer watching = {})
      : c_({.settings = &context.settings(), .peer = std::move(peer), .observer = std::move(watching)}) {}
  // Resumes the session of an earlier connection, if there is a ticket that is good for this peer, at this time, under
  // this context's rules, and if the server takes it: info().resumed says. Else the handshake is a full one. A ticket is
  // used up either way (RFC 8446, C.4: "Clients SHOULD NOT reuse a ticket for multiple connections").
  constexpr client(client_context<S> const& context, identity peer, std::optional<ticket> resume,
                   observer watching = {})
      : c_({.settings = &context.settings(),
            .peer = std::move(peer),
            .psk = resume ? box(tls13::client::PskToOffer(std::move(*resume))) : box<tls13::client::PskToOffer>{},
            .observer = std::move(watching)}) {}
  // The peer is whoever has this key; no certificate takes its place: psk_not_selected. Tickets aren't handed out.
  constexpr client(client_context<S> const& context, external_psk key, observer watching = {})
      : c_({.settings = &context.settings(),
            .peer = std::nullopt,
            .psk = box(tls13::client::PskToOffer(std::move(key))),
            .observer = std::move(watching)}) {}
  // They would be gone before the connection.
  client(client_context<S> const&&, identity, observer = {}) = delete;
  client(client_context<S> const&&, identity, std::optional<ticket>, observer = {}) = delete;
  client(client_context<S> const&&, external_psk, observer = {}) = delete;

  // The first flight, once.
  constexpr step start(unix_time now) { return c_.start(tls13::Connect{}, now); }

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
  // Sends close_notify. Reading may go on until the peer's.
  constexpr status close() { return c_.close(); }
  // Ends the connection at once with a fatal alert: for what only the application knows to be wrong. Errors: why the
  // connection failed before; misuse_not_an_error for the alerts that close() sends.
  constexpr status abort(AlertDescription why) { return c_.abort(why); }
  // New keys for what we send, and for what the peer sends if it is asked. Done by itself before a key is worn out.
  constexpr status update_keys(bool request_peer = false) { return c_.update_keys(request_peer); }

  // ---- questions ----

  // Answers verification_wanted or signature_wanted; then proceed(). The continuation is used up.
  template <class Answer>
  constexpr machine::resumed resume(machine::continuation<Answer>&& question, Answer const& value) {
    return c_.resume(std::move(question), value);
  }
  // Fails the handshake, with the alert that the error has: certificate_refused_by_application, refused_by_application.
  template <class Answer>
  constexpr machine::resumed refuse(machine::continuation<Answer>&& question,
                                    errc why = errc::certificate_refused_by_application) {
    return c_.refuse(std::move(question), why);
  }
  // While a signature is wanted: what to sign, and how.
  struct signature_request {
    SignatureScheme scheme{};
    bytes content{};  // good until the signature is given
  };
  constexpr std::optional<signature_request> to_be_signed() const {
    auto const* state = c_.engine().template get_if<tls13::client::AwaitSignature<S>>();
    if (state == nullptr) return std::nullopt;
    return signature_request{state->choice.scheme, state->content.view()};
  }

  // ---- what is known ----

  constexpr condition now() const { return c_.now(); }
  constexpr connection_info const& info() const { return c_.context().info; }
  // The server's certificates as it sent them, leaf first, in the handshake that a resumed session rests on. Trust them
  // only once connected.
  constexpr x509::certificate_list const& peer_certificates() const { return c_.context().chain; }
  // What came with the leaf, if it was asked for, not validated: an OCSPResponse (RFC 6960), DER, and a
  // SignedCertificateTimestampList (RFC 6962, 3.3). Empty: none came.
  constexpr bytes peer_ocsp_response() const { return c_.context().ocsp_response.view(); }
  constexpr bytes peer_signed_certificate_timestamps() const {
    return c_.context().signed_certificate_timestamps.view();
  }
  // Why the connection ended, if it failed; protocol/error_table.hpp has the sentence.
  constexpr error failure() const { return c_.failure(); }
  constexpr std::optional<AlertDescription> alert_sent() const { return c_.alert_sent(); }
  constexpr std::optional<AlertDescription> alert_received() const { return c_.alert_received(); }
  constexpr std::string_view state_name() const { return c_.state_name(); }

  // RFC 8446, 7.5. Errors: misuse_not_connected, backend_failed, no_space, length_out_of_range.
  constexpr status export_keying_material(std::string_view label, bytes context, mutable_bytes out) const {
    auto const* state = c_.engine().template get_if<tls13::client::Connected<S>>();
    if (state == nullptr) return errc::misuse_not_connected;
    return state->exporter.export_keying_material(c_.context().backend(), label, context, out);
  }

  // What protocols above TLS bind themselves to this connection with (RFC 9266). Errors: misuse_not_connected,
  // backend_failed.
  constexpr result<channel_binding> tls_exporter() const {
    auto const* state = c_.engine().template get_if<tls13::client::Connected<S>>();
    if (state == nullptr) return errc::misuse_not_connected;
    return cxtls::tls_exporter(c_.context().backend(), state->exporter);
  }

  // Gives the buffers' memory back while nothing is in flight: for connections that idle.
  constexpr void trim() { c_.trim(); }

 private:
  transport::connection<transport::client_role<S>> c_;
};

}  // namespace cxtls
