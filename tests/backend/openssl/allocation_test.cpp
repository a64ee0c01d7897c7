// What is allocated when. A program of its own: malloc is replaced (allocation/heap_count.cpp).
#include <catch2/catch_test_macros.hpp>

#include "allocation/heap_count.hpp"
#include "cxtls/backend/openssl.hpp"

using namespace cxtls;
using openssl = backend::openssl;
using crypto::aead_algorithm;

namespace {
template <aead_algorithm A>
std::size_t allocations_of_100_records(openssl const& b) {
  openssl::aead<A> sender, receiver;
  const std::array<std::uint8_t, 32> key{}, nonce{};
  std::vector<std::uint8_t> record(16384 + 1 + 16);
  REQUIRE(sender.init(b, bytes(key).first(sender.key_size)));
  REQUIRE(receiver.init(b, bytes(key).first(receiver.key_size)));
  const mutable_bytes text = mutable_bytes(record).first(16384);
  constexpr std::uint8_t type[] = {23};
  bool good = true;
  const auto one_record = [&] {
    good &= sender.seal(record, bytes(nonce).first(12), bytes(key).first(5), text, type);
    good &= receiver.open(record, bytes(nonce).first(12), bytes(key).first(5));
    good &= !receiver.open(record, bytes(nonce).first(12), bytes(key).first(5));  // it is plaintext now
  };
  one_record();
  const std::size_t before = test::allocations();
  for (int i = 0; i < 100; ++i) one_record();
  const std::size_t after = test::allocations();
  CHECK(good);
  return after - before;
}
template <class F>
std::size_t allocations_of(F f) {
  f();
  const std::size_t before = test::allocations();
  f();
  return test::allocations() - before;
}
}  // namespace

TEST_CASE("sealing and opening a record allocates nothing, and neither does a failure to open") {
  const openssl b;
  CHECK(allocations_of_100_records<aead_algorithm::aes_128_gcm>(b) == 0);
  CHECK(allocations_of_100_records<aead_algorithm::aes_256_gcm>(b) == 0);
  CHECK(allocations_of_100_records<aead_algorithm::chacha20_poly1305>(b) == 0);
}

TEST_CASE("a hash allocates its context and its state, and a copy the same") {
  const openssl b;
  std::array<std::uint8_t, 32> out{};
  bool good = true;
  using hash = openssl::hash<crypto::hash_algorithm::sha256>;
  CHECK(allocations_of([&] {
          hash h(b);
          h.update(out);
          good &= h.finish(out);
        }) == 2);
  hash running(b);
  CHECK(allocations_of([&] {
          hash h(running);
          good &= h.finish(out);
        }) == 2);
  CHECK(allocations_of([&] { const openssl copy(b); }) == 0);
  CHECK(good);
}
