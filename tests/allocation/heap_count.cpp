#include "heap_count.hpp"

#include <malloc.h>

#include <cerrno>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ADDRESS_SANITIZER 1
#endif
#endif

namespace {
std::size_t count = 0;
}  // namespace
std::size_t cxtls::test::allocations() { return count; }

#ifdef UNDER_ADDRESS_SANITIZER

// The sanitizer replaces malloc itself, and calls this one for each allocation.
extern "C" void __sanitizer_malloc_hook(void const volatile*, std::size_t) { ++count; }
extern "C" void __sanitizer_free_hook(void const volatile*) {}
// Its own figure: blocks in its quarantine count as freed.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
std::size_t cxtls::test::octets_held() { return __sanitizer_get_current_allocated_bytes(); }

#else

namespace {
std::size_t held = 0;
}  // namespace
std::size_t cxtls::test::octets_held() { return held; }

extern "C" {
// glibc's own, under the names that it keeps for this. A shared libcrypto finds the replacements, too.
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);

static void* taken(void* p) {
  ++count;
  if (p != nullptr) held += malloc_usable_size(p);
  return p;
}
static void given_back(void* p) {
  if (p != nullptr) held -= malloc_usable_size(p);
}

void* malloc(std::size_t n) { return taken(__libc_malloc(n)); }
void* calloc(std::size_t n, std::size_t size) { return taken(__libc_calloc(n, size)); }
void* realloc(void* old, std::size_t n) {
  given_back(old);
  void* const grown = __libc_realloc(old, n);
  if (grown == nullptr && n != 0 && old != nullptr) held += malloc_usable_size(old);  // it stays as it was
  return taken(grown);
}
void* memalign(std::size_t alignment, std::size_t n) { return taken(__libc_memalign(alignment, n)); }
void* aligned_alloc(std::size_t alignment, std::size_t n) { return memalign(alignment, n); }
int posix_memalign(void** out, std::size_t alignment, std::size_t n) {
  *out = memalign(alignment, n);
  return *out == nullptr ? ENOMEM : 0;
}
void free(void* p) {
  given_back(p);
  __libc_free(p);
}
}

#endif
