// ClientHello (RFC 8446, 4.1.2), of TLS 1.2 as well.
#pragma once
#include "cxtls/protocol/extension/registry.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/tls13/random.hpp"

namespace cxtls {

// RFC 8446, 4.1.2: "this list MUST contain exactly one byte, set to zero, which corresponds to the "null" compression
// method".
inline constexpr std::array<std::uint8_t, 1> null_compression_only = {0};

//  struct {                                                RFC 8446, 4.1.2
//      ProtocolVersion legacy_version = 0x0303;    /* TLS v1.2 */
//      Random random;
//      opaque legacy_session_id<0..32>;
//      CipherSuite cipher_suites<2..2^16-2>;
//      opaque legacy_compression_methods<1..2^8-1>;
//      Extension extensions<8..2^16-1>;
//  } ClientHello;
template <class X = extensions<>>
struct basic_client_hello {
  ProtocolVersion legacy_version = ProtocolVersion::tls12;
  Random random{};
  bytes legacy_session_id{};
  list<CipherSuite> cipher_suites{};
  bytes legacy_compression_methods = null_compression_only;
  list<extension_in<in::client_hello, X>> extensions{};
};
// The extensions may be missing or empty: "TLS 1.3 servers might receive ClientHello messages without an extensions
// field from prior versions of TLS."
template <class X>
inline constexpr auto wire<basic_client_hello<X>> = Struct(
    Field<&basic_client_hello<X>::legacy_version>(wire<ProtocolVersion>),
    Field<&basic_client_hello<X>::random>(Bytes<32>),
    Field<&basic_client_hello<X>::legacy_session_id>(PrefixedBytes(u8, {.min = 0, .max = 32})),
    Field<&basic_client_hello<X>::cipher_suites>(TLSPrefixedArray<CipherSuite>(u16, {.min = 2, .max = 65534})),
    Field<&basic_client_hello<X>::legacy_compression_methods>(PrefixedBytes(u8, {.min = 1, .max = 255})),
    Field<&basic_client_hello<X>::extensions>(Optional(TLSPrefixedArray<extension_in<in::client_hello, X>>(u16))));

using ClientHello = basic_client_hello<>;

}  // namespace cxtls
