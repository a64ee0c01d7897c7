#include "cxtls/base/box.hpp"

#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "cxtls/base/secret.hpp"

using namespace cxtls;

namespace {

constexpr bool moves_like_a_pointer() {
  box<int> first(7), second;
  second = std::move(first);
  const bool moved = second && *second == 7;
  box<int> third(std::move(second));
  third = box<int>(9);
  const bool replaced = third.get() != nullptr && *third.get() == 9;
  third.reset();
  return moved && replaced && !third && third.get() == nullptr;
}

}  // namespace

static_assert(!box<int>() && moves_like_a_pointer());
static_assert(sizeof(box<secret<64>>) == sizeof(void*));
static_assert(std::is_nothrow_move_constructible_v<box<int>> && !std::is_copy_constructible_v<box<int>>);

TEST_CASE("a box owns what is in it, once") {
  auto counted = std::make_shared<int>(1);
  {
    box<std::shared_ptr<int>> one(counted);
    CHECK(counted.use_count() == 2);
    box<std::shared_ptr<int>> two(std::move(one));
    CHECK(counted.use_count() == 2);
    CHECK_FALSE(one);  // NOLINT: what a move leaves behind is what is tested
    two = {};
    CHECK(counted.use_count() == 1);
    two = box<std::shared_ptr<int>>(counted);
    CHECK(counted.use_count() == 2);
  }
  CHECK(counted.use_count() == 1);
  CHECK(moves_like_a_pointer());
}
