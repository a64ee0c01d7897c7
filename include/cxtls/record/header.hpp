// Where does the record at the front of the input end? Answered before the rest of it is there.
#pragma once
#include "cxtls/record/limits.hpp"

namespace cxtls::record {

// The headers that this layer takes. RFC 8446, 5: an unexpected record type is answered with "unexpected_message".
// RFC 8446, 5.1: legacy_record_version "MUST be ignored for all purposes". That is about the minor version: whatever
// doesn't begin with SSL's 3 isn't a record of this protocol, and its length would be taken from somebody's text.
inline constexpr auto acceptable_header =
    Struct(Field<&RecordHeader::type>(
               OneOfElse<errc::record_type_unexpected, ContentType::change_cipher_spec, ContentType::alert,
                         ContentType::handshake, ContentType::application_data>(wire<ContentType>)),
           Field<&RecordHeader::legacy_record_version>(Where<errc::record_version>(
               wire<ProtocolVersion>, [](ProtocolVersion v) { return static_cast<std::uint16_t>(v) >> 8 == 3; })),
           Field<&RecordHeader::length>(u16));

// What is known of the record at the front of the input.
struct extent {
  ContentType type = ContentType::invalid;
  std::size_t size = 0;  // octets of the whole record, header included; 0 while the header is incomplete
  std::size_t missing = 0;  // at least so many octets are needed before more can be said; 0: the record is all there
  constexpr bool complete() const { return missing == 0; }
};

// `max_fragment` is the most that may follow the header: max_content, or max_ciphertext once keys are in use.
// Errors: record_type_unexpected, record_version, record_overflow: each as early as its octets are there.
constexpr result<extent> next(bytes in, std::size_t max_fragment) {
  reader r(in, input::growing);
  RecordHeader h;
  if (!acceptable_header.read(r, h)) {
    if (r.failure().code != errc::need_more) return r.failure();
    return extent{.missing = header_size - in.size()};
  }
  if (h.length > max_fragment) return error{errc::record_overflow, "length"};
  const std::size_t size = header_size + h.length;
  return extent{.type = h.type, .size = size, .missing = size > in.size() ? size - in.size() : 0};
}

// The first record of a connection: what isn't even the beginning of one is another protocol's (not_tls).
constexpr result<extent> first(bytes in) {
  result<extent> e = next(in, max_content);
  if (!e && (e.error().code == errc::record_type_unexpected || e.error().code == errc::record_version))
    return error{errc::not_tls, e.error().field};
  return e;
}

}  // namespace cxtls::record
