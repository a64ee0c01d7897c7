#include "cxtls/x509/path.hpp"

#include <catch2/catch_test_macros.hpp>

#include "x509/maker.hpp"

using namespace cxtls;
using test::ca;
using test::leaf;
using test::refusal;
using test::root;

namespace {

constexpr auto p = profile::webpki;

struct built {
  bool good = false;
  errc failure{};
  x509::budget left{};
  int signatures = 0;
};
// Builds a path with as much work as `work` allows.
built build(std::vector<test::spec> const& anchors, std::vector<test::spec> const& chain, x509::budget work = {}) {
  std::vector<test::octet_vector> ders;
  std::vector<x509::parsed_certificate> parsed;
  for (test::spec const& s : chain) ders.push_back(test::make(s));
  for (auto const& der : ders) parsed.push_back(*x509::parse_certificate(der));
  const auto trust = test::trusting(anchors);
  built b;
  const auto verify = [&b](crypto::signature_algorithm a, crypto::public_key const& key, bytes message,
                           bytes signature) {
    ++b.signatures;
    return crypto::verify(test::linked_backend{}, a, key, message, signature);
  };
  x509::path_builder<decltype(verify)> builder({trust, parsed, {}, p.rules(), test::today, x509::purpose::server_auth},
                                               work, verify);
  b.good = builder.build();
  if (!b.good) b.failure = builder.failure().code;
  b.left = work;
  return b;
}

}  // namespace

TEST_CASE("a path is found through cross-signatures, whichever comes first") {
  // leaf <- a; a was signed by b, which leads nowhere, and by root.
  const auto dead_end = ca("a", 2, "b", 3), alive = ca("a", 2, "root", 1), stray = ca("b", 3, "nobody", 4);
  CHECK(refusal(p, {root()}, {leaf("a", 2), dead_end, stray, alive}) == errc::none);
  CHECK(refusal(p, {root()}, {leaf("a", 2), alive, dead_end, stray}) == errc::none);
  CHECK(refusal(p, {root()}, {leaf("a", 2), dead_end, stray}) == errc::certificate_issuer_unknown);
}

TEST_CASE("a path that is found but not good is given up for another") {
  auto expired = ca("a", 2, "root", 1);
  expired.not_after = 1000;
  const auto good = ca("a", 2, "root", 1);
  CHECK(refusal(p, {root()}, {leaf("a", 2), expired, good}) == errc::none);
  CHECK(refusal(p, {root()}, {leaf("a", 2), expired}) == errc::certificate_expired);
  // The chain of pain: an expired anchor of the same name and key.
  auto old = root();
  old.not_after = 1000;
  CHECK(refusal(p, {old, root()}, {leaf()}) == errc::none);
  CHECK(refusal(p, {root(), old}, {leaf()}) == errc::none);
  CHECK(refusal(p, {old}, {leaf()}) == errc::certificate_expired);
}

TEST_CASE("a certificate of a path that was given up serves another") {
  // Two ways from a to d; on the first one b has expired.
  auto expired = ca("b", 3, "d", 5);
  expired.not_after = 1000;
  const std::vector<test::spec> chain{leaf("a", 2),       ca("a", 2, "b", 3), expired,
                                      ca("a", 2, "c", 4), ca("c", 4, "d", 5), ca("d", 5, "root", 1)};
  CHECK(refusal(p, {root()}, chain) == errc::none);
}

TEST_CASE("PITFALLS 19: certificates that sign each other are no path") {
  const auto a_by_b = ca("a", 2, "b", 3), b_by_a = ca("b", 3, "a", 2);
  CHECK(refusal(p, {root()}, {leaf("a", 2), a_by_b, b_by_a}) == errc::certificate_issuer_unknown);
  // Round the loop, and out of it.
  CHECK(refusal(p, {root()}, {leaf("a", 2), a_by_b, b_by_a, ca("b", 3, "root", 1)}) == errc::none);
}

TEST_CASE("an anchor ends a path, even one that another CA signed") {
  const auto middle = ca("a", 2, "root", 1);
  CHECK(refusal(p, {middle}, {leaf("a", 2)}) == errc::none);
  CHECK(refusal(p, {middle}, {leaf("a", 2), root()}) == errc::none);
}

TEST_CASE("an issuer of the right name with another key is passed over") {
  CHECK(refusal(p, {root()}, {leaf("a", 2), ca("a", 5, "root", 1), ca("a", 2, "root", 1)}) == errc::none);
  CHECK(refusal(p, {root()}, {leaf("a", 2), ca("a", 5, "root", 1)}) == errc::certificate_signature_invalid);
  CHECK(refusal(p, {root("root", 7), root()}, {leaf()}) == errc::none);
}

