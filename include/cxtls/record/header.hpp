// Where does the record at the front of the input end? Answered before the rest of it is there.
#pragma once
#include "cxtls/protocol/registry/content_type.hpp"
#include "cxtls/record/limits.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls::record {

//  ContentType type;                            RFC 8446, 5.1
//  ProtocolVersion legacy_record_version;
//  uint16 length;
struct header {
  ContentType type{};
  std::uint16_t legacy_record_version = 0x0303;
  std::uint16_t length = 0;  // octets after the header
};

}  // namespace cxtls::record

// RFC 8446, 5.1: legacy_record_version "MUST be ignored for all purposes". That is about the minor version: whatever
// doesn't begin with SSL's 3 isn't a record of this protocol, and its length would be taken from somebody's text.
template <>
inline constexpr auto cxtls::wire<cxtls::record::header> =
    cxtls::Struct(cxtls::Field<&cxtls::record::header::type>(
                      cxtls::OneOfElse<cxtls::errc::record_type_unexpected, cxtls::ContentType::change_cipher_spec,
                                       cxtls::ContentType::alert, cxtls::ContentType::handshake,
                                       cxtls::ContentType::application_data>(cxtls::wire<cxtls::ContentType>)),
                  cxtls::Field<&cxtls::record::header::legacy_record_version>(cxtls::Where<cxtls::errc::record_version>(
                      cxtls::u16, [](std::uint16_t v) { return v >> 8 == 3; })),
                  cxtls::Field<&cxtls::record::header::length>(cxtls::u16));

namespace cxtls::record {

static_assert(wire<header>.min_size() == header_size && wire<header>.max_size() == header_size);

// What is known of the record at the front of the input.
struct extent {
  ContentType type = ContentType::invalid;
  std::size_t size = 0;     // octets of the whole record, header included; 0 while the header is incomplete
  std::size_t missing = 0;  // at least so many octets are needed before more can be said; 0: the record is all there
  constexpr bool complete() const { return missing == 0; }
};

// `max_fragment` is the most that may follow the header: max_content, or max_ciphertext once keys are in use.
// Errors: record_type_unexpected, record_version, record_overflow: each as early as its octets are there.
constexpr result<extent> next(bytes in, std::size_t max_fragment) {
  const parsed_prefix<header> p = parse_prefix<header>(in.first(in.size() < header_size ? in.size() : header_size));
  if (p.failure.code == errc::need_more) return extent{.missing = header_size - in.size()};
  if (!p) return p.failure;
  if (p.value.length > max_fragment) return error{errc::record_overflow, "length"};
  const std::size_t size = header_size + p.value.length;
  return extent{.type = p.value.type, .size = size, .missing = size > in.size() ? size - in.size() : 0};
}

// The first record of a connection: what isn't even the beginning of one is another protocol's (not_tls).
constexpr result<extent> first(bytes in) {
  result<extent> e = next(in, max_content);
  if (!e && (e.error().code == errc::record_type_unexpected || e.error().code == errc::record_version))
    return error{errc::not_tls, e.error().field};
  return e;
}

}  // namespace cxtls::record
