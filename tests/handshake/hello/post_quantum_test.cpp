#include "cxtls/handshake/hello/post_quantum.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;
using enum NamedGroup;

TEST_CASE("ML-KEM, alone or in a hybrid, is what a quantum computer doesn't break") {
  static_assert(is_post_quantum(X25519MLKEM768) && is_post_quantum(SecP256r1MLKEM768) &&
                is_post_quantum(SecP384r1MLKEM1024) && is_post_quantum(curveSM2MLKEM768));
  static_assert(is_post_quantum(MLKEM512) && is_post_quantum(MLKEM768) && is_post_quantum(MLKEM1024));
  static_assert(!is_post_quantum(x25519) && !is_post_quantum(secp384r1));
  CHECK_FALSE(is_post_quantum(NamedGroup{0x11ff}));
}
