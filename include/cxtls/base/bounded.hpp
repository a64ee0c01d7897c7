// A short sequence with its storage inside: a vector that never allocates.
#pragma once
#include <cstddef>
#include <span>

namespace cxtls {

template <class T, std::size_t Capacity>
class bounded {
 public:
  using value_type = T;
  static constexpr std::size_t capacity = Capacity;
  constexpr bounded() = default;
  template <class... Ts>
    requires(sizeof...(Ts) > 0 && sizeof...(Ts) <= Capacity)
  constexpr explicit bounded(Ts... values) : items_{values...}, size_(sizeof...(Ts)) {}

  // False when full.
  [[nodiscard]] constexpr bool push(T value) {
    if (size_ == Capacity) return false;
    items_[size_++] = value;
    return true;
  }
  constexpr void clear() { size_ = 0; }
  constexpr bool contains(T const& value) const {
    for (T const& item : *this)
      if (item == value) return true;
    return false;
  }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr T const* data() const { return items_; }
  constexpr std::span<T const> view() const { return {items_, size_}; }
  constexpr T const* begin() const { return items_; }
  constexpr T const* end() const { return items_ + size_; }
  constexpr T* begin() { return items_; }
  constexpr T* end() { return items_ + size_; }
  constexpr T const& operator[](std::size_t i) const { return items_[i]; }
  constexpr T& operator[](std::size_t i) { return items_[i]; }
  friend constexpr bool operator==(bounded const& a, bounded const& b) {
    if (a.size_ != b.size_) return false;
    for (std::size_t i = 0; i < a.size_; ++i)
      if (!(a.items_[i] == b.items_[i])) return false;
    return true;
  }

 private:
  T items_[Capacity]{};
  std::size_t size_ = 0;
};

}  // namespace cxtls
