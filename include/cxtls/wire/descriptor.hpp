// What a descriptor is, and the one place where a type gets its wire format.
#pragma once
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include "cxtls/wire/print.hpp"
#include "cxtls/wire/reader.hpp"
#include "cxtls/wire/writer.hpp"

namespace cxtls {

// The customisation point: specialise wire<T> directly under T. (GCC 12 accepts a late specialisation in silence.)
template <class T>
struct no_wire_format {};
template <class T>
inline constexpr auto wire = no_wire_format<T>{};

// A descriptor reads a typed view, checks without making one, writes, prints, and knows its bounds in octets.
template <class D>
concept Descriptor = requires(D const& d, reader& r, writer& w, typename D::value_type& out,
                              typename D::value_type const& in, printer<detail::no_sink>& p) {
  { d.read(r, out) } -> std::same_as<bool>;
  { d.check(r) } -> std::same_as<bool>;
  d.write(w, in);
  { d.print(r, p, std::string_view{}) } -> std::same_as<bool>;
  { d.min_size() } -> std::same_as<std::size_t>;
  { d.max_size() } -> std::same_as<std::size_t>;
  { d.any_bytes() } -> std::same_as<bool>;  // is every input of a legal size valid?
};

template <class T>
using wire_of = std::remove_cvref_t<decltype(wire<T>)>;

template <class T>
concept HasWire = Descriptor<wire_of<T>>;

// Bounds in octets, both inclusive, as the RFC writes <min..max>.
struct Limits {
  std::size_t min = 0;
  std::size_t max = ~std::size_t{0};
};

inline constexpr std::size_t unbounded = ~std::size_t{0};
constexpr std::size_t saturating_sum(std::size_t a, std::size_t b) { return a > unbounded - b ? unbounded : a + b; }

}  // namespace cxtls
