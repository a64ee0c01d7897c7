// Counts every allocation of the process, the C library's as well as the cryptography's: malloc itself is replaced.
#pragma once
#include <cstddef>

namespace cxtls::test {

// How often memory was asked for since the program started. One thread only.
std::size_t allocations();

}  // namespace cxtls::test
