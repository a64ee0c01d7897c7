#include "cxtls/base/hasher.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/base/bounded.hpp"

using namespace cxtls;

namespace {

constexpr std::uint64_t of(std::initializer_list<std::uint8_t> octets) {
  std::uint8_t copied[8]{};
  std::size_t size = 0;
  for (std::uint8_t octet : octets) copied[size++] = octet;
  return hasher().add(bytes(copied).first(size)).value();
}
constexpr bool pieces_cannot_be_cut_otherwise() {
  const std::uint8_t abc[] = {1, 2, 3};
  const auto cut = [&](std::size_t at) {
    return hasher().add(bytes(abc).first(at)).add(bytes(abc).subspan(at)).value();
  };
  return cut(0) != cut(1) && cut(1) != cut(2) && cut(2) != cut(3);
}
enum class colour : std::uint16_t { red = 1, blue = 0x0102 };

}  // namespace

TEST_CASE("equal values have one hash, and values that differ in an octet, their order or their number have others") {
  static_assert(of({1, 2, 3}) == of({1, 2, 3}));
  CHECK(of({1, 2, 3}) == of({1, 2, 3}));
  CHECK(of({1, 2, 3}) != of({1, 2, 4}));
  CHECK(of({1, 2, 3}) != of({3, 2, 1}));
  CHECK(of({1, 2}) != of({1, 2, 0}));
  CHECK(of({}) != hasher().value());
}

TEST_CASE("what is added one after the other can't be cut otherwise") {
  static_assert(pieces_cannot_be_cut_otherwise());
  CHECK(pieces_cannot_be_cut_otherwise());
}

TEST_CASE("numbers, enumerators and lists of them are hashed by value") {
  CHECK(hasher().add(colour::blue).value() == hasher().add(std::uint64_t{0x0102}).value());
  CHECK(hasher().add(colour::blue).value() != hasher().add(colour::red).value());
  const bounded<colour, 4> one(colour::red), two(colour::red, colour::blue);
  CHECK(hasher().add(one).value() != hasher().add(two).value());
  CHECK(hasher().add(two).value() == hasher().add(bounded<colour, 9>(colour::red, colour::blue)).value());
  CHECK(hasher().add(true).value() != hasher().add(false).value());
}
