// The TLS 1.2 server's handlers for its own authentication: which credential, with which suite, and the signature of its
// key over the parameters of the key exchange.
#pragma once
#include "cxtls/handshake/tls12/server/flight.hpp"
#include "cxtls/handshake/tls12/server/hello_handlers.hpp"

namespace cxtls::tls12 {

namespace server {

// The first of the common suites whose name says that such a key signs (RFC 8422, 2).
template <class B>
constexpr crypto::tls12::suite_info const* suite_for(suite_list const& common, crypto::public_key const& key) {
  for (CipherSuite id : common)
    if (auto const* suite = crypto::tls12::find<B>(id);
        suite != nullptr && crypto::tls12::authenticates(suite->auth, crypto::kind_of(key)))
      return suite;
  return nullptr;
}

// RFC 8422, 5.3: an ECDSA key's curve is one of the client's supported_groups, if it has them: TLS 1.2 has no other place
// where a client could say so.
constexpr bool takes_curve_of(crypto::public_key const& key, auto const& hello) {
  auto const* ec = std::get_if<crypto::ec_public_key>(&key);
  if (ec == nullptr) return true;
  const auto groups = find<NamedGroupList>(hello.extensions);
  return !groups || groups->named_group_list.contains(ec->group);
}

// What a handshake with this credential would be.
struct Authentication {
  crypto::tls12::suite_info const* suite;
  SignatureScheme scheme;
};
// Errors: no_common_signature_scheme, no_common_cipher_suite, those of own_credential::public_key().
template <class S>
constexpr result<Authentication> authentication_with(own_credential<typename S::backend> const& own,
                                                     suite_list const& suites, auto const& hello,
                                                     list<SignatureScheme> const& schemes) {
  const auto scheme = own.scheme_for(schemes, crypto::fits_tls12);
  if (!scheme) return errc::no_common_signature_scheme;
  const auto key = own.public_key();
  if (!key) return key.error();
  auto const* suite = takes_curve_of(*key, hello) ? suite_for<typename S::backend>(suites, *key) : nullptr;
  if (suite == nullptr) return errc::no_common_cipher_suite;
  return Authentication{suite, *scheme};
}

}  // namespace server

template <class S>
constexpr auto Server<S>::ask(server::AwaitCredential<S> const& state, context& c) -> answer<CredentialChoice> {
  using B = typename S::backend;
  if (c.settings->ask_application_for_credential) return machine::pending;
  const auto hello = state.hello.parsed();
  const auto request = hello::server::request_of(hello);
  if (!request) return request.error();
  error why{no_choice(c.settings->credentials, *request)};
  const auto scheme_of = [&](own_credential<B> const& own) -> std::optional<SignatureScheme> {
    const auto with = server::authentication_with<S>(own, state.hello.suites, hello, request->signature_schemes);
    if (with) return with->scheme;
    if (with.error().code == errc::no_common_cipher_suite) why = with.error();
    return std::nullopt;
  };
  const auto choice = choose_credential(c.settings->credentials, *request, scheme_of);
  if (!choice) return why;
  if (c.settings->require_known_name && !choice->named) return errc::unrecognized_name;
  return CredentialChoice{choice->index};
}

template <class S>
constexpr auto Server<S>::on(server::AwaitCredential<S>&& state, CredentialChoice const& choice, context& c)
    -> Next<server::AwaitSignature<S>> {
  using B = typename S::backend;
  auto const* own = choice.index < c.settings->credentials.size() ? &c.settings->credentials[choice.index] : c.added;
  if (own == nullptr) return errc::unrecognized_name;
  const auto hello = state.hello.parsed();
  const auto request = hello::server::request_of(hello);
  if (!request) return request.error();
  if (!request->takes(own->chain().type())) return errc::certificate_type_unsupported;
  c.info.own_certificate_type = own->chain().type();
  const auto with = server::authentication_with<S>(*own, state.hello.suites, hello, request->signature_schemes);
  if (!with) return with.error();

  auto parameters = server::begin_parameters<S>(hello, with->suite, c);
  if (!parameters) return parameters.error();
  // RFC 5246, 7.4.1.3: an ID if the session can be resumed by it. A client that takes tickets gets a ticket instead.
  if (!c.takes_tickets && server::gives_sessions<S>(c) && c.settings->sessions->keeps_sessions()) {
    std::array<std::uint8_t, session_id::capacity> id;
    if (!c.backend().random(id)) return errc::random_failed;
    for (std::uint8_t octet : id) (void)parameters->id.push(octet);
  }
  crypto::any_key_exchange<B> key;
  std::array<std::uint8_t, 255> octets;
  const auto share = key.generate(c.backend(), state.hello.group, octets);
  if (!share) return share.error();
  c.info.group = state.hello.group;
  server::AwaitSignature<S> next{.hello = std::move(state.hello),
                                 .parameters = *parameters,
                                 .credential = own,
                                 .scheme = with->scheme,
                                 .key = std::move(key),
                                 .share = {},
                                 .content = {}};
  for (std::uint8_t octet : *share) (void)next.share.push(octet);
  std::array<std::uint8_t, wire<ServerECDHParams>.max_size()> params;
  const auto built = build(next.params(), params);
  if (!built) return built.error();
  next.content = signed_params_of(parameters->randoms, *built);
  return next;
}

template <class S>
constexpr auto Server<S>::ask(server::AwaitSignature<S> const& state, context& c) -> answer<Signature> {
  return sign(c.backend(), *state.credential, state.scheme, state.content.view());
}

// The whole flight goes out at once.
template <class S>
constexpr auto Server<S>::on(server::AwaitSignature<S>&& state, Signature const& signature, context& c)
    -> Next<server::WaitCertificate<S>, server::WaitAnonymousKeyExchange<S>> {
  c.info.own_signature_scheme = state.scheme;
  const auto hello = state.hello.parsed();
  const bool asks = c.settings->clients != client_authentication::off;

  buffer message;
  if (const status s = server::write_server_hello<S>(hello, state.parameters, state.credential, message, c); !s)
    return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  auto greeted =
      Transcript<S, after::ClientHello>::begin(c.backend(), state.parameters.suite->hash, state.hello.message.view(),
                                               asks ? crypto::tls12::keep::messages : crypto::tls12::keep::hash_only)
          .template add<after::ServerHello>(message.view());
  auto shown = server::say_certificate<S>(std::move(greeted), *state.credential, hello, c);
  if (!shown) return shown.error();
  auto exchanged = server::say<after::ServerKeyExchange, S>(
      std::move(*shown), ServerKeyExchange{state.params(), {state.scheme, signature.octets.view()}}, c);
  if (!exchanged) return exchanged.error();

  if (!asks) {
    auto done = server::say<after::ServerHelloDone, S>(std::move(*exchanged), ServerHelloDone{}, c);
    if (!done) return done.error();
    return server::WaitAnonymousKeyExchange<S>{std::move(*done).template skip<after::ClientCertificate>(),
                                               state.parameters, std::move(state.key)};
  }
  message.clear();
  if (const status s = server::write_certificate_request<S>(message, c); !s) return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  c.info.certificate_requested = true;
  auto done = server::say<after::ServerHelloDone, S>(
      std::move(*exchanged).template add<after::CertificateRequest>(message.view()), ServerHelloDone{}, c);
  if (!done) return done.error();
  return server::WaitCertificate<S>{std::move(*done), state.parameters, std::move(state.key)};
}

}  // namespace cxtls::tls12
