#include "cxtls/crypto/any_hash.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::hex;

namespace {
struct only_sha256 : test::toy_backend {
  using test::toy_backend::toy_backend;
  static constexpr capabilities hashes{hash_algorithm::sha256};
};
constexpr std::uint8_t abc[] = {'a', 'b', 'c'};
}  // namespace

TEST_CASE("the hash is the one that was chosen at run time") {
  const backend::boringssl b;
  // FIPS 180-4 examples of NIST, "abc"
  CHECK(hex(hash_of(b, hash_algorithm::sha256, abc)->view()) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(hash_of(b, hash_algorithm::sha384, abc)->view()) ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
}

TEST_CASE("a duplicate goes on by itself") {
  STATIC_REQUIRE([] {
    test::toy_world world;
    const test::toy_backend b(world);
    any_hash<test::toy_backend> one(b, hash_algorithm::sha384);
    one.update(abc);
    any_hash<test::toy_backend> two = one.duplicate();
    two.update(abc);
    const auto of_one = one.finish(), of_two = two.finish(), again = hash_of(b, hash_algorithm::sha384, abc);
    return equal(of_one->view(), again->view()) && !equal(of_two->view(), of_one->view()) && of_one->size() == 48;
  }());
}

TEST_CASE("P11: a hash that failed says so at its end") {
  STATIC_REQUIRE([] {
    test::toy_world world{.first_failing_call = 0};
    return hash_of(test::toy_backend(world), hash_algorithm::sha256, abc).error().code;
  }() == errc::backend_failed);
  STATIC_REQUIRE([] {
    test::toy_world world;
    any_hash<test::toy_backend> h(test::toy_backend(world), hash_algorithm::sha256);
    h.fail();
    h.update(abc);
    return h.finish().error().code;
  }() == errc::backend_failed);
}

TEST_CASE("a hash that the backend doesn't list fails") {
  test::toy_world world;
  CHECK(hash_of(only_sha256(world), hash_algorithm::sha256, abc));
  CHECK(hash_of(only_sha256(world), hash_algorithm::sha384, abc).error().code == errc::backend_failed);
}
