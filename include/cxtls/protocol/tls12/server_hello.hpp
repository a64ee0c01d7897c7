// ServerHello of TLS 1.2 (RFC 5246, 7.4.1.3).
#pragma once
#include "cxtls/protocol/extension/registry.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/compression_method.hpp"
#include "cxtls/protocol/tls13/random.hpp"

namespace cxtls {

namespace tls12 {

//  struct {                                                RFC 5246, 7.4.1.3
//      ProtocolVersion server_version;
//      Random random;
//      SessionID session_id;
//      CipherSuite cipher_suite;
//      CompressionMethod compression_method;
//      select (extensions_present) {
//          case false:
//              struct {};
//          case true:
//              Extension extensions<0..2^16-1>;
//      };
//  } ServerHello;
//  opaque SessionID<0..32>;
// Which version a ServerHello is of, its own extensions say. So a client that offered both reads a cxtls::ServerHello,
// which takes this one too and keeps its extensions as unknown; finds no supported_versions there; and parses the same
// octets again as this type.
template <class X = extensions<>>
struct basic_server_hello {
  ProtocolVersion server_version = ProtocolVersion::tls12;
  Random random{};
  bytes session_id{};
  CipherSuite cipher_suite{};
  CompressionMethod compression_method = CompressionMethod::null;
  list<extension_in<in::tls12_server_hello, X>> extensions{};
};
using ServerHello = basic_server_hello<>;

}  // namespace tls12

// RFC 5246, 7.4.1.3: "The presence of extensions can be detected by determining whether there are bytes following the
// compression_method field at the end of the ServerHello." What is built has the block, empty or not.
template <class X>
inline constexpr auto wire<tls12::basic_server_hello<X>> =
    Struct(Field<&tls12::basic_server_hello<X>::server_version>(wire<ProtocolVersion>),
           Field<&tls12::basic_server_hello<X>::random>(Bytes<32>),
           Field<&tls12::basic_server_hello<X>::session_id>(PrefixedBytes(u8, {.min = 0, .max = 32})),
           Field<&tls12::basic_server_hello<X>::cipher_suite>(wire<CipherSuite>),
           Field<&tls12::basic_server_hello<X>::compression_method>(wire<CompressionMethod>),
           Field<&tls12::basic_server_hello<X>::extensions>(
               Optional(TLSPrefixedArray<extension_in<in::tls12_server_hello, X>>(u16))));

}  // namespace cxtls
