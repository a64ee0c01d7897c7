// Any handshake message of TLS 1.3, for dumps and for tools. The handshake itself picks the one type that it waits for.
#pragma once
#include "cxtls/protocol/tls13/certificate.hpp"
#include "cxtls/protocol/tls13/certificate_request.hpp"
#include "cxtls/protocol/tls13/certificate_verify.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "cxtls/protocol/tls13/compressed_certificate.hpp"
#include "cxtls/protocol/tls13/encrypted_extensions.hpp"
#include "cxtls/protocol/tls13/end_of_early_data.hpp"
#include "cxtls/protocol/tls13/finished.hpp"
#include "cxtls/protocol/tls13/handshake_header.hpp"
#include "cxtls/protocol/tls13/message_hash.hpp"
#include "cxtls/protocol/tls13/post_handshake.hpp"
#include "cxtls/protocol/tls13/server_hello.hpp"

namespace cxtls {

// The body of a server_hello message: one of two, which its random decides.
template <class X = extensions<>>
struct server_hello_or_retry {
  std::variant<basic_server_hello<X>, basic_hello_retry_request<X>> hello{};
};
namespace detail {
template <class X>
struct ServerHelloOrRetry_ {
  using value_type = server_hello_or_retry<X>;
  using Hello = basic_server_hello<X>;
  using Retry = basic_hello_retry_request<X>;
  static constexpr bool is_retry(reader ahead) {
    server_hello_start start;
    return wire<server_hello_start>.read(ahead, start) && start.random == hello_retry_request_random;
  }
  template <class Body>
  static constexpr bool read_body(reader& r, value_type& v) {
    Body body{};
    if (!wire<Body>.read(r, body)) return false;
    replace(v.hello, std::move(body));
    return true;
  }
  constexpr bool read(reader& r, value_type& v) const {
    return is_retry(r) ? read_body<Retry>(r, v) : read_body<Hello>(r, v);
  }
  constexpr bool check(reader& r) const { return is_retry(r) ? wire<Retry>.check(r) : wire<Hello>.check(r); }
  constexpr void write(writer& w, value_type const& v) const {
    if (auto const* hello = std::get_if<Hello>(&v.hello)) wire<Hello>.write(w, *hello);
    if (auto const* retry = std::get_if<Retry>(&v.hello)) wire<Retry>.write(w, *retry);
  }
  constexpr bool print(reader& r, auto& out, std::string_view) const {
    return is_retry(r) ? wire<Retry>.print(r, out, "HelloRetryRequest") : wire<Hello>.print(r, out, "ServerHello");
  }
  constexpr std::size_t min_size() const { return wire<Hello>.min_size(); }
  constexpr std::size_t max_size() const { return wire<Hello>.max_size(); }
  constexpr bool any_bytes() const { return false; }
};
}  // namespace detail
template <class X>
inline constexpr auto wire<server_hello_or_retry<X>> = detail::ServerHelloOrRetry_<X>{};

//  struct {                                                RFC 8446, 4
//      HandshakeType msg_type;    /* handshake type */
//      uint24 length;             /* remaining bytes in message */
//      select (Handshake.msg_type) {
//          case client_hello:          ClientHello;
//          case server_hello:          ServerHello;
//          case end_of_early_data:     EndOfEarlyData;
//          case encrypted_extensions:  EncryptedExtensions;
//          case certificate_request:   CertificateRequest;
//          case certificate:           Certificate;
//          case certificate_verify:    CertificateVerify;
//          case finished:              Finished;
//          case new_session_ticket:    NewSessionTicket;
//          case key_update:            KeyUpdate;
//          case compressed_certificate: CompressedCertificate;      RFC 8879, 7.2
//      };
//  } Handshake;
template <class X = extensions<>>
struct basic_handshake {
  std::variant<unknown<HandshakeType>, basic_client_hello<X>, server_hello_or_retry<X>, basic_new_session_ticket<X>,
               EndOfEarlyData, basic_encrypted_extensions<X>, basic_certificate<X>, basic_certificate_request<X>,
               CertificateVerify, Finished, KeyUpdate, CompressedCertificate, MessageHash>
      body{};
};
template <class X>
inline constexpr auto wire<basic_handshake<X>> = Struct(Field<&basic_handshake<X>::body>(EnumSwitch(
    wire<HandshakeType>, u24, Case<HandshakeType::client_hello, basic_client_hello<X>>,
    Case<HandshakeType::server_hello, server_hello_or_retry<X>>,
    Case<HandshakeType::new_session_ticket, basic_new_session_ticket<X>>,
    Case<HandshakeType::end_of_early_data, EndOfEarlyData>,
    Case<HandshakeType::encrypted_extensions, basic_encrypted_extensions<X>>,
    Case<HandshakeType::certificate, basic_certificate<X>>,
    Case<HandshakeType::certificate_request, basic_certificate_request<X>>,
    Case<HandshakeType::certificate_verify, CertificateVerify>, Case<HandshakeType::finished, Finished>,
    Case<HandshakeType::key_update, KeyUpdate>, Case<HandshakeType::compressed_certificate, CompressedCertificate>,
    Case<HandshakeType::message_hash, MessageHash>)));

using Handshake = basic_handshake<>;

}  // namespace cxtls
