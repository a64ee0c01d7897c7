// When the tests take place.
#pragma once
#include "cxtls/base/clock.hpp"

namespace cxtls::test {

// The chains of vectors/openssl_chains.hpp are good from 2026 to 2036.
inline constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z

}  // namespace cxtls::test
