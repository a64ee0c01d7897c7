// What a backend can do, as a constexpr list in order of preference.
#pragma once
#include <array>
#include <cstddef>
#include <utility>

namespace cxtls::crypto {

template <class E, std::size_t N>
struct capabilities {
  using value_type = E;
  std::array<E, N> items{};
  static constexpr std::size_t size() { return N; }
  constexpr bool contains(E e) const {
    for (E item : items)
      if (item == e) return true;
    return false;
  }
  constexpr auto begin() const { return items.begin(); }
  constexpr auto end() const { return items.end(); }
  constexpr E operator[](std::size_t i) const { return items[i]; }
};
template <class E, class... Es>
capabilities(E, Es...) -> capabilities<E, 1 + sizeof...(Es)>;

// What stands in the first list, then what stands in the second: for what a backend has in some versions only.
template <class E, std::size_t N, std::size_t M>
constexpr capabilities<E, N + M> joined(capabilities<E, N> const& first, capabilities<E, M> const& second) {
  capabilities<E, N + M> both;
  for (std::size_t i = 0; i < N; ++i) both.items[i] = first[i];
  for (std::size_t i = 0; i < M; ++i) both.items[N + i] = second[i];
  return both;
}

// Does each stand there once?
constexpr bool is_set(auto const& list) {
  for (std::size_t i = 0; i < list.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (list[i] == list[j]) return false;
  return true;
}

// Is an algorithm in it that a backend adds (is_own() in crypto/algorithm.hpp)?
constexpr bool has_own(auto const& list) {
  for (auto item : list)
    if (is_own(item)) return true;
  return false;
}

// From a run-time value to a template argument: calls f.template operator()<e>() for the listed e that equals `value`.
// False when the list lacks it (nothing is instantiated for what isn't listed), else what f returned.
template <auto const& List, class E, class F>
constexpr bool with_listed(E value, F&& f) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return ((List[I] == value && f.template operator()<List[I]>()) || ...);
  }(std::make_index_sequence<List.size()>{});
}

}  // namespace cxtls::crypto
