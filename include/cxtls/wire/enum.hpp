// Enumerated code points, and their names both ways.
#pragma once
#include <array>
#include <optional>

#include "cxtls/wire/integer.hpp"

namespace cxtls {

// A registry: specialise names<E> with std::to_array<named<E>>({...}), in the order of the code points.
template <class E>
struct named {
  E value;
  std::string_view name;
};
template <class E>
inline constexpr std::array<named<E>, 0> names{};

// Empty when the registry doesn't know the code point.
template <class E>
constexpr std::string_view name_of(E value) {
  for (auto const& row : names<E>)
    if (row.value == value) return row.name;
  return {};
}
template <class E>
constexpr std::optional<E> from_name(std::string_view name) {
  for (auto const& row : names<E>)
    if (row.name == name) return row.value;
  return std::nullopt;
}

enum class unknown_values : bool { kept, refused };

// Open by default: TLS grows by code points that old peers don't know. A closed one refuses what names<E> doesn't list.
template <class E, class Integer, unknown_values Unknown>
struct EnumClass_ {
  static_assert(std::is_enum_v<E>, "EnumClass<E> takes an enumeration");
  static_assert(sizeof(E) == Integer::width, "the enumeration and its integer on the wire differ in width");
  using value_type = E;
  constexpr bool read(reader& r, E& v) const {
    std::uint64_t raw = 0;
    if (!r.take_uint(Integer::width, raw)) return false;
    v = static_cast<E>(raw);
    return Unknown == unknown_values::kept || !name_of(v).empty() || r.fail(errc::unknown_value);
  }
  constexpr bool check(reader& r) const {
    E v{};
    return read(r, v);
  }
  constexpr void write(writer& w, E v) const {
    if (Unknown == unknown_values::refused && name_of(v).empty()) return w.fail(errc::unknown_value);
    w.put_uint(Integer::width, static_cast<std::uint64_t>(v));
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    E v{};
    if (!read(r, v)) return false;
    out({.offset = at,
         .raw = r.since(at),
         .field = field,
         .meaning = name_of(v),
         .value = static_cast<std::uint64_t>(v),
         .is = annotation::kind::name});
    return true;
  }
  constexpr std::size_t min_size() const { return Integer::width; }
  constexpr std::size_t max_size() const { return Integer::width; }
  constexpr bool any_bytes() const { return Unknown == unknown_values::kept; }
};
template <class E, class Integer>
constexpr auto EnumClass(Integer) {
  return EnumClass_<E, Integer, unknown_values::kept>{};
}
template <class E, class Integer>
constexpr auto ClosedEnumClass(Integer) {
  return EnumClass_<E, Integer, unknown_values::refused>{};
}

}  // namespace cxtls
