// IANA "TLS SignatureAlgorithm": the second octet of a SignatureScheme as TLS 1.2 reads it. For names only.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class SignatureAlgorithm : std::uint8_t {
  anonymous = 0,
  rsa = 1,
  dsa = 2,
  ecdsa = 3,
  ed25519 = 7,
  ed448 = 8,
  gostr34102012_256 = 64,  // RFC 9189
  gostr34102012_512 = 65,
};
template <>
inline constexpr auto wire<SignatureAlgorithm> = EnumClass<SignatureAlgorithm>(u8);
template <>
inline constexpr auto names<SignatureAlgorithm> = std::to_array<named<SignatureAlgorithm>>({
    {SignatureAlgorithm::anonymous, "anonymous"},
    {SignatureAlgorithm::rsa, "rsa"},
    {SignatureAlgorithm::dsa, "dsa"},
    {SignatureAlgorithm::ecdsa, "ecdsa"},
    {SignatureAlgorithm::ed25519, "ed25519"},
    {SignatureAlgorithm::ed448, "ed448"},
    {SignatureAlgorithm::gostr34102012_256, "gostr34102012_256"},
    {SignatureAlgorithm::gostr34102012_512, "gostr34102012_512"},
});

}  // namespace cxtls
