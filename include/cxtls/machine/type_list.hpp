// Lists of types, and the names by which diagrams and traces show them.
#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>

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

namespace detail {
// "... [T = cxtls::Client<cxtls::probe>::WaitFinished<int>]" -> "WaitFinished": what follows the last colon that
// stands in no template's arguments, without its own arguments.
template <class T>
consteval std::string_view bare_name() {
  std::string_view s = __PRETTY_FUNCTION__;
  s = s.substr(s.find("T = ") + 4);
  std::size_t begin = 0, end = 0, depth = 0;
  for (std::size_t i = 0; i < s.size() && (depth > 0 || (s[i] != ';' && s[i] != ']')); ++i) {
    if (s[i] == '>') --depth;
    if (depth == 0 && s[i] == ':') begin = i + 1;
    if (depth == 0 && s[i] != '>' && s[i] != '<') end = i + 1;
    if (s[i] == '<') ++depth;
  }
  return s.substr(begin, end - begin);
}
}  // namespace detail

// Specialise where the RFC's name isn't the type's.
template <class T>
inline constexpr std::string_view label = detail::bare_name<T>();

}  // namespace cxtls::machine
