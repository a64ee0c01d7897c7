// Either a value or the reason why there is none. (std::expected is C++23.)
#pragma once
#include <type_traits>
#include <utility>
#include <variant>

#include "cxtls/base/error.hpp"

namespace cxtls {

template <class T, class E = error>
class [[nodiscard("it may be an error: look at it, or say (void)")]] result {
 public:
  using value_type = T;
  using error_type = E;

  constexpr result(T value) : v_(std::in_place_index<0>, std::move(value)) {}
  constexpr result(E reason) : v_(std::in_place_index<1>, std::move(reason)) {}
  constexpr result(errc code)
    requires std::is_same_v<E, cxtls::error>
      : v_(std::in_place_index<1>, cxtls::error{code}) {}

  constexpr explicit operator bool() const { return v_.index() == 0; }
  constexpr bool has_value() const { return v_.index() == 0; }

  // Only after a check: a missing value or error ends in std::bad_variant_access (std::abort without exceptions).
  constexpr T& operator*() & { return std::get<0>(v_); }
  constexpr T const& operator*() const& { return std::get<0>(v_); }
  constexpr T&& operator*() && { return std::get<0>(std::move(v_)); }
  constexpr T* operator->() { return &std::get<0>(v_); }
  constexpr T const* operator->() const { return &std::get<0>(v_); }
  constexpr E const& error() const { return std::get<1>(v_); }

 private:
  std::variant<T, E> v_;
};

// Success without a value.
struct done {};
using status = result<done>;

}  // namespace cxtls
