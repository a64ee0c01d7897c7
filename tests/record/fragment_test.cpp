#include "cxtls/record/fragment.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

using namespace cxtls;
using record::fragment;
using record::fragmenter;

namespace {
constexpr std::array<std::uint8_t, 10> digits{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

// However the digits are cut into pieces, and however large records are, they come out in order.
constexpr bool in_order(std::span<const bytes> pieces, std::size_t max_size) {
  std::uint8_t expected = 0;
  std::size_t left = digits.size();
  for (fragmenter f(pieces, max_size); !f.done(); f.advance()) {
    if (f.left() != left || f.next_size() != (left < max_size ? left : max_size)) return false;
    const fragment piece = f.next();
    std::array<std::uint8_t, 10> out{};
    piece.gather(out.data());
    for (std::size_t i = 0; i < piece.size; ++i)
      if (out[i] != expected++) return false;
    if (piece.contiguous() && !equal(piece.run(), bytes(out).first(piece.size))) return false;
    left -= piece.size;
  }
  return left == 0 && expected == 10;
}
constexpr bool always_in_order(std::size_t step) {
  for (std::size_t a = 0; a <= digits.size(); a += step)
    for (std::size_t b = a; b <= digits.size(); b += step)
      for (std::size_t max_size = 1; max_size <= 11; max_size += step) {
        const bytes all(digits);
        const bytes pieces[] = {{}, all.first(a), {}, all.subspan(a, b - a), all.subspan(b), {}};
        if (!in_order(pieces, max_size)) return false;
      }
  return true;
}
}  // namespace

TEST_CASE("a payload comes out in order, in records no larger than asked for, however it is cut into pieces") {
  static_assert(always_in_order(3));  // one by one is past the compilers' limits
  CHECK(always_in_order(1));
}

TEST_CASE("C29: several messages share a record") {
  constexpr bytes messages[] = {bytes(digits).first(3), bytes(digits).subspan(3)};
  static_assert(fragmenter(messages).next_size() == 10);
  CHECK(fragmenter(messages).next_size() == 10);
}

TEST_CASE("an empty payload needs no record") {
  static_assert(fragmenter({}).done());
  constexpr bytes nothing[] = {{}, {}};
  static_assert(fragmenter(nothing).done());
  CHECK(fragmenter(nothing).next_size() == 0);
  CHECK(fragment::all_of(nothing).contiguous());
  CHECK(fragment::all_of(nothing).run().empty());
}

TEST_CASE("what lies in one piece is taken where it lies") {
  constexpr bytes pieces[] = {bytes(digits)};
  fragmenter f(pieces, 4);
  f.advance();
  CHECK(f.next().contiguous());
  CHECK(f.next().run().data() == digits.data() + 4);

  constexpr bytes halves[] = {bytes(digits).first(5), bytes(digits).subspan(5)};
  fragmenter g(halves, 5);
  g.advance();  // just to the end of the first
  CHECK(g.next().contiguous());
  CHECK(g.next().run().data() == digits.data() + 5);
}
