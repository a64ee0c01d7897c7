// Counts every allocation of the process, the C library's as well as the cryptography's: malloc itself is replaced.
#pragma once
#include <cstddef>

namespace cxtls::test {

// One thread only.
// How often memory was asked for since the program started.
std::size_t allocations();
// Octets that are held now, as the allocator rounds them; not counted under a sanitizer.
std::size_t octets_held();

}  // namespace cxtls::test
