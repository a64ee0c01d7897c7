// What cxtls itself takes from the heap: counted, and short when a test says so. For programs with own_heap.cpp.
#pragma once
#include <cstddef>

namespace cxtls::test {

struct heap {
  static constexpr std::size_t never = ~std::size_t{0};
  std::size_t until_failure = never;  // so many more allocations go well, and the next one fails
  bool failed = false;
  std::size_t held = 0;  // octets
  std::size_t peak = 0;
};
extern heap own_heap;

}  // namespace cxtls::test
