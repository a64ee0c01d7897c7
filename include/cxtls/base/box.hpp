// At most one thing in a place of its own: what few connections have costs the others a pointer.
#pragma once
#include <new>
#include <type_traits>
#include <utility>

namespace cxtls {

template <class T>
class box {
 public:
  constexpr box() = default;
  // Empty when there is no memory.
  constexpr explicit box(T value) : item_(make(std::move(value))) {}
  constexpr box(box&& other) noexcept : item_(std::exchange(other.item_, nullptr)) {}
  constexpr box& operator=(box&& other) noexcept {
    box gone(std::move(other));
    std::swap(item_, gone.item_);
    return *this;
  }
  constexpr ~box() { delete item_; }

  constexpr explicit operator bool() const { return item_ != nullptr; }
  // Precondition: not empty.
  constexpr T& operator*() { return *item_; }
  constexpr T const& operator*() const { return *item_; }
  constexpr T* operator->() { return item_; }
  constexpr T const* operator->() const { return item_; }
  // Null when empty.
  constexpr T* get() { return item_; }
  constexpr T const* get() const { return item_; }
  constexpr void reset() {
    delete item_;
    item_ = nullptr;
  }

 private:
  static constexpr T* make(T&& value) {
    // Placement of std::nothrow isn't allowed in constant evaluation.
    if (std::is_constant_evaluated()) return new T(std::move(value));
    return new (std::nothrow) T(std::move(value));
  }
  T* item_ = nullptr;
};

}  // namespace cxtls
