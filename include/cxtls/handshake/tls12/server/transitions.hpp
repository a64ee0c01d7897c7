// The order of a TLS 1.2 server's handshake (RFC 5246, 7.3). These declarations are the diagram: nothing else decides
// which message may come when. ChangeCipherSpec is an input like any message: no Finished is read without it.
#pragma once
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/hello/server/transitions.hpp"
#include "cxtls/handshake/server_answers.hpp"
#include "cxtls/handshake/tls12/server/states.hpp"
#include "cxtls/machine/graph.hpp"
#include "cxtls/protocol/record.hpp"

namespace cxtls::tls12 {

using machine::answer;
using machine::Next;
using machine::received;

// The ClientHello of a client with which the connection will be one of TLS 1.2: hello/version.hpp decides. (A
// ClientHello has one format; a type of its own gives it edges of its own.)
template <class X>
struct basic_client_hello : cxtls::basic_client_hello<X> {};

template <class S>
struct Server {
  using X = typename S::extensions;
  using ClientHello = tls12::basic_client_hello<X>;

  using context = ServerContext<S>;
  using states =
      machine::list<server::AwaitSession<S>, server::AwaitReverification<S>, server::AwaitCredential<S>,
                    server::AwaitSignature<S>, server::WaitCertificate<S>, server::WaitAnonymousKeyExchange<S>,
                    server::WaitClientKeyExchange<S>, server::WaitCertificateVerify<S>, server::AwaitVerification<S>,
                    server::WaitChangeCipherSpec<S>, server::WaitFinished<S>, server::WaitResumedChangeCipherSpec<S>,
                    server::WaitResumedFinished<S>, server::Connected<S>>;
  using commands = machine::list<>;
  using messages =
      machine::list<ClientHello, AnyCertificate, ClientKeyExchange, CertificateVerify, ChangeCipherSpec, Finished>;

  // clang-format off
  static constexpr auto on(hello::server::WaitClientHello<S>&&, received<ClientHello>, context&)              -> Next<server::AwaitSession<S>>;
  static constexpr auto ask(server::AwaitSession<S> const&, context&)                                         -> answer<SessionChoice>;
  static constexpr auto on(server::AwaitSession<S>&&, SessionChoice const&, context&)                         -> Next<server::AwaitReverification<S>, server::AwaitCredential<S>>;
  static constexpr auto ask(server::AwaitReverification<S> const&, context&)                                  -> answer<Verified>;
  static constexpr auto on(server::AwaitReverification<S>&&, Verified const&, context&)                       -> Next<server::WaitResumedChangeCipherSpec<S>>;
  static constexpr auto ask(server::AwaitCredential<S> const&, context&)                                      -> answer<CredentialChoice>;
  static constexpr auto on(server::AwaitCredential<S>&&, CredentialChoice const&, context&)                   -> Next<server::AwaitSignature<S>>;
  static constexpr auto ask(server::AwaitSignature<S> const&, context&)                                       -> answer<Signature>;
  static constexpr auto on(server::AwaitSignature<S>&&, Signature const&, context&)                           -> Next<server::WaitCertificate<S>, server::WaitAnonymousKeyExchange<S>>;
  static constexpr auto on(server::WaitCertificate<S>&&, received<AnyCertificate>, context&)                  -> Next<server::WaitClientKeyExchange<S>, server::WaitAnonymousKeyExchange<S>>;
  static constexpr auto on(server::WaitAnonymousKeyExchange<S>&&, received<ClientKeyExchange>, context&)      -> Next<server::WaitChangeCipherSpec<S>>;
  static constexpr auto on(server::WaitClientKeyExchange<S>&&, received<ClientKeyExchange>, context&)         -> Next<server::WaitCertificateVerify<S>>;
  static constexpr auto on(server::WaitCertificateVerify<S>&&, received<CertificateVerify>, context&)         -> Next<server::AwaitVerification<S>>;
  static constexpr auto ask(server::AwaitVerification<S> const&, context&)                                    -> answer<Verified>;
  static constexpr auto on(server::AwaitVerification<S>&&, Verified const&, context&)                         -> Next<server::WaitChangeCipherSpec<S>>;
  static constexpr auto on(server::WaitChangeCipherSpec<S>&&, received<ChangeCipherSpec>, context&)           -> Next<server::WaitFinished<S>>;
  static constexpr auto on(server::WaitFinished<S>&&, received<Finished>, context&)                           -> Next<server::Connected<S>>;
  static constexpr auto on(server::WaitResumedChangeCipherSpec<S>&&, received<ChangeCipherSpec>, context&)    -> Next<server::WaitResumedFinished<S>>;
  static constexpr auto on(server::WaitResumedFinished<S>&&, received<Finished>, context&)                    -> Next<server::Connected<S>>;
  static constexpr auto on(server::Connected<S>&&, received<ClientHello>, context&)                           -> Next<server::Connected<S>>;
  // clang-format on
};

}  // namespace cxtls::tls12

namespace cxtls {
template <class X>
inline constexpr auto wire<tls12::basic_client_hello<X>> = wire<basic_client_hello<X>>;
template <class X>
inline constexpr HandshakeType handshake_type<tls12::basic_client_hello<X>> = HandshakeType::client_hello;
}  // namespace cxtls

// As the RFC spells it, in diagrams and traces.
namespace cxtls::machine {
template <class X>
inline constexpr std::string_view label<tls12::basic_client_hello<X>> = "ClientHello";
}  // namespace cxtls::machine
