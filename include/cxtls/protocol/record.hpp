// Records as they stand on the wire, and the two protocols that have no handshake: alerts and change_cipher_spec.
// Protecting records is record/'s.
#pragma once
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/protocol/registry/alert_level.hpp"
#include "cxtls/protocol/registry/content_type.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// RFC 8446, 5.1: "The length MUST NOT exceed 2^14 bytes." Octets of a fragment before protection.
inline constexpr std::size_t max_plaintext = 16384;
// RFC 8446, 5.4: "the full encoded TLSInnerPlaintext MUST NOT exceed 2^14 + 1 octets."
inline constexpr std::size_t max_inner_plaintext = max_plaintext + 1;
// RFC 8446, 5.2: "The length MUST NOT exceed 2^14 + 256 bytes." Octets of a protected fragment in TLS 1.3.
inline constexpr std::size_t max_ciphertext_tls13 = max_plaintext + 256;

// What stands before every record's fragment: 5 octets. The limit on `length` depends on whether the record is
// protected and under which version, so that the header alone accepts any; record/ applies the limit.
struct RecordHeader {
  ContentType type = ContentType::handshake;
  ProtocolVersion legacy_record_version = ProtocolVersion::tls12;
  std::uint16_t length = 0;  // octets that follow
};
template <>
inline constexpr auto wire<RecordHeader> =
    Struct(Field<&RecordHeader::type>(wire<ContentType>),
           Field<&RecordHeader::legacy_record_version>(wire<ProtocolVersion>), Field<&RecordHeader::length>(u16));
inline constexpr std::size_t record_header_size = wire<RecordHeader>.max_size();

namespace detail {
// opaque fragment<0..Max> whose excess has an error, and so an alert, of its own.
template <std::size_t Max>
struct Fragment_ {
  using value_type = bytes;
  static constexpr auto inner = PrefixedBytes(u16, {.min = 0, .max = Max});
  // Before the octets are there: no peer makes us wait for more than we take.
  static constexpr bool fits(reader& r) {
    reader ahead = r;
    std::uint64_t length = 0;
    return !ahead.take_uint(2, length) || length <= Max || r.fail(errc::record_overflow);
  }
  constexpr bool read(reader& r, bytes& v) const { return fits(r) && inner.read(r, v); }
  constexpr bool check(reader& r) const { return fits(r) && inner.check(r); }
  constexpr void write(writer& w, bytes v) const {
    if (v.size() > Max) return w.fail(errc::record_overflow);
    inner.write(w, v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    return fits(r) && inner.print(r, out, field);
  }
  constexpr std::size_t min_size() const { return inner.min_size(); }
  constexpr std::size_t max_size() const { return inner.max_size(); }
  constexpr bool any_bytes() const { return false; }
};
}  // namespace detail

//  struct {                                                RFC 8446, 5.1
//      ContentType type;
//      ProtocolVersion legacy_record_version;
//      uint16 length;
//      opaque fragment[TLSPlaintext.length];
//  } TLSPlaintext;
struct TLSPlaintext {
  ContentType type = ContentType::handshake;
  ProtocolVersion legacy_record_version = ProtocolVersion::tls12;
  bytes fragment{};
};
template <>
inline constexpr auto wire<TLSPlaintext> = Struct(Field<&TLSPlaintext::type>(wire<ContentType>),
                                                  Field<&TLSPlaintext::legacy_record_version>(wire<ProtocolVersion>),
                                                  Field<&TLSPlaintext::fragment>(detail::Fragment_<max_plaintext>{}));

//  struct {                                                RFC 8446, 5.2
//      ContentType opaque_type = application_data; /* 23 */
//      ProtocolVersion legacy_record_version = 0x0303; /* TLS v1.2 */
//      uint16 length;
//      opaque encrypted_record[TLSCiphertext.length];
//  } TLSCiphertext;
struct TLSCiphertext {
  ContentType opaque_type = ContentType::application_data;
  ProtocolVersion legacy_record_version = ProtocolVersion::tls12;
  bytes encrypted_record{};
};
template <>
inline constexpr auto wire<TLSCiphertext> =
    Struct(Field<&TLSCiphertext::opaque_type>(
               OneOfElse<errc::record_type_unexpected, ContentType::application_data>(wire<ContentType>)),
           Field<&TLSCiphertext::legacy_record_version>(wire<ProtocolVersion>),
           Field<&TLSCiphertext::encrypted_record>(detail::Fragment_<max_ciphertext_tls13>{}));

//  struct {                                                RFC 8446, 6
//      AlertLevel level;
//      AlertDescription description;
//  } Alert;
struct Alert {
  AlertLevel level = AlertLevel::fatal;
  AlertDescription description = AlertDescription::internal_error;
};
template <>
inline constexpr auto wire<Alert> =
    Struct(Field<&Alert::level>(wire<AlertLevel>), Field<&Alert::description>(wire<AlertDescription>));

// RFC 8446, 6.1: close_notify and user_canceled are closures and go out as warnings; every other alert is an error,
// "MUST be sent with AlertLevel=fatal and MUST be treated as error alerts when received regardless of the AlertLevel in
// the message" (6).
constexpr bool is_closure(AlertDescription description) {
  return description == AlertDescription::close_notify || description == AlertDescription::user_canceled;
}
constexpr Alert alert_of(AlertDescription description) {
  return {is_closure(description) ? AlertLevel::warning : AlertLevel::fatal, description};
}

//  struct {                                                RFC 5246, 7.1
//      enum { change_cipher_spec(1), (255) } type;
//  } ChangeCipherSpec;
// RFC 8446, 5: any other body is an error.
struct ChangeCipherSpec {
  std::uint8_t type = 1;
};
template <>
inline constexpr auto wire<ChangeCipherSpec> =
    Struct(Field<&ChangeCipherSpec::type>(OneOfElse<errc::change_cipher_spec_unexpected, 1>(u8)));

}  // namespace cxtls
