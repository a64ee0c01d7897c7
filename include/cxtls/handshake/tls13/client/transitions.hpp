// The order of a TLS 1.3 client's handshake (RFC 8446, 2 and A.1). These declarations are the diagram: nothing else
// decides which message may come when, and a pair without an `on` is an unexpected_message.
#pragma once
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/certificate_compression.hpp"
#include "cxtls/handshake/client_answers.hpp"
#include "cxtls/handshake/hello/client/transitions.hpp"
#include "cxtls/handshake/tls13/client/states.hpp"
#include "cxtls/machine/graph.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"

namespace cxtls::tls13 {

using machine::answer;
using machine::Next;
using machine::received;

template <class S>
struct Client {
  using X = typename S::extensions;
  using ServerHello = basic_server_hello<X>;
  using HelloRetryRequest = basic_hello_retry_request<X>;
  using EncryptedExtensions = basic_encrypted_extensions<X>;
  using CertificateRequest = basic_certificate_request<X>;
  using Certificate = basic_certificate<X>;
  using NewSessionTicket = basic_new_session_ticket<X>;

  using context = ClientContext<S>;
  using states = machine::list<client::WaitRetriedServerHello<S>, client::WaitEncryptedExtensions<S>,
                               client::WaitResumedEncryptedExtensions<S>, client::WaitCertificateOrRequest<S>,
                               client::WaitCertificate<S>, client::WaitCertificateVerify<S>,
                               client::AwaitVerification<S>, client::AwaitReverification<S>, client::WaitFinished<S>,
                               client::WaitResumedFinished<S>, client::WaitFinishedAfterEarlyData<S>,
                               client::AwaitCredential<S>, client::AwaitSignature<S>, client::Connected<S>>;
  using messages = machine::list<ServerHello, HelloRetryRequest, EncryptedExtensions, CertificateRequest, Certificate,
                                 CompressedCertificate, CertificateVerify, Finished, NewSessionTicket, KeyUpdate>;
  using commands = machine::list<UpdateKeys>;

  // clang-format off
  static constexpr auto on(hello::client::WaitServerHello<S>&&, received<HelloRetryRequest>, context&)                  -> Next<client::WaitRetriedServerHello<S>>;
  static constexpr auto on(hello::client::WaitServerHello<S>&&, received<ServerHello>, context&)                        -> Next<client::WaitEncryptedExtensions<S>, client::WaitResumedEncryptedExtensions<S>>;
  static constexpr auto on(client::WaitRetriedServerHello<S>&&, received<ServerHello>, context&)                 -> Next<client::WaitEncryptedExtensions<S>, client::WaitResumedEncryptedExtensions<S>>;
  static constexpr auto on(client::WaitEncryptedExtensions<S>&&, received<EncryptedExtensions>, context&)        -> Next<client::WaitCertificateOrRequest<S>>;
  static constexpr auto on(client::WaitCertificateOrRequest<S>&&, received<CertificateRequest>, context&)        -> Next<client::WaitCertificate<S>>;
  static constexpr auto on(client::WaitCertificateOrRequest<S>&&, received<Certificate>, context&)               -> Next<client::WaitCertificateVerify<S>>;
  static constexpr auto on(client::WaitCertificate<S>&&, received<Certificate>, context&)                        -> Next<client::WaitCertificateVerify<S>>;
  static constexpr auto on(client::WaitCertificateOrRequest<S>&&, received<CompressedCertificate>, context&)     -> Next<client::WaitCertificateVerify<S>> requires compresses_certificates<typename S::policy>;
  static constexpr auto on(client::WaitCertificate<S>&&, received<CompressedCertificate>, context&)              -> Next<client::WaitCertificateVerify<S>> requires compresses_certificates<typename S::policy>;
  static constexpr auto on(client::WaitCertificateVerify<S>&&, received<CertificateVerify>, context&)            -> Next<client::AwaitVerification<S>>;
  static constexpr auto ask(client::AwaitVerification<S> const&, context&)                                       -> answer<Verified>;
  static constexpr auto on(client::AwaitVerification<S>&&, Verified const&, context&)                            -> Next<client::WaitFinished<S>>;
  static constexpr auto on(client::WaitFinished<S>&&, received<Finished>, context&)                              -> Next<client::AwaitCredential<S>, client::Connected<S>>;
  static constexpr auto ask(client::AwaitCredential<S> const&, context&)                                         -> answer<ClientCredentialChoice>;
  static constexpr auto on(client::AwaitCredential<S>&&, ClientCredentialChoice const&, context&)                -> Next<client::AwaitSignature<S>, client::Connected<S>>;
  static constexpr auto ask(client::AwaitSignature<S> const&, context&)                                          -> answer<Signature>;
  static constexpr auto on(client::AwaitSignature<S>&&, Signature const&, context&)                              -> Next<client::Connected<S>>;
  static constexpr auto on(client::WaitResumedEncryptedExtensions<S>&&, received<EncryptedExtensions>, context&) -> Next<client::AwaitReverification<S>, client::WaitResumedFinished<S>, client::WaitFinishedAfterEarlyData<S>>;
  static constexpr auto ask(client::AwaitReverification<S> const&, context&)                                     -> answer<Verified>;
  static constexpr auto on(client::AwaitReverification<S>&&, Verified const&, context&)                          -> Next<client::WaitResumedFinished<S>>;
  static constexpr auto on(client::WaitResumedFinished<S>&&, received<Finished>, context&)                       -> Next<client::Connected<S>>;
  static constexpr auto on(client::WaitFinishedAfterEarlyData<S>&&, received<Finished>, context&)                -> Next<client::Connected<S>>;
  static constexpr auto on(client::Connected<S>&&, received<NewSessionTicket>, context&)                         -> Next<client::Connected<S>>;
  static constexpr auto on(client::Connected<S>&&, received<KeyUpdate>, context&)                                -> Next<client::Connected<S>>;
  static constexpr auto on(client::Connected<S>&&, UpdateKeys const&, context&)                                  -> Next<client::Connected<S>>;
  // clang-format on
};

}  // namespace cxtls::tls13

// As the RFC spells them, in diagrams and traces.
namespace cxtls::machine {
template <class X>
inline constexpr std::string_view label<basic_server_hello<X>> = "ServerHello";
template <class X>
inline constexpr std::string_view label<basic_hello_retry_request<X>> = "HelloRetryRequest";
template <class X>
inline constexpr std::string_view label<basic_encrypted_extensions<X>> = "EncryptedExtensions";
template <class X>
inline constexpr std::string_view label<basic_certificate_request<X>> = "CertificateRequest";
template <class X>
inline constexpr std::string_view label<basic_certificate<X>> = "Certificate";
template <class X>
inline constexpr std::string_view label<basic_new_session_ticket<X>> = "NewSessionTicket";
}  // namespace cxtls::machine
