#include "cxtls/session/provider.hpp"

#include <catch2/catch_test_macros.hpp>

#include "sample.hpp"
#include "wire/verbs.hpp"

using namespace cxtls;

namespace {
// Sessions that live elsewhere: the server is told to wait.
class remote final : public session_provider {
 public:
  constexpr status issue(session const&, unix_time, buffer&) override { return errc::refused_by_application; }
  constexpr machine::answer<found_session> find(bytes identity, unix_time) override {
    if (identity.empty()) return found_session{};
    return machine::pending;
  }
  constexpr void forget(bytes) override { ++forgotten; }
  int forgotten = 0;
};

constexpr bool answers_as_it_likes() {
  remote r;
  session_provider& p = r;
  buffer ticket;
  p.forget({});
  return p.find(sample::psk, {}).is_pending() && sample::ask(p, {}, {}) == sample::verdict::none &&
         p.issue(sample::lasting(1), {}, ticket).error().code == errc::refused_by_application && r.forgotten == 1;
}
}  // namespace

TEST_CASE("a provider answers at once, or makes the server wait for the application") { BOTH(answers_as_it_likes()); }

TEST_CASE("a provider that doesn't say otherwise keeps no sessions by their ID") {
  remote r;
  session_provider& p = r;
  CHECK_FALSE(p.keeps_sessions());
  CHECK(p.keep(sample::psk, sample::lasting(1), {}).error().code == errc::config_sessions_not_kept);
}

TEST_CASE("what is found can't be copied, as the PSK in it can't") {
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<found_session>);
  STATIC_CHECK(std::is_move_constructible_v<found_session>);
}
