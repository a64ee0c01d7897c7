// The version of cxtls, and the one condition it puts on the compiler. Meson's dependencies don't carry a language
// standard to their consumer, so that a program can get here as C++17.
#pragma once
#if __cplusplus < 202002L
#error "cxtls needs C++20: compile with -std=c++20"
#endif

namespace cxtls {

inline constexpr int version_major = 0;
inline constexpr int version_minor = 1;
inline constexpr int version_patch = 0;

// One number to compare: 10203 is 1.2.3.
inline constexpr int version_number = version_major * 10000 + version_minor * 100 + version_patch;

}  // namespace cxtls