TEST_CASE("key identifiers say whom to try first, and only that") {
  // Four wrong ones before the right one; its identifier spares their signature checks.
  const auto found = build({root()}, {leaf("a", 2), ca("a", 5, "root", 1), ca("a", 6, "root", 1), ca("a", 7, "root", 1),
                                      ca("a", 8, "root", 1), ca("a", 2, "root", 1)});
  CHECK(found.good);
  CHECK(found.signatures == 2);
  // Identifiers that don't agree don't break a path.
  auto other = ca("a", 2, "root", 1);
  other.with(test::own_identifier(std::uint8_t{77}));
  CHECK(refusal(p, {root()}, {leaf("a", 2), other}) == errc::none);
}

TEST_CASE("PITFALLS 112: a path has at most ten certificates") {
  const auto chain_of = [](std::uint8_t intermediates) {
    std::vector<test::spec> chain{leaf("ca0", 100)};
    for (std::uint8_t i = 0; i < intermediates; ++i) {
      const bool last = i + 1 == intermediates;
      const auto n = static_cast<std::uint8_t>(100 + i);
      chain.push_back(ca("ca" + std::to_string(i), n, last ? "root" : "ca" + std::to_string(i + 1),
                         last ? std::uint8_t{1} : static_cast<std::uint8_t>(n + 1)));
    }
    return chain;
  };
  CHECK(refusal(p, {root()}, chain_of(8)) == errc::none);
  CHECK(refusal(p, {root()}, chain_of(9)) == errc::certificate_chain_too_long);
  CHECK(refusal(p.at_most_intermediates(4), {root()}, chain_of(4)) == errc::none);
  CHECK(refusal(p.at_most_intermediates(3), {root()}, chain_of(4)) == errc::certificate_chain_too_long);
  CHECK(refusal(p.at_most_intermediates(0), {root()}, {leaf()}) == errc::none);
}

TEST_CASE("PITFALLS 36, 37: nine CAs of one name and key are given up on within the budget") {
  // Each has seemingly signed each other: 9! orders. None leads to the root.
  std::vector<test::spec> chain{leaf("a", 2)};
  for (std::uint8_t i = 0; i < 9; ++i) {
    auto s = ca("a", 2, "a", 2);
    s.serial = {static_cast<std::uint8_t>(i + 1)};
    chain.push_back(s);
  }
  const auto alike = build({root()}, chain);
  CHECK(!alike.good);
  CHECK(alike.signatures <= 100);
  // The same with nine keys that all sign all others.
  chain.resize(1);
  for (std::uint8_t i = 0; i < 9; ++i) chain.push_back(ca("a", static_cast<std::uint8_t>(2 + i), "a", 2));
  const auto unlike = build({root()}, chain);
  CHECK(!unlike.good);
  CHECK(unlike.signatures <= 100);
}

TEST_CASE("the budget of signatures is spent to the last, and no further") {
  x509::budget work;
  work.signature_checks = 2;
  CHECK(build({root()}, {leaf("a", 2), ca("a", 2, "root", 1)}, work).good);
  work.signature_checks = 1;
  const auto short_of_one = build({root()}, {leaf("a", 2), ca("a", 2, "root", 1)}, work);
  CHECK(!short_of_one.good);
  CHECK(short_of_one.signatures == 1);
  CHECK(short_of_one.failure == errc::certificate_budget_exhausted);
}

TEST_CASE("the budget of steps is spent to the last, and no further") {
  x509::budget work;
  const auto needed = work.build_steps - build({root()}, {leaf("a", 2), ca("a", 2, "root", 1)}).left.build_steps;
  work.build_steps = needed;
  CHECK(build({root()}, {leaf("a", 2), ca("a", 2, "root", 1)}, work).good);
  work.build_steps = needed - 1;
  CHECK(build({root()}, {leaf("a", 2), ca("a", 2, "root", 1)}, work).failure == errc::certificate_budget_exhausted);
}

TEST_CASE("the reason that is told is the one of the path that got furthest") {
  auto expired = leaf();
  expired.not_after = 1000;
  // An anchor of that name with another key comes first, and says nothing.
  CHECK(refusal(p, {root("root", 7), root()}, {expired}) == errc::certificate_expired);
  CHECK(refusal(p, {root(), root("root", 7)}, {expired}) == errc::certificate_expired);
}
