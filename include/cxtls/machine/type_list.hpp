// Lists of types, and the names by which diagrams and traces show them.
#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>

#include "cxtls/base/type_name.hpp"

namespace cxtls::machine {

template <class...>
struct list {};

template <class T, class... Ts>
concept one_of = (std::is_same_v<T, Ts> || ...);

// Position of T in a list; the list's size when it isn't there.
template <class T, class List>
inline constexpr std::size_t index_of = 0;
template <class T, class... Ts>
inline constexpr std::size_t index_of<T, list<Ts...>> = [] {
  std::size_t i = 0;
  bool found = false;
  ((found = found || std::is_same_v<T, Ts>, i += found ? 0u : 1u), ...);
  return i;
}();

template <class List, class T>
inline constexpr bool contains = false;
template <class... Ts, class T>
inline constexpr bool contains<list<Ts...>, T> = one_of<T, Ts...>;

// Specialise where the RFC's name isn't the type's.
template <class T>
inline constexpr std::string_view label = cxtls::detail::type_name<T>();

}  // namespace cxtls::machine
