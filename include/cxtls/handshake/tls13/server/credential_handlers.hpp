// The server's handlers for its own authentication: which credential, and the signature of its key.
#pragma once
#include "cxtls/handshake/tls13/server/flight.hpp"
#include "cxtls/handshake/tls13/server/hello_handlers.hpp"

namespace cxtls::tls13 {

namespace server {}  // namespace server

template <class S>
constexpr auto Server<S>::ask(server::AwaitCredential<S> const& state, context& c) -> answer<CredentialChoice> {
  if (c.settings->ask_application_for_credential) return machine::pending;
  const auto request = hello::server::request_of(state.hello.parsed());
  if (!request) return request.error();
  const auto choice = choose_credential(c.settings->credentials, *request, c.now);
  if (!choice) return no_choice(c.settings->credentials, *request);
  if (c.settings->require_known_name && !choice->named) return errc::unrecognized_name;
  return CredentialChoice{choice->index};
}

template <class S>
constexpr auto Server<S>::on(server::AwaitCredential<S>&& state, CredentialChoice const& choice, context& c)
    -> Next<server::AwaitSignature<S>> {
  using B = typename S::backend;
  auto const* own = choice.index < c.settings->credentials.size() ? &c.settings->credentials[choice.index] : c.added;
  if (own == nullptr) return errc::unrecognized_name;
  const ClientHello hello = state.hello.parsed();
  const auto request = hello::server::request_of(hello);
  if (!request) return request.error();
  if (!request->takes(own->chain().type())) return errc::certificate_type_unsupported;
  c.info.own_certificate_type = own->chain().type();
  const auto signer = signer_for(*own, *request, c.now);
  if (!signer) return errc::no_common_signature_scheme;

  auto early = crypto::early_secret<B>::without_psk(c.backend(), state.hello.suite->hash);
  if (!early) return early.error();
  auto opened = server::say_hello<S>(state.hello, std::move(*early), std::nullopt, c);
  if (!opened) return opened.error();
  auto shown =
      server::say_request_and_certificate<S>(std::move(opened->transcript), *own, signer->delegation, hello, c);
  if (!shown) return shown.error();
  const auto point = shown->hash();
  if (!point) return point.error();
  return server::AwaitSignature<S>{std::move(*shown), std::move(opened->keys), own, *signer,
                                   server_signed_content(*point)};
}

template <class S>
constexpr auto Server<S>::ask(server::AwaitSignature<S> const& state, context& c) -> answer<Signature> {
  return sign(c.backend(), *state.credential, state.signer, state.content.view());
}

template <class S>
constexpr auto Server<S>::on(server::AwaitSignature<S>&& state, Signature const& signature, context& c)
    -> Next<server::WaitCertificate<S>, server::WaitFinished<S>> {
  buffer message;
  if (const status s = append_message(CertificateVerify{state.signer.scheme, signature.octets.view()}, message); !s)
    return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  c.info.own_signature_scheme = state.signer.scheme;
  c.info.own_delegated_credential = state.signer.delegation != nullptr;
  auto flight =
      server::finish_flight<S>(std::move(state.transcript).template add<after::ServerCertificateVerify>(message.view()),
                               std::move(state.keys), c);
  if (!flight) return flight.error();
  if (c.settings->clients != client_authentication::off) return server::WaitCertificate<S>{std::move(*flight)};
  return server::WaitFinished<S>{std::move(*flight), {.authenticated_at = c.now}};
}

}  // namespace cxtls::tls13
