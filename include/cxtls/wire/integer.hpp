// Unsigned integers of one to eight octets, big-endian (RFC 8446, 3.3).
#pragma once
#include "cxtls/wire/descriptor.hpp"

namespace cxtls {

template <class T, std::size_t Width>
struct UInt_ {
  static_assert(Width <= sizeof(T), "the C++ integer is narrower than the field on the wire");
  using value_type = T;
  static constexpr std::size_t width = Width;
  static constexpr std::uint64_t max = Width == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * (Width % 8))) - 1;

  constexpr bool read(reader& r, T& v) const {
    std::uint64_t wide = 0;
    if (!r.take_uint(Width, wide)) return false;
    v = static_cast<T>(wide);
    return true;
  }
  constexpr bool check(reader& r) const {
    bytes skipped;
    return r.take(Width, skipped);
  }
  constexpr void write(writer& w, T v) const { w.put_uint(Width, static_cast<std::uint64_t>(v)); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    std::uint64_t v = 0;
    if (!r.take_uint(Width, v)) return false;
    out({.offset = at, .raw = r.since(at), .field = field, .value = v, .is = annotation::kind::number});
    return true;
  }
  constexpr std::size_t min_size() const { return Width; }
  constexpr std::size_t max_size() const { return Width; }
  constexpr bool any_bytes() const { return true; }
};

using UBInt8 = UInt_<std::uint8_t, 1>;
using UBInt16 = UInt_<std::uint16_t, 2>;
using UBInt24 = UInt_<std::uint32_t, 3>;
using UBInt32 = UInt_<std::uint32_t, 4>;
using UBInt64 = UInt_<std::uint64_t, 8>;

inline constexpr UBInt8 u8{};
inline constexpr UBInt16 u16{};
inline constexpr UBInt24 u24{};
inline constexpr UBInt32 u32{};
inline constexpr UBInt64 u64{};

}  // namespace cxtls
