// The order of a TLS 1.2 client's handshake (RFC 5246, 7.3), from the ServerHello on. These declarations are the diagram:
// nothing else decides which message may come when. ChangeCipherSpec is an input like any message: no Finished is read
// without it.
#pragma once
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/client_answers.hpp"
#include "cxtls/handshake/hello/client/transitions.hpp"
#include "cxtls/handshake/tls12/client/states.hpp"
#include "cxtls/machine/graph.hpp"
#include "cxtls/protocol/record.hpp"

namespace cxtls::tls12 {

using machine::answer;
using machine::Next;
using machine::received;

template <class S>
struct Client {
  using X = typename S::extensions;
  using ServerHello = basic_server_hello<X>;

  using context = ClientContext<S>;
  using states =
      machine::list<client::WaitCertificate<S>, client::WaitStatusOrKeyExchange<S>, client::WaitServerKeyExchange<S>,
                    client::AwaitVerification<S>, client::WaitRequestOrDone<S>, client::WaitServerHelloDone<S>,
                    client::AwaitCredential<S>, client::AwaitSignature<S>, client::WaitTicket<S>,
                    client::WaitChangeCipherSpec<S>, client::WaitFinished<S>, client::AwaitReverification<S>,
                    client::WaitResumedTicket<S>, client::WaitResumedChangeCipherSpec<S>,
                    client::WaitResumedFinished<S>, client::Connected<S>>;
  using commands = machine::list<>;
  using messages = machine::list<ServerHello, AnyCertificate, CertificateStatus, ServerKeyExchange, CertificateRequest,
                                 ServerHelloDone, NewSessionTicket, ChangeCipherSpec, Finished, HelloRequest>;

  // clang-format off
  static constexpr auto on(hello::client::WaitServerHello<S>&&, received<ServerHello>, context&)              -> Next<client::WaitCertificate<S>, client::AwaitReverification<S>, client::WaitResumedTicket<S>, client::WaitResumedChangeCipherSpec<S>>;
  static constexpr auto on(client::WaitCertificate<S>&&, received<AnyCertificate>, context&)                  -> Next<client::WaitStatusOrKeyExchange<S>, client::WaitServerKeyExchange<S>>;
  static constexpr auto on(client::WaitStatusOrKeyExchange<S>&&, received<CertificateStatus>, context&)       -> Next<client::WaitServerKeyExchange<S>>;
  static constexpr auto on(client::WaitStatusOrKeyExchange<S>&&, received<ServerKeyExchange>, context&)       -> Next<client::AwaitVerification<S>>;
  static constexpr auto on(client::WaitServerKeyExchange<S>&&, received<ServerKeyExchange>, context&)         -> Next<client::AwaitVerification<S>>;
  static constexpr auto ask(client::AwaitVerification<S> const&, context&)                                    -> answer<Verified>;
  static constexpr auto on(client::AwaitVerification<S>&&, Verified const&, context&)                         -> Next<client::WaitRequestOrDone<S>>;
  static constexpr auto on(client::WaitRequestOrDone<S>&&, received<CertificateRequest>, context&)            -> Next<client::WaitServerHelloDone<S>>;
  static constexpr auto on(client::WaitRequestOrDone<S>&&, received<ServerHelloDone>, context&)               -> Next<client::WaitTicket<S>, client::WaitChangeCipherSpec<S>>;
  static constexpr auto on(client::WaitServerHelloDone<S>&&, received<ServerHelloDone>, context&)             -> Next<client::AwaitCredential<S>>;
  static constexpr auto ask(client::AwaitCredential<S> const&, context&)                                      -> answer<ClientCredentialChoice>;
  static constexpr auto on(client::AwaitCredential<S>&&, ClientCredentialChoice const&, context&)             -> Next<client::AwaitSignature<S>, client::WaitTicket<S>, client::WaitChangeCipherSpec<S>>;
  static constexpr auto ask(client::AwaitSignature<S> const&, context&)                                       -> answer<Signature>;
  static constexpr auto on(client::AwaitSignature<S>&&, Signature const&, context&)                           -> Next<client::WaitTicket<S>, client::WaitChangeCipherSpec<S>>;
  static constexpr auto on(client::WaitTicket<S>&&, received<NewSessionTicket>, context&)                     -> Next<client::WaitChangeCipherSpec<S>>;
  static constexpr auto on(client::WaitChangeCipherSpec<S>&&, received<ChangeCipherSpec>, context&)           -> Next<client::WaitFinished<S>>;
  static constexpr auto on(client::WaitFinished<S>&&, received<Finished>, context&)                           -> Next<client::Connected<S>>;
  static constexpr auto ask(client::AwaitReverification<S> const&, context&)                                  -> answer<Verified>;
  static constexpr auto on(client::AwaitReverification<S>&&, Verified const&, context&)                       -> Next<client::WaitResumedTicket<S>, client::WaitResumedChangeCipherSpec<S>>;
  static constexpr auto on(client::WaitResumedTicket<S>&&, received<NewSessionTicket>, context&)              -> Next<client::WaitResumedChangeCipherSpec<S>>;
  static constexpr auto on(client::WaitResumedChangeCipherSpec<S>&&, received<ChangeCipherSpec>, context&)    -> Next<client::WaitResumedFinished<S>>;
  static constexpr auto on(client::WaitResumedFinished<S>&&, received<Finished>, context&)                    -> Next<client::Connected<S>>;
  static constexpr auto on(client::Connected<S>&&, received<HelloRequest>, context&)                          -> Next<client::Connected<S>>;
  // clang-format on
};

}  // namespace cxtls::tls12

// As the RFC spells it, in diagrams and traces.
namespace cxtls::machine {
template <class X>
inline constexpr std::string_view label<tls12::basic_server_hello<X>> = "ServerHello";
template <>
inline constexpr std::string_view label<tls12::AnyCertificate> = "Certificate";
}  // namespace cxtls::machine
