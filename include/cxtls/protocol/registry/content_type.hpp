// IANA "TLS ContentType".
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class ContentType : std::uint8_t {
  invalid = 0,  // never on the wire: RFC 8446, B.1
  change_cipher_spec = 20,
  alert = 21,
  handshake = 22,
  application_data = 23,
  heartbeat = 24,  // RFC 6520, 3
  tls12_cid = 25,  // DTLS: RFC 9146, 3
  ack = 26,  // DTLS: RFC 9147, 7
  return_routability_check = 27,  // DTLS
};
template <>
inline constexpr auto wire<ContentType> = EnumClass<ContentType>(u8);
template <>
inline constexpr auto names<ContentType> = std::to_array<named<ContentType>>({
    {ContentType::invalid, "invalid"},
    {ContentType::change_cipher_spec, "change_cipher_spec"},
    {ContentType::alert, "alert"},
    {ContentType::handshake, "handshake"},
    {ContentType::application_data, "application_data"},
    {ContentType::heartbeat, "heartbeat"},
    {ContentType::tls12_cid, "tls12_cid"},
    {ContentType::ack, "ack"},
    {ContentType::return_routability_check, "return_routability_check"},
});

}  // namespace cxtls
