// Compressed records (RFC 5246, 6.2.2), to be read by tools. cxtls has no compression but null.
#pragma once
#include "cxtls/protocol/record.hpp"

namespace cxtls {

namespace hazmat::legacy {

// RFC 5246, 6.2.2: "The length MUST NOT exceed 2^14 + 1024."
inline constexpr std::size_t max_compressed = max_plaintext + 1024;

//  struct {                                                RFC 5246, 6.2.2
//      ContentType type;
//      ProtocolVersion version;
//      uint16 length;
//      opaque fragment[TLSCompressed.length];
//  } TLSCompressed;
struct TLSCompressed {
  ContentType type = ContentType::handshake;
  ProtocolVersion version = ProtocolVersion::tls12;
  bytes fragment{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::TLSCompressed> =
    Struct(Field<&hazmat::legacy::TLSCompressed::type>(wire<ContentType>),
           Field<&hazmat::legacy::TLSCompressed::version>(wire<ProtocolVersion>),
           Field<&hazmat::legacy::TLSCompressed::fragment>(detail::Fragment_<hazmat::legacy::max_compressed>{}));

}  // namespace cxtls
