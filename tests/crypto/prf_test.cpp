#include "cxtls/crypto/prf.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::hex;
using test::unhex;

// The published vectors are in the backends' kit (tests/backend_kit/prf.hpp).

namespace {
constexpr auto sha256 = hash_algorithm::sha256;
struct sha256_only : backend::boringssl {
  static constexpr capabilities hashes{sha256};
};
}  // namespace

TEST_CASE("A63: the PRF makes as much as is asked for, as OpenSSL's does") {
  // openssl kdf -keylen 300 -kdfopt digest:SHA384 -kdfopt hexsecret:0b0b0b0b -kdfopt seed:any
  //   -kdfopt hexseed:f0f1 TLS1-PRF
  std::vector<std::uint8_t> out(300);
  const std::vector<std::uint8_t> secret(4, 0x0b), seed{0xf0, 0xf1};
  const bytes pieces[] = {seed};
  REQUIRE(prf(backend::boringssl{}, hash_algorithm::sha384, secret, "any", pieces, out));
  CHECK(hex(out) ==
        "28220a053c5c78525b30f648f549b5fc8305e156c919e36f9218717c2e288b8d310f4e26c47035fc1fd137bc094d8ab6c931250d"
        "98b7ee4ec40a86336b6ce9a7c7da4ac05d6572a9efca9c79dfc726e07f73bed6f0126d37be32845bb449a860e283a98d0973b2f0"
        "5bed4c82f0c3c1f8548bb426803836d9ba9d9fde89b337a24b73c6b923f20b0de3e49505fffabb9bcce430b67128bb7c6211095c"
        "c78ef5ee3fc4f1434d4545f8e355b21ca38686b6ed0672c460ccfff22bb65b2a3f0a19b5f9d255af8218dd2d2b949bc0e8f3fcb7"
        "eff389e418a8762834831608d8985eb2197bd09daef2c4e2d21e0fc6fa60928ba631273027c62153a30117c85b8a4a2d99f7becf"
        "71e6fcc9fa9684c9b40d562140fb5dadde79405cc6f14c3929ecc9624b9a1f9eb8290603e576c6d2");
}

TEST_CASE("A63: a label may be empty, or longer than any block") {
  // openssl kdf -keylen 16 -kdfopt digest:SHA256 -kdfopt hexsecret:01 -kdfopt hexseed:02 TLS1-PRF
  // openssl kdf ... -kdfopt seed:$(printf 'x%.0s' $(seq 200)) TLS1-PRF
  const std::uint8_t secret[] = {1}, seed[] = {2};
  const bytes pieces[] = {seed};
  std::array<std::uint8_t, 16> out{};
  REQUIRE(prf(backend::boringssl{}, sha256, secret, "", pieces, out));
  CHECK(hex(out) == "574bfa30beff6928ef65ddfcdae06d36");
  REQUIRE(prf(backend::boringssl{}, sha256, secret, std::string(200, 'x'), {}, out));
  CHECK(hex(out) == "a7875427389cabafa00a8a46f7e00463");
}

TEST_CASE("A63: the PRF runs in constant evaluation, where a label has no octets") {
  constexpr auto made = [] {
    test::toy_world world;
    std::array<std::uint8_t, 40> out{};
    constexpr std::uint8_t seed[] = {2};
    const bytes pieces[] = {seed};
    if (!prf(test::toy_backend(world), sha256, {}, "label", pieces, out)) out = {};
    return out;
  };
  static constexpr auto at_compile_time = made();
  CHECK(made() == at_compile_time);
  STATIC_CHECK(at_compile_time != std::array<std::uint8_t, 40>{});
}

TEST_CASE("P11: each HMAC that fails fails the PRF, and leaves no octet of it") {
  constexpr std::uint64_t calls = 1 + 2 * 3;  // A(1), then two for each of three blocks
  for (std::uint64_t failing = 0; failing <= calls; ++failing) {
    test::toy_world world{.first_failing_call = failing};
    std::array<std::uint8_t, 96> out{1, 2, 3};
    const status s = prf(test::toy_backend(world), sha256, {}, "label", {}, out);
    CHECK(bool(s) == (failing == calls));
    if (!s) {
      CHECK(s.error().code == errc::backend_failed);
      CHECK(out == std::array<std::uint8_t, 96>{});
    }
  }
}

TEST_CASE("a hash that the backend doesn't list makes no PRF") {
  std::array<std::uint8_t, 8> out{};
  CHECK(prf(sha256_only{}, hash_algorithm::sha384, {}, "label", {}, out).error().code == errc::backend_failed);
}
