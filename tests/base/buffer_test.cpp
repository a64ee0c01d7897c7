#include "cxtls/base/buffer.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>

using namespace cxtls;

// An allocator that fails when told to, and that looks at the memory it gets back. Out of line, as GCC takes an inlined
// malloc for the mate of free() only.
namespace {
int refusals = 0;  // how many of the next requests for nothrow memory are refused
std::uint8_t* watched = nullptr;  // a block of this size ...
std::size_t watched_size = 0;
bool watched_came_back_wiped = false;  // ... was all zeros when it was freed
}  // namespace

[[gnu::noinline]] void* operator new(std::size_t n, std::nothrow_t const&) noexcept {
  if (refusals > 0) {
    --refusals;
    return nullptr;
  }
  return std::malloc(n == 0 ? 1 : n);
}
[[gnu::noinline]] void* operator new(std::size_t n) {
  if (void* const p = std::malloc(n == 0 ? 1 : n)) return p;
  std::abort();
}
[[gnu::noinline]] void operator delete(void* p) noexcept {
  if (p != nullptr && p == watched) {
    watched_came_back_wiped = true;
    for (std::size_t i = 0; i < watched_size; ++i) watched_came_back_wiped &= watched[i] == 0;
    watched = nullptr;
  }
  std::free(p);
}
void operator delete(void* p, std::size_t) noexcept { operator delete(p); }
void operator delete(void* p, std::nothrow_t const&) noexcept { operator delete(p); }

namespace {
constexpr std::array<std::uint8_t, 3> abc{'a', 'b', 'c'};

void watch(buffer& b) {
  watched = b.room().data();
  watched_size = b.capacity();
  watched_came_back_wiped = false;
}

constexpr bool grows_and_shrinks() {
  buffer b;
  if (!b.append(abc) || !b.append(abc) || b.size() != 6 || b.view()[5] != 'c') return false;
  b.consume(4);
  if (!equal(b.view(), "bc")) return false;
  if (!b.resize(4) || !equal(b.view(), std::string_view("bc\0\0", 4))) return false;
  buffer taken = std::move(b);
  return b.empty() && b.capacity() == 0 && taken.size() == 4;
}
}  // namespace

TEST_CASE("a buffer grows by what is appended and shrinks from the front") {
  static_assert(grows_and_shrinks());
  CHECK(grows_and_shrinks());
}

TEST_CASE("an empty buffer owns no memory") {
  buffer b;
  CHECK(b.capacity() == 0);
  CHECK(b.view().empty());
  b.release();
  b.consume(0);
  CHECK(b.append({}));
  CHECK(b.capacity() == 0);
}

TEST_CASE("reserving is exact, so that the caller's bound holds") {
  buffer b;
  REQUIRE(b.reserve(1000));
  CHECK(b.capacity() == 1000);
  CHECK(b.room().size() == 1000);
  REQUIRE(b.reserve(10));
  CHECK(b.capacity() == 1000);
}

TEST_CASE("octets that were dropped don't come back when a buffer grows again") {
  buffer b;
  REQUIRE(b.append(abc));
  b.clear();
  REQUIRE(b.resize(3));
  CHECK(equal(b.view(), std::array<std::uint8_t, 3>{}));
}

TEST_CASE("a buffer that gets no memory says so and keeps what it has") {
  buffer b;
  REQUIRE(b.append(abc));
  refusals = 1;
  CHECK_FALSE(b.reserve(1000));
  CHECK(equal(b.view(), abc));
  refusals = 1;
  CHECK_FALSE(b.append(std::array<std::uint8_t, 100>{}));
  refusals = 1;
  CHECK_FALSE(b.resize(100));
  CHECK(refusals == 0);
  CHECK(equal(b.view(), abc));
  CHECK(b.append(abc));
  CHECK(b.size() == 6);
}

TEST_CASE("a buffer's memory is wiped before it is given back: on release, growth, destruction and replacement") {
  {
    buffer b;
    REQUIRE(b.append(abc));
    watch(b);
    b.release();
    CHECK(watched_came_back_wiped);
    CHECK(b.capacity() == 0);

    REQUIRE(b.append(abc));
    watch(b);
    REQUIRE(b.reserve(100));
    CHECK(watched_came_back_wiped);
    CHECK(equal(b.view(), abc));

    watch(b);
    b = buffer();
    CHECK(watched_came_back_wiped);

    REQUIRE(b.append(abc));
    b.clear();  // still there, though not in use
    watch(b);
  }
  CHECK(watched_came_back_wiped);
}

TEST_CASE("a moved buffer takes its memory along") {
  buffer b;
  REQUIRE(b.append(abc));
  auto const* const at = b.view().data();
  buffer taken = std::move(b);
  CHECK(taken.view().data() == at);
  buffer& same = taken;
  taken = std::move(same);
  CHECK(equal(taken.view(), abc));
}

TEST_CASE("a buffer's duplicate has the same octets in memory of its own") {
  buffer b;
  REQUIRE(b.append(abc));
  auto copied = b.duplicate();
  REQUIRE(copied);
  CHECK(copied->view().data() != b.view().data());
  b.edit()[0] ^= 1;
  CHECK(equal(copied->view(), abc));
  CHECK(buffer().duplicate()->empty());
}
