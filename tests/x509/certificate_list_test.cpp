#include "cxtls/x509/certificate_list.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

namespace {
constexpr std::uint8_t one[] = {1}, two[] = {2, 2}, three[] = {3, 3, 3};

constexpr bool keeps_what_it_was_given() {
  x509::certificate_list list;
  if (!list.empty() || !list.add(one) || !list.add(three) || !list.add(two)) return false;
  const auto all = list.all();
  const auto copy = list.duplicate();
  return list.size() == 3 && equal(list[0], one) && equal(list[1], three) && equal(list[2], two) && all.size() == 3 &&
         equal(all[1], three) && copy && *copy == list && !(*copy == x509::certificate_list());
}
static_assert(keeps_what_it_was_given());

constexpr errc after_the_limit() {
  x509::certificate_list list;
  for (std::size_t i = 0; i < x509::max_peer_certificates; ++i)
    if (!list.add(one)) return errc::none;
  const status s = list.add(two);
  return s || list.size() != x509::max_peer_certificates || !equal(list[x509::max_peer_certificates - 1], one)
             ? errc::none
             : s.error().code;
}
static_assert(after_the_limit() == errc::certificate_chain_too_long);
}  // namespace

TEST_CASE("A list of certificates keeps them in order and can be duplicated") { CHECK(keeps_what_it_was_given()); }
TEST_CASE("One certificate over the limit is refused and changes nothing") {
  CHECK(after_the_limit() == errc::certificate_chain_too_long);
}
