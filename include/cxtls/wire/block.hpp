// The length prefix, written once for everything that has one.
#pragma once
#include "cxtls/wire/integer.hpp"

namespace cxtls::detail {

// Narrows the reader to the prefixed octets. A length outside its bounds is refused before its octets are waited for.
template <class Length>
[[nodiscard]] constexpr bool enter_block(reader& r, Limits limits, reader::outer& saved) {
  std::uint64_t n = 0;
  if (!r.take_uint(Length::width, n)) return false;
  if (n < limits.min || n > limits.max) return r.fail(errc::length_out_of_range);
  return r.enter(static_cast<std::size_t>(n), saved);
}

// The same, with a line in the dump for the length.
template <class Length>
[[nodiscard]] constexpr bool print_block(reader& r, auto& out, std::string_view field, Limits limits,
                                         reader::outer& saved) {
  const std::size_t at = r.position();
  if (!enter_block<Length>(r, limits, saved)) return false;
  out({.offset = at, .raw = r.since(at), .field = field, .value = r.remaining(), .is = annotation::kind::length});
  return true;
}

template <class Length>
constexpr void write_block(writer& w, Limits limits, auto&& body) {
  const std::size_t start = w.open(Length::width);
  body();
  w.close(start, Length::width, limits.min, limits.max);
}

// Not constexpr, so that reaching it in a descriptor is a compile error that reads as its name. (Defined all the same:
// unoptimised code that makes a descriptor at run time refers to it.)
[[noreturn]] inline void the_length_prefix_is_too_narrow_for_the_upper_bound() { __builtin_trap(); }
[[noreturn]] inline void the_lower_bound_is_above_the_upper_bound() { __builtin_trap(); }

// An upper bound that the descriptor leaves open is what the prefix can say.
template <class Length>
constexpr Limits checked_limits(Limits limits) {
  if (limits.max == unbounded) limits.max = static_cast<std::size_t>(Length::max);
  if (limits.max > Length::max) the_length_prefix_is_too_narrow_for_the_upper_bound();
  if (limits.min > limits.max) the_lower_bound_is_above_the_upper_bound();
  return limits;
}

}  // namespace cxtls::detail
