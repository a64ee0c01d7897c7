// Handshake messages as octets: the header (RFC 8446, 4), then the body by its descriptor.
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/protocol/tls12/handshake.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
#include "cxtls/wire/codec.hpp"

namespace cxtls {

namespace detail {
template <class Message>
consteval HandshakeType no_type_is_given_yet() {
  static_assert(sizeof(Message) == 0, "handshake_type: a message needs its msg_type here (RFC 8446, 4)");
  return {};
}
}  // namespace detail

// The msg_type of a message.
template <class Message>
inline constexpr HandshakeType handshake_type = detail::no_type_is_given_yet<Message>();
template <>
inline constexpr HandshakeType handshake_type<HelloRequest> = HandshakeType::hello_request;
template <>
inline constexpr HandshakeType handshake_type<EndOfEarlyData> = HandshakeType::end_of_early_data;
template <class X>
inline constexpr HandshakeType handshake_type<basic_client_hello<X>> = HandshakeType::client_hello;
template <class X>
inline constexpr HandshakeType handshake_type<basic_server_hello<X>> = HandshakeType::server_hello;
template <class X>
inline constexpr HandshakeType handshake_type<basic_hello_retry_request<X>> = HandshakeType::server_hello;
template <class X>
inline constexpr HandshakeType handshake_type<basic_encrypted_extensions<X>> = HandshakeType::encrypted_extensions;
template <class X>
inline constexpr HandshakeType handshake_type<basic_certificate_request<X>> = HandshakeType::certificate_request;
template <class X>
inline constexpr HandshakeType handshake_type<basic_certificate<X>> = HandshakeType::certificate;
template <>
inline constexpr HandshakeType handshake_type<CompressedCertificate> = HandshakeType::compressed_certificate;
template <>
inline constexpr HandshakeType handshake_type<CertificateVerify> = HandshakeType::certificate_verify;
template <>
inline constexpr HandshakeType handshake_type<Finished> = HandshakeType::finished;
template <class X>
inline constexpr HandshakeType handshake_type<basic_new_session_ticket<X>> = HandshakeType::new_session_ticket;
template <>
inline constexpr HandshakeType handshake_type<KeyUpdate> = HandshakeType::key_update;

template <class X>
inline constexpr HandshakeType handshake_type<tls12::basic_server_hello<X>> = HandshakeType::server_hello;
template <>
inline constexpr HandshakeType handshake_type<tls12::Certificate> = HandshakeType::certificate;
template <>
inline constexpr HandshakeType handshake_type<tls12::AnyCertificate> = HandshakeType::certificate;
template <>
inline constexpr HandshakeType handshake_type<CertificateStatus> = HandshakeType::certificate_status;
template <>
inline constexpr HandshakeType handshake_type<ServerKeyExchange> = HandshakeType::server_key_exchange;
template <>
inline constexpr HandshakeType handshake_type<tls12::CertificateRequest> = HandshakeType::certificate_request;
template <>
inline constexpr HandshakeType handshake_type<ServerHelloDone> = HandshakeType::server_hello_done;
template <>
inline constexpr HandshakeType handshake_type<ClientKeyExchange> = HandshakeType::client_key_exchange;
template <>
inline constexpr HandshakeType handshake_type<tls12::NewSessionTicket> = HandshakeType::new_session_ticket;
template <>
inline constexpr HandshakeType handshake_type<tls12::Finished> = HandshakeType::finished;

// Appends the whole message. Returns where its marked field begins in `out`; without one, where the message ends.
// Errors: out_of_memory, and what the descriptor refuses.
template <class T>
constexpr result<std::size_t> append_marked_message(T const& message, buffer& out) {
  const result<std::size_t> size = measure(message);
  if (!size) return size.error();
  const std::size_t start = out.size();
  if (!out.resize(start + handshake_header_size + *size)) return errc::out_of_memory;
  writer w(out.edit().subspan(start));
  wire<HandshakeHeader>.write(w, {handshake_type<T>, static_cast<std::uint32_t>(*size)});
  wire<T>.write(w, message);
  if (!w.ok()) return w.failure();
  return start + (w.marked() == writer::unmarked ? w.size() : w.marked());
}
template <class T>
constexpr status append_message(T const& message, buffer& out) {
  const auto appended = append_marked_message(message, out);
  if (!appended) return appended.error();
  return done{};
}

}  // namespace cxtls
