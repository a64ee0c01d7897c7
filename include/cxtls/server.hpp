// A TLS server over bytes in memory: the application moves the bytes, cxtls says which.
#pragma once
#include "cxtls/endpoint.hpp"
#include "cxtls/half_rtt.hpp"
#include "cxtls/server_context.hpp"
#include "cxtls/transport/server_role.hpp"

namespace cxtls {

// One connection; endpoint.hpp has what it shares with clients.
//
//   server<my_tls> tls{context};
//   for (step s = tls.receive(input, now); ...; s = tls.receive(input, now)) { send tls.outgoing(); look at s; }
//
// Every step answers the same things (transport/step.hpp). After a step that says `again`, proceed() goes on with what
// is left of the input.
template <class S>
class server : public endpoint<transport::server_role<S>> {
  using base = endpoint<transport::server_role<S>>;
  using base::c_;

 public:
  using typename base::observer;
  using own_credential = cxtls::own_credential<typename S::backend>;

  // `context` outlives the connection.
  constexpr explicit server(server_context<S> const& context, observer watching = {})
      : base({.settings = &context.settings(), .observer = std::move(watching)}) {}
  server() = delete;                                                   // a connection has a context: server{context}
  explicit server(server_context<S> const&&, observer = {}) = delete;  // it would be gone: keep it in a variable

  using base::send;
  // Before the client's Finished. Errors: as send()'s; misuse_not_connected also once it has come.
  constexpr result<std::size_t> send(half_rtt early) {
    return c_.send_half_rtt(std::span<const bytes>(&early.data, 1));
  }
  // One more NewSessionTicket; none for a client that can't use it, or without a session_provider. Errors: as send();
  // misuse_not_in_this_version: in TLS 1.2 tickets are part of the handshake.
  constexpr status send_ticket() { return c_.send_ticket(); }

  using base::resume;
  // Answers credential_wanted with a credential that isn't the configuration's; it outlives the handshake.
  constexpr machine::resumed resume(machine::continuation<CredentialChoice>&& question, own_credential const& own) {
    c_.context().added = &own;
    return c_.resume(std::move(question), CredentialChoice{CredentialChoice::added});
  }
  // While a signature is wanted: what to sign, how, and with whose key.
  struct signature_request {
    SignatureScheme scheme{};
    bytes content{};  // good until the signature is given
    own_credential const* credential = nullptr;
  };
  constexpr std::optional<signature_request> to_be_signed() const {
    if constexpr (speaks_tls13<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls13::server::AwaitSignature<S>>())
        return signature_request{state->signer.scheme, state->content.view(), state->credential};
    if constexpr (speaks_tls12<typename S::policy>)
      if (auto const* state = c_.engine().template get_if<tls12::server::AwaitSignature<S>>())
        return signature_request{state->scheme, state->content.view(), state->credential};
    return std::nullopt;
  }
  // While a session or a credential is wanted: the client's hello; views are good until the answer is given.
  constexpr std::optional<basic_client_hello<typename S::extensions>> client_hello() const {
    const bytes message = client_hello_message();
    if (message.empty()) return std::nullopt;
    return *parse<basic_client_hello<typename S::extensions>>(message.subspan(handshake_header_size));
  }
  // The same as octets, with its header; else empty.
  constexpr bytes client_hello_message() const {
    if constexpr (speaks_tls13<typename S::policy>) {
      if (auto const* state = c_.engine().template get_if<tls13::server::AwaitSession<S>>())
        return state->hello.message.view();
      if (auto const* state = c_.engine().template get_if<tls13::server::AwaitCredential<S>>())
        return state->hello.message.view();
    }
    if constexpr (speaks_tls12<typename S::policy>) {
      if (auto const* state = c_.engine().template get_if<tls12::server::AwaitSession<S>>())
        return state->hello.message.view();
      if (auto const* state = c_.engine().template get_if<tls12::server::AwaitCredential<S>>())
        return state->hello.message.view();
    }
    return {};
  }

  constexpr bool may_send_half_rtt() const { return transport::server_role<S>::may_send_half_rtt(c_.engine()); }
};

}  // namespace cxtls
