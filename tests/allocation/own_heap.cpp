// All memory of the program, so that what cxtls asks for, by new (std::nothrow), can run short and is counted.
#include "allocation/own_heap.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

using cxtls::test::own_heap;

// Before each block: how large it is if it is one of cxtls's, else 0.
struct alignas(std::max_align_t) mark {
  std::size_t of_cxtls = 0;
};

void* taken(std::size_t n, bool by_cxtls) {
  void* const p = std::malloc(sizeof(mark) + n);
  if (p == nullptr) return nullptr;
  new (p) mark{by_cxtls ? n : 0};
  if (by_cxtls) {
    own_heap.held += n;
    if (own_heap.held > own_heap.peak) own_heap.peak = own_heap.held;
  }
  return static_cast<mark*>(p) + 1;
}
void* taken_or_thrown(std::size_t n) {
  if (void* const p = taken(n, false)) return p;
  throw std::bad_alloc();
}
void given_back(void* p) {
  if (p == nullptr) return;
  mark* const m = static_cast<mark*>(p) - 1;
  own_heap.held -= m->of_cxtls;
  std::free(m);
}

}  // namespace

cxtls::test::heap cxtls::test::own_heap;

void* operator new(std::size_t n, std::nothrow_t const&) noexcept {
  if (own_heap.until_failure == 0) {
    own_heap.until_failure = cxtls::test::heap::never;
    own_heap.failed = true;
    return nullptr;
  }
  if (own_heap.until_failure != cxtls::test::heap::never) --own_heap.until_failure;
  return taken(n, true);
}
void* operator new[](std::size_t n, std::nothrow_t const& t) noexcept { return operator new(n, t); }
[[gnu::noinline]] void* operator new(std::size_t n) { return taken_or_thrown(n); }
void* operator new[](std::size_t n) { return taken_or_thrown(n); }
[[gnu::noinline]] void operator delete(void* p) noexcept { given_back(p); }
void operator delete(void* p, std::size_t) noexcept { operator delete(p); }
[[gnu::noinline]] void operator delete[](void* p) noexcept { given_back(p); }
void operator delete[](void* p, std::size_t) noexcept { operator delete[](p); }
