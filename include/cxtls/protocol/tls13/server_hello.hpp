// ServerHello (RFC 8446, 4.1.3) and HelloRetryRequest (4.1.4): one message type, told apart by `random`.
#pragma once
#include "cxtls/protocol/extension/registry.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/compression_method.hpp"
#include "cxtls/protocol/tls13/random.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.1.3
//      ProtocolVersion legacy_version = 0x0303;    /* TLS v1.2 */
//      Random random;
//      opaque legacy_session_id_echo<0..32>;
//      CipherSuite cipher_suite;
//      uint8 legacy_compression_method = 0;
//      Extension extensions<6..2^16-1>;
//  } ServerHello;
template <class X = extensions<>>
struct basic_server_hello {
  ProtocolVersion legacy_version = ProtocolVersion::tls12;
  Random random{};
  bytes legacy_session_id_echo{};
  CipherSuite cipher_suite{};
  CompressionMethod legacy_compression_method = CompressionMethod::null;
  list<extension_in<in::server_hello, X>> extensions{};
};
// A server of TLS 1.2 may leave the extensions out. It must parse: the answer is protocol_version, not decode_error.
template <class X>
inline constexpr auto wire<basic_server_hello<X>> = Struct(
    Field<&basic_server_hello<X>::legacy_version>(wire<ProtocolVersion>),
    Field<&basic_server_hello<X>::random>(Bytes<32>),
    Field<&basic_server_hello<X>::legacy_session_id_echo>(PrefixedBytes(u8, {.min = 0, .max = 32})),
    Field<&basic_server_hello<X>::cipher_suite>(wire<CipherSuite>),
    Field<&basic_server_hello<X>::legacy_compression_method>(wire<CompressionMethod>),
    Field<&basic_server_hello<X>::extensions>(Optional(TLSPrefixedArray<extension_in<in::server_hello, X>>(u16))));

using ServerHello = basic_server_hello<>;

namespace detail {
struct is_retry_random {
  constexpr bool operator()(Random const& random) const { return equal(random, hello_retry_request_random); }
};
}  // namespace detail

// RFC 8446, 4.1.3: "the HelloRetryRequest message uses the same structure as the ServerHello, but with Random set to the
// special value". Its extensions mean something else, so it is a type of its own.
template <class X = extensions<>>
struct basic_hello_retry_request {
  ProtocolVersion legacy_version = ProtocolVersion::tls12;
  Random random = hello_retry_request_random;
  bytes legacy_session_id_echo{};
  CipherSuite cipher_suite{};
  CompressionMethod legacy_compression_method = CompressionMethod::null;
  list<extension_in<in::hello_retry_request, X>> extensions{};
};
template <class X>
inline constexpr auto wire<basic_hello_retry_request<X>> =
    Struct(Field<&basic_hello_retry_request<X>::legacy_version>(wire<ProtocolVersion>),
           Field<&basic_hello_retry_request<X>::random>(Where(Bytes<32>, detail::is_retry_random{})),
           Field<&basic_hello_retry_request<X>::legacy_session_id_echo>(PrefixedBytes(u8, {.min = 0, .max = 32})),
           Field<&basic_hello_retry_request<X>::cipher_suite>(wire<CipherSuite>),
           Field<&basic_hello_retry_request<X>::legacy_compression_method>(wire<CompressionMethod>),
           Field<&basic_hello_retry_request<X>::extensions>(
               TLSPrefixedArray<extension_in<in::hello_retry_request, X>>(u16, {.min = 6, .max = 65535})));

using HelloRetryRequest = basic_hello_retry_request<>;

namespace detail {
// What both begin with.
struct server_hello_start {
  ProtocolVersion legacy_version{};
  Random random{};
};
}  // namespace detail
template <>
inline constexpr auto wire<detail::server_hello_start> =
    Struct(Field<&detail::server_hello_start::legacy_version>(wire<ProtocolVersion>),
           Field<&detail::server_hello_start::random>(Bytes<32>));

// RFC 8446, 4.1.3: "Upon receiving a message with type server_hello, implementations MUST first examine the Random value
// and, if it matches this value, process it as described in Section 4.1.4". Takes the message without its header; false
// also if it is too short to tell.
constexpr bool is_hello_retry_request(bytes server_hello_body) {
  reader r(server_hello_body);
  detail::server_hello_start start;
  return wire<detail::server_hello_start>.read(r, start) && start.random == hello_retry_request_random;
}

}  // namespace cxtls
