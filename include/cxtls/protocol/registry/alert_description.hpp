// IANA "TLS Alerts".
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class AlertDescription : std::uint8_t {
  close_notify = 0,
  unexpected_message = 10,
  bad_record_mac = 20,
  decryption_failed = 21,  // TLS 1.0 only
  record_overflow = 22,
  decompression_failure = 30,  // before TLS 1.3
  handshake_failure = 40,
  no_certificate = 41,  // SSL 3.0 only
  bad_certificate = 42,
  unsupported_certificate = 43,
  certificate_revoked = 44,
  certificate_expired = 45,
  certificate_unknown = 46,
  illegal_parameter = 47,
  unknown_ca = 48,
  access_denied = 49,
  decode_error = 50,
  decrypt_error = 51,
  too_many_cids_requested = 52,  // DTLS: RFC 9147, 9
  export_restriction = 60,  // TLS 1.0 only
  protocol_version = 70,
  insufficient_security = 71,
  internal_error = 80,
  inappropriate_fallback = 86,  // RFC 7507, 3
  user_canceled = 90,
  no_renegotiation = 100,  // before TLS 1.3
  missing_extension = 109,
  unsupported_extension = 110,
  certificate_unobtainable = 111,  // RFC 6066, 9
  unrecognized_name = 112,  // RFC 6066, 9
  bad_certificate_status_response = 113,  // RFC 6066, 9
  bad_certificate_hash_value = 114,  // RFC 6066, 9
  unknown_psk_identity = 115,
  certificate_required = 116,
  general_error = 117,  // RFC 9846, 6.2
  no_application_protocol = 120,  // RFC 7301, 3.2
  ech_required = 121,  // RFC 9849, 11.2
};
template <>
inline constexpr auto wire<AlertDescription> = EnumClass<AlertDescription>(u8);
template <>
inline constexpr auto names<AlertDescription> = std::to_array<named<AlertDescription>>({
    {AlertDescription::close_notify, "close_notify"},
    {AlertDescription::unexpected_message, "unexpected_message"},
    {AlertDescription::bad_record_mac, "bad_record_mac"},
    {AlertDescription::decryption_failed, "decryption_failed"},
    {AlertDescription::record_overflow, "record_overflow"},
    {AlertDescription::decompression_failure, "decompression_failure"},
    {AlertDescription::handshake_failure, "handshake_failure"},
    {AlertDescription::no_certificate, "no_certificate"},
    {AlertDescription::bad_certificate, "bad_certificate"},
    {AlertDescription::unsupported_certificate, "unsupported_certificate"},
    {AlertDescription::certificate_revoked, "certificate_revoked"},
    {AlertDescription::certificate_expired, "certificate_expired"},
    {AlertDescription::certificate_unknown, "certificate_unknown"},
    {AlertDescription::illegal_parameter, "illegal_parameter"},
    {AlertDescription::unknown_ca, "unknown_ca"},
    {AlertDescription::access_denied, "access_denied"},
    {AlertDescription::decode_error, "decode_error"},
    {AlertDescription::decrypt_error, "decrypt_error"},
    {AlertDescription::too_many_cids_requested, "too_many_cids_requested"},
    {AlertDescription::export_restriction, "export_restriction"},
    {AlertDescription::protocol_version, "protocol_version"},
    {AlertDescription::insufficient_security, "insufficient_security"},
    {AlertDescription::internal_error, "internal_error"},
    {AlertDescription::inappropriate_fallback, "inappropriate_fallback"},
    {AlertDescription::user_canceled, "user_canceled"},
    {AlertDescription::no_renegotiation, "no_renegotiation"},
    {AlertDescription::missing_extension, "missing_extension"},
    {AlertDescription::unsupported_extension, "unsupported_extension"},
    {AlertDescription::certificate_unobtainable, "certificate_unobtainable"},
    {AlertDescription::unrecognized_name, "unrecognized_name"},
    {AlertDescription::bad_certificate_status_response, "bad_certificate_status_response"},
    {AlertDescription::bad_certificate_hash_value, "bad_certificate_hash_value"},
    {AlertDescription::unknown_psk_identity, "unknown_psk_identity"},
    {AlertDescription::certificate_required, "certificate_required"},
    {AlertDescription::general_error, "general_error"},
    {AlertDescription::no_application_protocol, "no_application_protocol"},
    {AlertDescription::ech_required, "ech_required"},
});

}  // namespace cxtls
