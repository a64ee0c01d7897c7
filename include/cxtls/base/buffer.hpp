// An owned run of octets, as long as its user lets it grow. Growth can fail, and says so instead of throwing; memory is
// wiped before it is freed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/base/wipe.hpp"

namespace cxtls {

class buffer {
 public:
  constexpr buffer() = default;
  constexpr buffer(buffer&& other) noexcept { swap(other); }
  constexpr buffer& operator=(buffer&& other) noexcept {
    buffer gone(std::move(other));
    swap(gone);
    return *this;
  }
  constexpr ~buffer() { release(); }

  constexpr std::size_t size() const { return size_; }
  constexpr std::size_t capacity() const { return capacity_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr bytes view() const { return {data_, size_}; }
  constexpr mutable_bytes edit() { return {data_, size_}; }
  // Everything allocated, in use or not.
  constexpr mutable_bytes room() { return {data_, capacity_}; }
  constexpr bytes room() const { return {data_, capacity_}; }

  // False when there is no memory; the contents stay as they were.
  [[nodiscard]] constexpr bool reserve(std::size_t capacity) {
    if (capacity <= capacity_) return true;
    std::uint8_t* const grown = allocate(capacity);
    if (grown == nullptr) return false;
    copy(view(), grown);
    const std::size_t size = size_;
    release();
    data_ = grown;
    size_ = size;
    capacity_ = capacity;
    return true;
  }
  // New octets are zero.
  [[nodiscard]] constexpr bool resize(std::size_t size) {
    if (size > capacity_ && !reserve(grown_to(size))) return false;
    for (std::size_t i = size_; i < size; ++i) data_[i] = 0;
    size_ = size;
    return true;
  }
  // Precondition: `more` doesn't view this buffer.
  [[nodiscard]] constexpr bool append(bytes more) {
    const std::size_t size = size_ + more.size();
    if (size > capacity_ && !reserve(grown_to(size))) return false;
    copy(more, data_ + size_);
    size_ = size;
    return true;
  }
  // Drops octets from the front. Precondition: n <= size().
  constexpr void consume(std::size_t n) {
    copy(view().subspan(n), data_);
    size_ -= n;
  }
  constexpr void clear() { size_ = 0; }
  // Gives the memory back.
  constexpr void release() {
    if (data_ == nullptr) return;
    wipe(data_, capacity_);
    if (std::is_constant_evaluated()) {
      delete[] data_;
    } else {
      ::operator delete(data_);
    }
    data_ = nullptr;
    size_ = capacity_ = 0;
  }
  // A second owner of the same octets. Errors: out_of_memory.
  constexpr result<buffer> duplicate() const {
    buffer copy;
    if (!copy.append(view())) return errc::out_of_memory;
    return copy;
  }
  constexpr void swap(buffer& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  constexpr std::size_t grown_to(std::size_t size) const { return size < 2 * capacity_ ? 2 * capacity_ : size; }
  static constexpr std::uint8_t* allocate(std::size_t n) {
    if (std::is_constant_evaluated()) return new std::uint8_t[n]{};
    return static_cast<std::uint8_t*>(::operator new(n, std::nothrow));
  }
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace cxtls
