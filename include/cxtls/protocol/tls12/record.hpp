// Protected records of TLS 1.2 as they stand on the wire (RFC 5246, 6.2.3). Plaintext ones are TLS 1.3's.
#pragma once
#include "cxtls/protocol/record.hpp"

namespace cxtls {

// RFC 5246, 6.2.3: "The length MUST NOT exceed 2^14 + 2048." Octets of a protected fragment in TLS 1.2.
inline constexpr std::size_t max_ciphertext_tls12 = max_plaintext + 2048;

namespace tls12 {

//  struct {                                                RFC 5246, 6.2.3
//      ContentType type;
//      ProtocolVersion version;
//      uint16 length;
//      select (SecurityParameters.cipher_type) {
//          case stream: GenericStreamCipher;
//          case block:  GenericBlockCipher;
//          case aead:   GenericAEADCipher;
//      } fragment;
//  } TLSCiphertext;
// Unlike TLS 1.3's it says the type of what it protects.
struct TLSCiphertext {
  ContentType type = ContentType::application_data;
  ProtocolVersion version = ProtocolVersion::tls12;
  bytes fragment{};
};

}  // namespace tls12

template <>
inline constexpr auto wire<tls12::TLSCiphertext> = Struct(
    Field<&tls12::TLSCiphertext::type>(wire<ContentType>), Field<&tls12::TLSCiphertext::version>(wire<ProtocolVersion>),
    Field<&tls12::TLSCiphertext::fragment>(detail::Fragment_<max_ciphertext_tls12>{}));

}  // namespace cxtls
