// Vectors of structured elements behind a length prefix (RFC 8446, 3.4).
#pragma once
#include "cxtls/wire/block.hpp"
#include "cxtls/wire/list.hpp"

namespace cxtls {

namespace detail {
// True also of a T that has no wire format: that is one complaint, not two.
template <class T>
inline constexpr bool takes_octets = true;
template <HasWire T>
inline constexpr bool takes_octets<T> = wire<T>.min_size() > 0;
}  // namespace detail

// T field<min..max>, bounds in octets. The last element must end where the vector does.
template <class T, class Length>
struct TLSPrefixedArray_ {
  static_assert(HasWire<T>, "the element has no wire format: specialise cxtls::wire<T> directly under T");
  static_assert(detail::takes_octets<T>, "an element of no octets would repeat for ever");
  using value_type = list<T>;
  Limits limits;

  constexpr bool read(reader& r, list<T>& v) const {
    reader::outer saved;
    if (!detail::enter_block<Length>(r, limits, saved)) return false;
    const std::size_t start = r.position();
    std::size_t count = 0;
    if constexpr (wire<T>.any_bytes() && wire<T>.min_size() == wire<T>.max_size()) {
      constexpr std::size_t size = wire<T>.min_size();
      count = r.remaining() / size;
      bytes all;
      if (!r.take(count * size, all)) return false;
      if (!r.at_end()) return r.fail(errc::truncated);
    } else {
      for (; !r.at_end(); ++count)
        if (!wire<T>.check(r)) return false;
    }
    v = list<T>::from_wire(r.since(start), count);
    return r.leave(saved);
  }
  constexpr bool check(reader& r) const {
    list<T> v;
    return read(r, v);
  }
  constexpr void write(writer& w, list<T> const& v) const {
    detail::write_block<Length>(w, limits, [&] {
      for (T const& item : v) wire<T>.write(w, item);
    });
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader::outer saved;
    if (!detail::print_block<Length>(r, out, field, limits, saved)) return false;
    out.deeper();
    bool good = true;
    while (good && !r.at_end()) good = wire<T>.print(r, out, {});
    out.shallower();
    return good && r.leave(saved);
  }
  constexpr std::size_t min_size() const { return saturating_sum(Length::width, limits.min); }
  constexpr std::size_t max_size() const { return saturating_sum(Length::width, limits.max); }
  constexpr bool any_bytes() const { return false; }
};
template <class T, class Length = UBInt16>
constexpr auto TLSPrefixedArray(Length = {}, Limits limits = {}) {
  return TLSPrefixedArray_<T, Length>{detail::checked_limits<Length>(limits)};
}

}  // namespace cxtls
