#include "cxtls/machine/next.hpp"

#include "wire/verbs.hpp"

using namespace cxtls;
using namespace cxtls::machine;

namespace {
struct A {
  int value = 0;
};
struct B {};
struct C {};
// Moves only, and knows whether it was moved from.
struct owner {
  constexpr explicit owner(int value) : held(value) {}
  constexpr owner(owner&& other) noexcept : held(std::exchange(other.held, 0)) {}
  int held;
};

constexpr std::size_t index(Next<A, B> next) { return next.value().index(); }
constexpr error why(Next<A, B> next) { return *std::get_if<error>(&next.value()); }
constexpr bool owner_moves() {
  owner mine(7);
  Next<owner> next = std::move(mine);
  return mine.held == 0 && std::get_if<owner>(&next.value())->held == 7;
}
}  // namespace

TEST_CASE("a handler's result is one of the states that its signature names, or an error") {
  BOTH(index(A{1}) == 1);
  BOTH(index(B{}) == 2);
  BOTH(why(errc::unexpected_message) == error{errc::unexpected_message});
  BOTH(why(error{errc::truncated, "random"}) == error{errc::truncated, "random"});
}

TEST_CASE("a handler's result is what a function made that may fail: a state or its error") {
  BOTH(index(result<A>(A{1})) == 1);
  BOTH(index(result<B>(B{})) == 2);
  BOTH(why(result<A>(error{errc::truncated, "random"})) == error{errc::truncated, "random"});
  STATIC_CHECK_FALSE(std::is_constructible_v<Next<A, B>, result<C>>);
}

TEST_CASE("a handler's result is nothing that its signature doesn't name") {
  STATIC_CHECK(std::is_constructible_v<Next<A, B>, A>);
  STATIC_CHECK_FALSE(std::is_constructible_v<Next<A, B>, C>);
  STATIC_CHECK_FALSE(std::is_constructible_v<Next<A, B>, int>);
  STATIC_CHECK_FALSE(std::is_default_constructible_v<Next<A, B>>);
}

TEST_CASE("a state is moved into a result, never copied") {
  STATIC_CHECK_FALSE(std::is_constructible_v<Next<A, B>, A&>);
  STATIC_CHECK_FALSE(std::is_constructible_v<Next<A, B>, A const&>);
  STATIC_CHECK_FALSE(std::is_constructible_v<Next<A, B>, A const>);
  BOTH(owner_moves());
}

TEST_CASE("a successor that the policy lacks can't be returned") {
  STATIC_CHECK(std::is_same_v<When<true, A>, A>);
  STATIC_CHECK(std::is_same_v<When<false, A>, never>);
  STATIC_CHECK_FALSE(std::is_default_constructible_v<never>);
  STATIC_CHECK(std::is_constructible_v<Next<A, When<true, B>>, B>);
  STATIC_CHECK_FALSE(std::is_constructible_v<Next<A, When<false, B>>, B>);
}

TEST_CASE("two successors may both be lacking") { BOTH(Next<A, never, never>(A{}).value().index() == 1); }
