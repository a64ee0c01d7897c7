#include "cxtls/session/aged_table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>
#include <vector>

#include "wire/verbs.hpp"

using namespace cxtls;

namespace {
using table = detail::aged_table<int>;

constexpr auto is(int wanted) {
  return [wanted](int value) { return value == wanted; };
}
constexpr auto any = [](int) { return true; };
constexpr int value_of(table::entry const* e) { return e == nullptr ? -1 : e->value; }

constexpr bool finds_the_newest_of_equal_hashes() {
  table t;
  for (int i = 0; i < 40; ++i)
    if (!t.insert(7, i)) return false;  // grows twice, with all of them in one bucket
  auto* const newest = t.find(7, any);
  return value_of(newest) == 39 && value_of(t.find_older(*newest, any)) == 38 && value_of(t.find(7, is(5))) == 5 &&
         t.find(8, any) == nullptr && t.find(7 + 64, any) == nullptr && value_of(t.oldest()) == 0 && t.size() == 40;
}
constexpr bool erases_from_either_end_and_the_middle() {
  table t;
  for (int i = 0; i < 5; ++i)
    if (!t.insert(static_cast<std::uint64_t>(i % 2), i)) return false;
  t.erase(*t.find(0, is(2)));
  t.erase(*t.find(0, is(4)));
  t.erase(*t.oldest());
  if (t.size() != 2 || value_of(t.oldest()) != 1 || t.find(0, any) != nullptr) return false;
  t.erase(*t.find(1, is(1)));
  if (value_of(t.oldest()) != 3) return false;
  t.erase(*t.oldest());
  return t.size() == 0 && t.oldest() == nullptr && t.find(1, any) == nullptr && t.insert(1, 9) &&
         value_of(t.oldest()) == 9;
}
constexpr bool is_empty_at_first() {
  const table t;
  return t.size() == 0 && t.oldest() == nullptr && t.find(0, any) == nullptr;
}
}  // namespace

TEST_CASE("a table is empty at first") { BOTH(is_empty_at_first()); }

TEST_CASE("of entries with one hash the newest is found first, also after the table grew") {
  BOTH(finds_the_newest_of_equal_hashes());
}

TEST_CASE("entries are erased from either end of their age and from between") {
  BOTH(erases_from_either_end_and_the_middle());
}

TEST_CASE("a table does what a list in the order of age does") {
  table t;
  std::vector<std::pair<std::uint64_t, int>> model;  // oldest first
  std::mt19937 dice(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t hash = dice() % 50;
    if (dice() % 3 != 0) {
      REQUIRE(t.insert(hash, i));
      model.emplace_back(hash, i);
    } else if (dice() % 2 == 0 && t.oldest() != nullptr) {
      t.erase(*t.oldest());
      model.erase(model.begin());
    } else if (auto* const e = t.find(hash, any)) {
      auto last = model.end();
      for (auto it = model.begin(); it != model.end(); ++it)
        if (it->first == hash) last = it;
      REQUIRE(last != model.end());
      REQUIRE(e->value == last->second);
      t.erase(*e);
      model.erase(last);
    }
    REQUIRE(t.size() == model.size());
    REQUIRE(value_of(t.oldest()) == (model.empty() ? -1 : model.front().second));
  }
  CHECK(model.size() > 100);
}

TEST_CASE("the hash of keys is FNV-1a") {
  // From its authors' test vectors (the FNV page of Landon Curt Noll): fnv1a_64 of "", "a" and "foobar".
  BOTH(detail::hash_key({}) == 0xcbf29ce484222325);
  BOTH(detail::hash_key(verbs::octets('a')) == 0xaf63dc4c8601ec8c);
  BOTH(detail::hash_key(verbs::octets('f', 'o', 'o', 'b', 'a', 'r')) == 0x85944171f73967e8);
  BOTH(detail::hash_key(verbs::octets('b', 'a', 'r'), detail::hash_key(verbs::octets('f', 'o', 'o'))) ==
       0x85944171f73967e8);
}
