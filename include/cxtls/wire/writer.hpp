// The sink that every builder shares. It refuses to overrun its output and never truncates a number.
#pragma once
#include <cstddef>
#include <cstdint>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/error.hpp"

namespace cxtls {

class writer {
 public:
  static constexpr std::size_t unmarked = ~std::size_t{0};

  constexpr explicit writer(mutable_bytes out) : out_(out), limit_(out.size()) {}
  // Counts what would be written, and writes nothing.
  static constexpr writer counting() { return writer(~std::size_t{0}); }
  constexpr bool counts() const { return counts_; }

  constexpr std::size_t size() const { return at_; }
  constexpr error const& failure() const { return error_; }
  constexpr bool ok() const { return !error_; }

  constexpr void put(bytes from) {
    if (!reserve(from.size())) return;
    if (!out_.empty()) copy(from, out_.data() + at_);
    at_ += from.size();
  }
  // Big-endian. A value that needs more than `width` octets is an error.
  constexpr void put_uint(std::size_t width, std::uint64_t value) {
    if (width < 8 && value >> (8 * width) != 0) return fail(errc::value_out_of_range);
    if (!reserve(width)) return;
    if (!out_.empty()) store(at_, width, value);
    at_ += width;
  }

  // A length-prefixed block: open() leaves room for the length, close() fills it in.
  [[nodiscard]] constexpr std::size_t open(std::size_t width) {
    put_uint(width, 0);
    return at_;
  }
  constexpr void close(std::size_t start, std::size_t width, std::size_t min, std::size_t max) {
    if (!ok()) return;
    const std::size_t length = at_ - start;
    if (length < min || length > max) return fail(errc::length_out_of_range);
    if (width < 8 && std::uint64_t{length} >> (8 * width) != 0) return fail(errc::length_out_of_range);
    if (!out_.empty()) store(start - width, width, length);
  }

  constexpr void mark() { mark_ = at_; }
  constexpr std::size_t marked() const { return mark_; }

  constexpr void fail(errc code) {
    if (!error_) error_.code = code;
  }
  constexpr void blame(std::string_view field) {
    if (error_ && error_.field.empty()) error_.field = field;
  }

 private:
  constexpr explicit writer(std::size_t limit) : limit_(limit), counts_(true) {}
  constexpr bool reserve(std::size_t n) {
    if (!ok()) return false;
    if (n > limit_ - at_) fail(errc::no_space);
    return ok();
  }
  constexpr void store(std::size_t at, std::size_t width, std::uint64_t value) {
    for (std::size_t i = 0; i < width; ++i) out_[at + i] = static_cast<std::uint8_t>(value >> (8 * (width - 1 - i)));
  }
  mutable_bytes out_{};  // empty while counting
  std::size_t limit_;
  std::size_t at_ = 0;
  std::size_t mark_ = unmarked;
  bool counts_ = false;
  error error_{};
};

}  // namespace cxtls
