// IANA "TLS HashAlgorithm": the first octet of a SignatureScheme as TLS 1.2 reads it. For names only.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class HashAlgorithm : std::uint8_t {
  none = 0,
  md5 = 1,
  sha1 = 2,
  sha224 = 3,
  sha256 = 4,
  sha384 = 5,
  sha512 = 6,
  Intrinsic = 8,  // RFC 8422, 5.1.3
};
template <>
inline constexpr auto wire<HashAlgorithm> = EnumClass<HashAlgorithm>(u8);
template <>
inline constexpr auto names<HashAlgorithm> = std::to_array<named<HashAlgorithm>>({
    {HashAlgorithm::none, "none"},
    {HashAlgorithm::md5, "md5"},
    {HashAlgorithm::sha1, "sha1"},
    {HashAlgorithm::sha224, "sha224"},
    {HashAlgorithm::sha256, "sha256"},
    {HashAlgorithm::sha384, "sha384"},
    {HashAlgorithm::sha512, "sha512"},
    {HashAlgorithm::Intrinsic, "Intrinsic"},
});

}  // namespace cxtls
