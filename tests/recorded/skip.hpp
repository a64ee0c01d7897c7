// Tests against the openssl command, where there is none.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <string_view>

#include "openssl.hpp"

namespace cxtls::test {

// Without the command there is nothing to test against, which CI doesn't accept.
inline void skip_without_openssl() {
  try {
    openssl({"version"});
  } catch (std::runtime_error const&) {
    char const* const ci = std::getenv("CI");
    if (ci != nullptr && std::string_view(ci) == "true") FAIL("there is no openssl command here");
    SKIP("there is no openssl command here");
  }
}

}  // namespace cxtls::test
