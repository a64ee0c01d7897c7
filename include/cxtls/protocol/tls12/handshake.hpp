// Any handshake message of TLS 1.2, for dumps and for tools. The handshake itself picks the one type that it waits for.
#pragma once
#include "cxtls/protocol/extension/status_request.hpp"
#include "cxtls/protocol/registry/handshake_type.hpp"
#include "cxtls/protocol/tls12/certificate.hpp"
#include "cxtls/protocol/tls12/certificate_request.hpp"
#include "cxtls/protocol/tls12/client_key_exchange.hpp"
#include "cxtls/protocol/tls12/finished.hpp"
#include "cxtls/protocol/tls12/hello_request.hpp"
#include "cxtls/protocol/tls12/new_session_ticket.hpp"
#include "cxtls/protocol/tls12/server_hello.hpp"
#include "cxtls/protocol/tls12/server_hello_done.hpp"
#include "cxtls/protocol/tls12/server_key_exchange.hpp"
#include "cxtls/protocol/tls13/certificate_verify.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"

namespace cxtls {

namespace tls12 {

//  struct {                                                RFC 5246, 7.4, with RFC 5077, 3.3 and RFC 6066, 8
//      HandshakeType msg_type;    /* handshake type */
//      uint24 length;             /* bytes in message */
//      select (HandshakeType) {
//          case hello_request:       HelloRequest;
//          case client_hello:        ClientHello;
//          case server_hello:        ServerHello;
//          case certificate:         Certificate;
//          case server_key_exchange: ServerKeyExchange;
//          case certificate_request: CertificateRequest;
//          case server_hello_done:   ServerHelloDone;
//          case certificate_verify:  CertificateVerify;
//          case client_key_exchange: ClientKeyExchange;
//          case finished:            Finished;
//          case session_ticket:      NewSessionTicket;
//          case certificate_status:  CertificateStatus;
//      } body;
//  } Handshake;
template <class X = extensions<>>
struct basic_handshake {
  std::variant<unknown<HandshakeType>, HelloRequest, basic_client_hello<X>, basic_server_hello<X>, NewSessionTicket,
               Certificate, ServerKeyExchange, CertificateRequest, ServerHelloDone, CertificateVerify,
               ClientKeyExchange, Finished, CertificateStatus>
      body{};
};
using Handshake = basic_handshake<>;

}  // namespace tls12

template <class X>
inline constexpr auto wire<tls12::basic_handshake<X>> = Struct(Field<&tls12::basic_handshake<X>::body>(EnumSwitch(
    wire<HandshakeType>, u24, Case<HandshakeType::hello_request, HelloRequest>,
    Case<HandshakeType::client_hello, basic_client_hello<X>>,
    Case<HandshakeType::server_hello, tls12::basic_server_hello<X>>,
    Case<HandshakeType::new_session_ticket, tls12::NewSessionTicket>,
    Case<HandshakeType::certificate, tls12::Certificate>, Case<HandshakeType::server_key_exchange, ServerKeyExchange>,
    Case<HandshakeType::certificate_request, tls12::CertificateRequest>,
    Case<HandshakeType::server_hello_done, ServerHelloDone>, Case<HandshakeType::certificate_verify, CertificateVerify>,
    Case<HandshakeType::client_key_exchange, ClientKeyExchange>, Case<HandshakeType::finished, tls12::Finished>,
    Case<HandshakeType::certificate_status, CertificateStatus>)));

}  // namespace cxtls
