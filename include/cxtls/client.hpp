// A TLS client over bytes in memory: the application moves the bytes, cxtls says which.
#pragma once
#include "cxtls/client_context.hpp"
#include "cxtls/endpoint.hpp"
#include "cxtls/transport/client_role.hpp"

namespace cxtls {

// One connection; endpoint.hpp has what it shares with servers. It can't be started anew: the next connection is another
// object.
//
//   client<my_tls> tls{context, dns_name{"example.com"}};
//   for (step s = tls.start(now); ...; s = tls.receive(input, now)) { send tls.outgoing(); look at s; }
//
// Every step answers the same things (transport/step.hpp). After a step that says `again`, proceed() goes on with what
// is left of the input.
template <class S>
class client : public endpoint<transport::client_role<S>> {
  using base = endpoint<transport::client_role<S>>;
  using base::c_;

 public:
  using typename base::observer;
  using own_credential = cxtls::own_credential<typename S::backend>;

  // `context` outlives the connection. There is no client without somebody to talk to.
  constexpr client(client_context<S> const& context, identity peer, observer watching = {})
      : base({.settings = &context.settings(), .peer = std::move(peer), .observer = std::move(watching)}) {}
  // Resumes the session of an earlier connection, if there is a ticket that is good for this peer, at this time, under
  // this context's rules, and if the server takes it: info().resumed says. Else the handshake is a full one. A ticket is
  // used up either way (RFC 8446, C.4: "Clients SHOULD NOT reuse a ticket for multiple connections").
  constexpr client(client_context<S> const& context, identity peer, std::optional<ticket> resume,
                   observer watching = {})
      : base({.settings = &context.settings(),
              .peer = std::move(peer),
              .psk = offered(std::move(resume)),
              .observer = std::move(watching)}) {}
  // The peer is whoever has this key; no certificate takes its place: psk_not_selected. Tickets aren't handed out.
  // TLS 1.2 has no such keys.
  constexpr client(client_context<S> const& context, external_psk key, observer watching = {})
    requires speaks_tls13<typename S::policy>
      : base({.settings = &context.settings(),
              .peer = std::nullopt,
              .psk = box(hello::client::PskToOffer(std::move(key))),
              .observer = std::move(watching)}) {}
  // The same of an imported key, which says that we are the client (RFC 9258).
  constexpr client(client_context<S> const& context, client_psk key, observer watching = {})
    requires speaks_tls13<typename S::policy>
      : base({.settings = &context.settings(),
              .peer = std::nullopt,
              .psk = box(hello::client::PskToOffer(std::move(key))),
              .observer = std::move(watching)}) {}
  // They would be gone before the connection.
  client(client_context<S> const&&, identity, observer = {}) = delete;  // keep it in a variable
  client(client_context<S> const&&, identity, std::optional<ticket>, observer = {}) = delete;  // keep it in a variable
  client(client_context<S> const&&, external_psk, observer = {}) = delete;  // keep it in a variable
  client(client_context<S> const&&, client_psk, observer = {}) = delete;  // keep it in a variable
  // What else can't be meant, and what to write instead.
  template <class T>
  constexpr explicit client(client_context<T> const& context)
      : base({.settings = &context.settings(), .peer = std::nullopt}) {
    static_assert(!sizeof(T), "say whom to talk to: client{context, dns_name{\"example.com\"}}");
  }
  template <class Text>
    requires std::is_convertible_v<Text const&, std::string_view>
  constexpr client(client_context<S> const& context, Text const&)
      : base({.settings = &context.settings(), .peer = std::nullopt}) {
    static_assert(!sizeof(Text),
                  "say what the text is: dns_name{\"...\"} or ip_address{\"...\"}, or parse() of either");
  }
  template <class Ticket>
    requires std::is_same_v<std::remove_const_t<Ticket>, ticket>
  constexpr client(client_context<S> const& context, identity peer, Ticket&, observer = {})
      : client(context, std::move(peer)) {
    static_assert(!sizeof(Ticket), "a ticket goes into one connection: client{context, peer, std::move(ticket)}");
  }

  // The first flight, once.
  constexpr step start(unix_time now) { return c_.start(hello::Connect{}, now); }

  using base::send;
  // After start(), with a session whose ticket allows it and client_config::early_data, until the server has answered. Returns
  // how many octets were taken. If the server refuses them, early_data_refused gives them back. Errors: as send()'s;
  // misuse_no_early_data.
  constexpr result<std::size_t> send(early_data early)
    requires speaks_tls13<typename S::policy>
  {
    return c_.send_early_data(early.data);
  }
  // How many octets of it may follow; 0 when none may.
  constexpr std::size_t early_data_room() const {
    auto const& early = c_.context().early;
    return early && early->open ? early->room : 0;
  }

  using base::resume;
  // Answers client_credential_wanted with a credential that isn't the configuration's; it outlives the handshake.
  constexpr machine::resumed resume(machine::continuation<ClientCredentialChoice>&& question,
                                    own_credential const& own) {
    c_.context().added = &own;
    const machine::resumed r = c_.resume(std::move(question), ClientCredentialChoice{ClientCredentialChoice::added});
    c_.context().added = nullptr;  // of this answer only
    return r;
  }
  machine::resumed resume(machine::continuation<ClientCredentialChoice>&&, own_credential const&&) = delete;
  // While a credential is wanted: what the server takes; views are good until the answer is given.
  constexpr std::optional<credential_request> certificate_request() const {
    if constexpr (speaks_tls13<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls13::client::AwaitCredential<S>>())
        return *tls13::client::request_of<S>(state->wanted.parsed(), c_.context());
    if constexpr (speaks_tls12<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls12::client::AwaitCredential<S>>())
        return tls12::client::request_of<S>(state->wanted.parsed(), c_.context());
    return std::nullopt;
  }
  // The CertificateRequest with all that it says, as octets with their header; else empty. The versions' differ.
  constexpr bytes certificate_request_message() const {
    if constexpr (speaks_tls13<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls13::client::AwaitCredential<S>>())
        return state->wanted.message.view();
    if constexpr (speaks_tls12<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls12::client::AwaitCredential<S>>())
        return state->wanted.message.view();
    return {};
  }
  // While a signature is wanted: what to sign, how, and with whose key.
  struct signature_request {
    SignatureScheme scheme{};
    bytes content{};  // good until the signature is given
    own_credential const* credential = nullptr;
  };
  constexpr std::optional<signature_request> to_be_signed() const {
    if constexpr (speaks_tls13<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls13::client::AwaitSignature<S>>())
        return signature_request{state->signer.scheme, state->content.view(), state->credential};
    if constexpr (speaks_tls12<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls12::client::AwaitSignature<S>>())
        if (const auto content = state->transcript.certificate_verify_content())
          return signature_request{state->scheme, *content, state->credential};
    return std::nullopt;
  }

  // What came with the leaf, if it was asked for, not validated: an OCSPResponse (RFC 6960), DER, and a
  // SignedCertificateTimestampList (RFC 6962, 3.3). Empty: none came.
  constexpr bytes peer_ocsp_response() const { return c_.context().ocsp_response.view(); }
  constexpr bytes peer_signed_certificate_timestamps() const {
    return c_.context().signed_certificate_timestamps.view();
  }

 private:
  // (GCC 12 destroys what a conditional expression made, in constant evaluation.)
  static constexpr box<hello::client::PskToOffer> offered(std::optional<ticket>&& resume) {
    if (!resume) return {};
    return box(hello::client::PskToOffer(std::move(*resume)));
  }
};

}  // namespace cxtls
