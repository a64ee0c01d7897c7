// A sequence of T without storage: wire bytes after parsing, the caller's own array when building.
#pragma once
#include <array>

#include "cxtls/wire/descriptor.hpp"

namespace cxtls {

template <class T>
class list {
 public:
  constexpr list() = default;
  constexpr list(std::span<const T> items) : count_(items.size()), items_(items.data()) {}
  template <std::size_t N>
  constexpr list(T const (&items)[N]) : list(std::span<const T>(items)) {}
  template <std::size_t N>
  constexpr list(std::array<T, N> const& items) : list(std::span<const T>(items)) {}

  // For the combinators: `raw` was checked to hold exactly `count` elements, so that iteration can't fail.
  static constexpr list from_wire(bytes raw, std::size_t count) {
    list l;
    l.raw_ = raw;
    l.count_ = count;
    return l;
  }

  constexpr std::size_t size() const { return count_; }
  constexpr bool empty() const { return count_ == 0; }
  // The elements' encoding, after parsing.
  constexpr bytes raw() const { return raw_; }
  // Precondition: not empty.
  constexpr T front() const { return *begin(); }

  struct sentinel {};
  class iterator {
   public:
    constexpr explicit iterator(list const& l) : rest_(l.raw_), items_(l.items_), left_(l.count_) { load(); }
    constexpr T const& operator*() const { return value_; }
    constexpr T const* operator->() const { return &value_; }
    constexpr iterator& operator++() {
      --left_;
      load();
      return *this;
    }
    friend constexpr bool operator==(iterator const& i, sentinel) { return i.left_ == 0; }

   private:
    constexpr void load() {
      if (left_ == 0) return;
      if (items_ != nullptr) {
        value_ = *items_++;
      } else {
        T fresh{};
        (void)wire<T>.read(rest_, fresh);
        value_ = fresh;
      }
    }
    reader rest_;
    T const* items_;
    std::size_t left_;
    T value_{};
  };
  constexpr iterator begin() const { return iterator(*this); }
  constexpr sentinel end() const { return {}; }

  constexpr bool contains(T const& value) const {
    for (T const& item : *this)
      if (item == value) return true;
    return false;
  }

 private:
  bytes raw_{};
  std::size_t count_ = 0;
  T const* items_ = nullptr;  // null: the elements are in raw_
};

}  // namespace cxtls
