#include "cxtls/x509/path_checks.hpp"

#include <catch2/catch_test_macros.hpp>

#include "x509/maker.hpp"

using namespace cxtls;
using test::ca;
using test::dns;
using test::leaf;
using test::refusal;
using test::root;

namespace {
constexpr auto p = profile::rfc5280;
constexpr auto outside = errc::certificate_name_constraint;
// A CA with constraints.
test::spec constrained(test::spec s, std::vector<x509::GeneralName> const& permitted,
                       std::vector<x509::GeneralName> const& excluded = {}) {
  return s.with(test::constraints(permitted, excluded));
}
test::spec called(test::spec s, std::string_view name) { return s.with(test::names({dns(name)})); }
}  // namespace

TEST_CASE("RFC 5280, 4.2.1.9: a path length counts the intermediates below, not the leaf") {
  const auto too_long = errc::certificate_path_too_long;
  const auto a = [](std::optional<std::uint32_t> n) { return ca("a", 2, "root", 1, n); };
  const auto b = [](std::optional<std::uint32_t> n) { return ca("b", 3, "a", 2, n); };
  const auto c = [](std::optional<std::uint32_t> n) { return ca("c", 4, "b", 3, n); };
  CHECK(refusal(p, {root()}, {leaf("a", 2), a(0)}) == errc::none);
  CHECK(refusal(p, {root()}, {leaf("b", 3), b(0), a(0)}) == too_long);
  CHECK(refusal(p, {root()}, {leaf("b", 3), b(5), a(1)}) == errc::none);
  CHECK(refusal(p, {root()}, {leaf("c", 4), c(0), b(0), a(2)}) == too_long);
  CHECK(refusal(p, {root()}, {leaf("c", 4), c(0), b(1), a(2)}) == errc::none);
  // A CA in the place of the leaf is the last certificate, not an intermediate.
  CHECK(refusal(p, {root()}, {called(b(0), "example.com"), a(0)}) == errc::none);
  // The anchor is a full certificate.
  CHECK(refusal(p, {ca("root", 1, "root", 1, 0)}, {leaf("a", 2), a(std::nullopt)}) == too_long);
}

TEST_CASE("RFC 5280, 4.2.1.9: self-issued certificates don't count") {
  const auto first = ca("a", 2, "root", 1, 0), rollover = ca("a", 3, "a", 2, 0);
  CHECK(refusal(p, {root()}, {leaf("a", 3), rollover, first}) == errc::none);
  CHECK(refusal(p.at_most_intermediates(1), {root()}, {leaf("a", 3), rollover, first}) == errc::none);
}

TEST_CASE("constraints bind everything below, from anchor and intermediate alike") {
  const auto anchor = constrained(root(), {dns("example.com")});
  CHECK(refusal(p, {anchor}, {leaf()}) == errc::none);
  CHECK(refusal(p, {anchor}, {leaf("a", 2), ca("a", 2, "root", 1)}) == errc::none);
  CHECK(refusal(p, {anchor}, {leaf("a", 2), called(ca("a", 2, "root", 1), "example.org")}) == outside);
  CHECK(refusal(p, {root()}, {leaf("a", 2), constrained(ca("a", 2, "root", 1), {dns("example.org")})}) == outside);
  // A CA's constraints aren't about itself.
  CHECK(refusal(p, {root()},
                {leaf("a", 2), constrained(called(ca("a", 2, "root", 1), "example.org"), {dns("example.com")})}) ==
        errc::none);
}

TEST_CASE("PITFALLS 120: the permitted names of all CAs are their intersection") {
  const auto a = constrained(ca("a", 2, "root", 1), {dns("example.com"), dns("example.org")});
  CHECK(refusal(p, {root()}, {leaf("b", 3), constrained(ca("b", 3, "a", 2), {dns("example.org")}), a}) == outside);
  CHECK(refusal(p, {root()}, {leaf("b", 3), constrained(ca("b", 3, "a", 2), {dns("example.com")}), a}) == errc::none);
  const auto narrow = constrained(ca("a", 2, "root", 1), {dns("example.org")});
  CHECK(refusal(p, {root()}, {leaf("b", 3), constrained(ca("b", 3, "a", 2), {dns("example.com")}), narrow}) == outside);
}

TEST_CASE("RFC 5280, 4.2.1.10: a self-issued certificate is exempt unless it is the leaf") {
  const auto anchor = constrained(root(), {dns("example.com")});
  CHECK(refusal(p, {anchor}, {leaf("root", 2), called(ca("root", 2, "root", 1), "example.org")}) == errc::none);
  auto self = leaf("root", 1);
  self.subject = "root";
  CHECK(refusal(p, {anchor}, {self}) == errc::none);
  CHECK(refusal(p, {anchor}, {called(self, "example.org")}, dns_name{"example.org"}) == outside);
}
