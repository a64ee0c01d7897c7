#include "cxtls/machine/answer.hpp"

#include "wire/verbs.hpp"

using namespace cxtls;
using namespace cxtls::machine;

namespace {
struct Verdict {
  int value = 0;
};
using reply = answer<Verdict>;

constexpr bool says(reply a, bool pending_, int value, errc refusal) {
  return a.is_pending() == pending_ && (a.value() ? a.value()->value : 0) == value &&
         (a.refusal() ? a.refusal()->code : errc::none) == refusal;
}
}  // namespace

TEST_CASE("F31: an answer is a value, to come, or a refusal, and exactly one of them") {
  BOTH(says(Verdict{3}, false, 3, errc::none));
  BOTH(says(pending, true, 0, errc::none));
  BOTH(says(errc::signing_failed, false, 0, errc::signing_failed));
  BOTH(*reply(error{errc::truncated, "field"}).refusal() == error{errc::truncated, "field"});
}

TEST_CASE("F31: a continuation moves, and can be neither copied nor made up") {
  STATIC_CHECK(std::is_nothrow_move_constructible_v<continuation<Verdict>>);
  STATIC_CHECK(std::is_nothrow_move_assignable_v<continuation<Verdict>>);
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<continuation<Verdict>>);
  STATIC_CHECK_FALSE(std::is_copy_assignable_v<continuation<Verdict>>);
  STATIC_CHECK_FALSE(std::is_default_constructible_v<continuation<Verdict>>);
  STATIC_CHECK_FALSE(std::is_constructible_v<continuation<Verdict>, std::uint64_t>);
}

TEST_CASE("F31: a continuation is for one kind of answer") {
  STATIC_CHECK_FALSE(std::is_constructible_v<continuation<Verdict>, continuation<int>>);
  STATIC_CHECK_FALSE(std::is_assignable_v<continuation<Verdict>&, continuation<int>>);
}
