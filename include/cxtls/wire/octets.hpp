// Opaque bytes: of fixed length, behind a length prefix, or to the end of what encloses them (RFC 8446, 3.4).
#pragma once
#include <array>

#include "cxtls/wire/block.hpp"

namespace cxtls {

namespace detail {
constexpr bool print_octets(reader& r, std::size_t n, auto& out, std::string_view field) {
  const std::size_t at = r.position();
  bytes raw;
  if (!r.take(n, raw)) return false;
  out({.offset = at, .raw = raw, .field = field});
  return true;
}
}  // namespace detail

// opaque field[N]; the value is a copy.
template <std::size_t N>
struct Bytes_ {
  static_assert(N > 0, "a field of no octets: leave it out");
  using value_type = std::array<std::uint8_t, N>;
  constexpr bool read(reader& r, value_type& v) const {
    bytes raw;
    if (!r.take(N, raw)) return false;
    copy(raw, v.data());
    return true;
  }
  constexpr bool check(reader& r) const {
    bytes raw;
    return r.take(N, raw);
  }
  constexpr void write(writer& w, value_type const& v) const { w.put(bytes(v)); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    return detail::print_octets(r, N, out, field);
  }
  constexpr std::size_t min_size() const { return N; }
  constexpr std::size_t max_size() const { return N; }
  constexpr bool any_bytes() const { return true; }
};
template <std::size_t N>
inline constexpr Bytes_<N> Bytes{};

// opaque field<min..max>; the value is a view.
template <class Length>
struct PrefixedBytes_ {
  using value_type = bytes;
  Limits limits;
  constexpr bool read(reader& r, bytes& v) const {
    reader::outer saved;
    return detail::enter_block<Length>(r, limits, saved) && r.take(r.remaining(), v) && r.leave(saved);
  }
  constexpr bool check(reader& r) const {
    bytes v;
    return read(r, v);
  }
  constexpr void write(writer& w, bytes v) const {
    detail::write_block<Length>(w, limits, [&] { w.put(v); });
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader::outer saved;
    if (!detail::print_block<Length>(r, out, field, limits, saved)) return false;
    out.deeper();
    const bool good = r.at_end() || detail::print_octets(r, r.remaining(), out, {});
    out.shallower();
    return good && r.leave(saved);
  }
  constexpr std::size_t min_size() const { return saturating_sum(Length::width, limits.min); }
  constexpr std::size_t max_size() const { return saturating_sum(Length::width, limits.max); }
  constexpr bool any_bytes() const { return false; }
};
template <class Length = UBInt8>
constexpr auto PrefixedBytes(Length = {}, Limits limits = {}) {
  return PrefixedBytes_<Length>{detail::checked_limits<Length>(limits)};
}

// The rest of the enclosing block; the value is a view.
struct Remaining_ {
  using value_type = bytes;
  constexpr bool read(reader& r, bytes& v) const { return r.take(r.remaining(), v); }
  constexpr bool check(reader& r) const {
    bytes v;
    return read(r, v);
  }
  constexpr void write(writer& w, bytes v) const { w.put(v); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    return detail::print_octets(r, r.remaining(), out, field);
  }
  constexpr std::size_t min_size() const { return 0; }
  constexpr std::size_t max_size() const { return unbounded; }
  constexpr bool any_bytes() const { return true; }
};
inline constexpr Remaining_ Remaining{};

}  // namespace cxtls
