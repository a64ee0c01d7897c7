// The cursor that every parser shares. Its only operations are bounded, so no length field can outrun its bytes.
#pragma once
#include <cstddef>
#include <cstdint>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/error.hpp"

namespace cxtls {

// Does anything follow the bytes at hand? A stream may still grow; a message that its own length delimits can't.
enum class input : bool { whole, growing };

class reader {
 public:
  static constexpr std::size_t unmarked = ~std::size_t{0};

  constexpr explicit reader(bytes in, input kind = input::whole)
      : in_(in), end_(in.size()), growing_(kind == input::growing) {}

  // Octets since the start of the input.
  constexpr std::size_t position() const { return at_; }
  constexpr std::size_t remaining() const { return end_ - at_; }
  constexpr bool at_end() const { return at_ == end_; }
  // What was read since an earlier position().
  constexpr bytes since(std::size_t position) const { return in_.subspan(position, at_ - position); }

  [[nodiscard]] constexpr bool take(std::size_t n, bytes& out) {
    if (n > remaining()) return run_out(n - remaining());
    out = in_.subspan(at_, n);
    at_ += n;
    return true;
  }
  [[nodiscard]] constexpr bool take_uint(std::size_t width, std::uint64_t& out) {
    if (width > remaining()) return run_out(width - remaining());
    out = 0;
    for (std::size_t i = 0; i < width; ++i) out = out << 8 | in_[at_ + i];
    at_ += width;
    return true;
  }

  // enter() narrows the reader to the next n octets, leave() demands that they were all read.
  struct outer {
    std::size_t end = 0;
    bool growing = false;
  };
  [[nodiscard]] constexpr bool enter(std::size_t n, outer& saved) {
    if (n > remaining()) return run_out(n - remaining());
    saved = {end_, growing_};
    end_ = at_ + n;
    growing_ = false;
    return true;
  }
  [[nodiscard]] constexpr bool leave(outer const& saved) {
    if (!at_end()) return fail(errc::trailing_data);
    end_ = saved.end;
    growing_ = saved.growing;
    return true;
  }

  // Remembers where a marked field begins (Marked, wire/constrain.hpp).
  constexpr void mark() { mark_ = at_; }
  constexpr std::size_t marked() const { return mark_; }

  // The first failure stays; both return false so that a caller can return them.
  constexpr bool fail(errc code) {
    if (!error_) error_.code = code;
    return false;
  }
  constexpr bool blame(std::string_view field) {
    if (error_ && error_.field.empty()) error_.field = field;
    return false;
  }
  constexpr error const& failure() const { return error_; }
  // After errc::need_more: at least so many more octets are needed.
  constexpr std::size_t missing() const { return missing_; }

 private:
  constexpr bool run_out(std::size_t missing) {
    missing_ = missing;
    return fail(growing_ ? errc::need_more : errc::truncated);
  }
  bytes in_;
  std::size_t at_ = 0;
  std::size_t end_;
  std::size_t mark_ = unmarked;
  std::size_t missing_ = 0;
  bool growing_;
  error error_{};
};

}  // namespace cxtls
