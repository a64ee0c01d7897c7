// A growable sequence of things that can only be moved. Growth can fail, and says so instead of throwing.
#pragma once
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

#include "cxtls/base/result.hpp"

namespace cxtls {

// Each element has a place of its own, which stays while the list grows or moves.
template <class T>
class owned_list {
 public:
  constexpr owned_list() = default;
  // For configurations: {std::move(a), std::move(b)}. What there was no memory for makes the list incomplete().
  template <class... Ts>
    requires(sizeof...(Ts) > 0 && (std::is_same_v<Ts, T> && ...))
  constexpr owned_list(Ts&&... values) {
    ((push(std::move(values)) || (incomplete_ = true)), ...);
  }
  constexpr owned_list(owned_list&& other) noexcept { swap(other); }
  constexpr owned_list& operator=(owned_list&& other) noexcept {
    owned_list gone(std::move(other));
    swap(gone);
    return *this;
  }
  constexpr ~owned_list() {
    for (std::size_t i = 0; i < size_; ++i) delete items_[i];
    delete[] items_;
  }

  // False when there is no memory; the list stays as it was.
  [[nodiscard]] constexpr bool push(T value) {
    if (size_ == capacity_ && !grow()) return false;
    T* const item = make(std::move(value));
    if (item == nullptr) return false;
    items_[size_++] = item;
    return true;
  }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr bool incomplete() const { return incomplete_; }
  constexpr T& operator[](std::size_t i) { return *items_[i]; }
  constexpr T const& operator[](std::size_t i) const { return *items_[i]; }
  // A second owner of the like, element by element, copied if T has no duplicate(). Errors: out_of_memory, and those of
  // T::duplicate().
  constexpr result<owned_list> duplicate() const {
    owned_list copy;
    copy.incomplete_ = incomplete_;
    for (std::size_t i = 0; i < size_; ++i) {
      if constexpr (requires { items_[i]->duplicate(); }) {
        result<T> one = items_[i]->duplicate();
        if (!one) return one.error();
        if (!copy.push(std::move(*one))) return errc::out_of_memory;
      } else {
        if (!copy.push(*items_[i])) return errc::out_of_memory;
      }
    }
    return copy;
  }
  friend constexpr bool operator==(owned_list const& a, owned_list const& b)
    requires requires(T const& item) { item == item; }
  {
    if (a.size_ != b.size_ || a.incomplete_ != b.incomplete_) return false;
    for (std::size_t i = 0; i < a.size_; ++i)
      if (!(a[i] == b[i])) return false;
    return true;
  }

 private:
  constexpr void swap(owned_list& other) noexcept {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    std::swap(incomplete_, other.incomplete_);
  }
  static constexpr T* make(T&& value) {
    // Placement of std::nothrow isn't allowed in constant evaluation.
    if (std::is_constant_evaluated()) return new T(std::move(value));
    return new (std::nothrow) T(std::move(value));
  }
  constexpr bool grow() {
    const std::size_t capacity = capacity_ == 0 ? 4 : 2 * capacity_;
    T** const grown = std::is_constant_evaluated() ? new T*[capacity] : new (std::nothrow) T*[capacity];
    if (grown == nullptr) return false;
    for (std::size_t i = 0; i < size_; ++i) grown[i] = items_[i];
    delete[] items_;
    items_ = grown;
    capacity_ = capacity;
    return true;
  }
  T** items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  bool incomplete_ = false;
};

}  // namespace cxtls
