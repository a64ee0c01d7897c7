// The order of a TLS 1.3 server's handshake (RFC 8446, 2 and A.2). These declarations are the diagram: nothing else
// decides which message may come when, and a pair without an `on` is an unexpected_message.
#pragma once
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/certificate_compression.hpp"
#include "cxtls/handshake/hello/server/transitions.hpp"
#include "cxtls/handshake/server_answers.hpp"
#include "cxtls/handshake/tls13/server/states.hpp"
#include "cxtls/machine/graph.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"

namespace cxtls::tls13 {

using machine::answer;
using machine::Next;
using machine::received;

template <class S>
struct Server {
  using X = typename S::extensions;
  using ClientHello = basic_client_hello<X>;
  using Certificate = basic_certificate<X>;

  using context = ServerContext<S>;
  using states =
      machine::list<server::WaitRetriedClientHello<S>, server::AwaitSession<S>, server::AwaitReverification<S>,
                    server::AwaitCredential<S>, server::AwaitSignature<S>, server::WaitCertificate<S>,
                    server::WaitCertificateVerify<S>, server::AwaitVerification<S>, server::WaitFinished<S>,
                    server::WaitFinishedOfAnonymous<S>, server::WaitFinishedOfAuthenticated<S>,
                    server::WaitEndOfEarlyData<S>, server::WaitFinishedAfterEarlyData<S>, server::Connected<S>>;
  using messages = machine::list<ClientHello, EndOfEarlyData, Certificate, CompressedCertificate, CertificateVerify,
                                 Finished, KeyUpdate>;
  using commands = machine::list<UpdateKeys, SendTicket>;

  // clang-format off
  static constexpr auto on(hello::server::WaitClientHello<S>&&, received<ClientHello>, context&)                  -> Next<server::WaitRetriedClientHello<S>, server::AwaitSession<S>>;
  static constexpr auto on(server::WaitRetriedClientHello<S>&&, received<ClientHello>, context&)           -> Next<server::AwaitSession<S>>;
  static constexpr auto ask(server::AwaitSession<S> const&, context&)                                      -> answer<SessionChoice>;
  static constexpr auto on(server::AwaitSession<S>&&, SessionChoice const&, context&)                      -> Next<server::AwaitReverification<S>, server::AwaitCredential<S>>;
  static constexpr auto ask(server::AwaitReverification<S> const&, context&)                               -> answer<Verified>;
  static constexpr auto on(server::AwaitReverification<S>&&, Verified const&, context&)                    -> Next<server::WaitFinished<S>, server::WaitEndOfEarlyData<S>>;
  static constexpr auto on(server::WaitEndOfEarlyData<S>&&, received<EndOfEarlyData>, context&)            -> Next<server::WaitFinishedAfterEarlyData<S>>;
  static constexpr auto on(server::WaitFinishedAfterEarlyData<S>&&, received<Finished>, context&)          -> Next<server::Connected<S>>;
  static constexpr auto ask(server::AwaitCredential<S> const&, context&)                                   -> answer<CredentialChoice>;
  static constexpr auto on(server::AwaitCredential<S>&&, CredentialChoice const&, context&)                -> Next<server::AwaitSignature<S>>;
  static constexpr auto ask(server::AwaitSignature<S> const&, context&)                                    -> answer<Signature>;
  static constexpr auto on(server::AwaitSignature<S>&&, Signature const&, context&)                        -> Next<server::WaitCertificate<S>, server::WaitFinished<S>>;
  static constexpr auto on(server::WaitCertificate<S>&&, received<Certificate>, context&)                  -> Next<server::WaitCertificateVerify<S>, server::WaitFinishedOfAnonymous<S>>;
  static constexpr auto on(server::WaitCertificate<S>&&, received<CompressedCertificate>, context&)        -> Next<server::WaitCertificateVerify<S>, server::WaitFinishedOfAnonymous<S>> requires compresses_certificates<typename S::policy>;
  static constexpr auto on(server::WaitCertificateVerify<S>&&, received<CertificateVerify>, context&)      -> Next<server::AwaitVerification<S>>;
  static constexpr auto ask(server::AwaitVerification<S> const&, context&)                                 -> answer<Verified>;
  static constexpr auto on(server::AwaitVerification<S>&&, Verified const&, context&)                      -> Next<server::WaitFinishedOfAuthenticated<S>>;
  static constexpr auto on(server::WaitFinished<S>&&, received<Finished>, context&)                        -> Next<server::Connected<S>>;
  static constexpr auto on(server::WaitFinishedOfAnonymous<S>&&, received<Finished>, context&)             -> Next<server::Connected<S>>;
  static constexpr auto on(server::WaitFinishedOfAuthenticated<S>&&, received<Finished>, context&)         -> Next<server::Connected<S>>;
  static constexpr auto on(server::Connected<S>&&, received<KeyUpdate>, context&)                          -> Next<server::Connected<S>>;
  static constexpr auto on(server::Connected<S>&&, UpdateKeys const&, context&)                            -> Next<server::Connected<S>>;
  static constexpr auto on(server::Connected<S>&&, SendTicket const&, context&)                            -> Next<server::Connected<S>>;
  // clang-format on
};

}  // namespace cxtls::tls13

// As the RFC spells it, in diagrams and traces.
namespace cxtls::machine {
template <class X>
inline constexpr std::string_view label<basic_client_hello<X>> = "ClientHello";
}  // namespace cxtls::machine
