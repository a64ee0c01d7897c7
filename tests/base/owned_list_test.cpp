#include "cxtls/base/owned_list.hpp"

#include <catch2/catch_test_macros.hpp>
#include <type_traits>

using namespace cxtls;

namespace {

// Can only be moved, and counts how many of its kind live.
struct counted {
  constexpr counted(int n, int& living) : number(n), alive(&living) { ++living; }
  constexpr counted(counted&& other) noexcept : number(other.number), alive(other.alive) { ++*alive; }
  constexpr counted& operator=(counted&&) = delete;
  constexpr ~counted() { --*alive; }
  int number;
  int* alive;
};

constexpr bool keeps_what_is_pushed_in_order() {
  int alive = 0;
  {
    owned_list<counted> all;
    if (!all.empty()) return false;
    for (int i = 0; i < 20; ++i)
      if (!all.push(counted(i, alive))) return false;
    if (all.size() != 20 || alive != 20) return false;
    for (int i = 0; i < 20; ++i)
      if (all[static_cast<std::size_t>(i)].number != i) return false;
  }
  return alive == 0;
}
constexpr bool elements_stay_where_they_are() {
  int alive = 0;
  owned_list<counted> all;
  (void)all.push(counted(1, alive));
  counted const* const first = &all[0];
  for (int i = 0; i < 20; ++i) (void)all.push(counted(i, alive));
  owned_list<counted> moved(std::move(all));
  return &moved[0] == first && all.empty();
}
constexpr bool moves_and_forgets_what_was_there() {
  int alive = 0;
  owned_list<counted> one(counted(1, alive), counted(2, alive)), two(counted(3, alive));
  two = std::move(one);
  return alive == 2 && two.size() == 2 && two[1].number == 2 && one.empty() && !two.incomplete();
}

// Two of a kind are equal by number; a copy can be refused.
struct copied {
  int number = 0;
  bool refuses = false;
  constexpr result<copied> duplicate() const {
    if (refuses) return errc::out_of_memory;
    return copied{number};
  }
  friend constexpr bool operator==(copied const&, copied const&) = default;
};
constexpr bool is_equal_to_its_duplicate_and_to_no_other() {
  const owned_list<copied> some(copied{1}, copied{2});
  const auto same = some.duplicate();
  return same && *same == some && &(*same)[0] != &some[0] && some != owned_list<copied>(copied{2}, copied{1}) &&
         some != owned_list<copied>(copied{1}) && owned_list<copied>() == owned_list<copied>();
}
constexpr bool is_not_duplicated_in_part() {
  const owned_list<copied> some(copied{1}, copied{2, true}, copied{3});
  const auto none = some.duplicate();
  return !none && none.error().code == errc::out_of_memory;
}

}  // namespace

static_assert(!std::is_copy_constructible_v<owned_list<int>> && std::is_nothrow_move_constructible_v<owned_list<int>>);

TEST_CASE("an owned list keeps what is pushed, in order, until it goes") {
  static_assert(keeps_what_is_pushed_in_order());
  CHECK(keeps_what_is_pushed_in_order());
}

TEST_CASE("an owned list's elements stay where they are while it grows or moves") {
  static_assert(elements_stay_where_they_are());
  CHECK(elements_stay_where_they_are());
}

TEST_CASE("an owned list that is assigned forgets what it held") {
  static_assert(moves_and_forgets_what_was_there());
  CHECK(moves_and_forgets_what_was_there());
}

TEST_CASE("an owned list is equal to its duplicate, and to no other") {
  static_assert(is_equal_to_its_duplicate_and_to_no_other());
  CHECK(is_equal_to_its_duplicate_and_to_no_other());
}

TEST_CASE("an owned list isn't duplicated in part") {
  static_assert(is_not_duplicated_in_part());
  CHECK(is_not_duplicated_in_part());
}
