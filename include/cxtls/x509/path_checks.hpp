// What a finished path must be: a fold over its certificates and over its pairs. Building a path decides nothing here
// (CVE-2015-1793).
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/x509/certificate_checks.hpp"

namespace cxtls::x509 {

// The leaf first, the trust anchor last; a leaf that is its own anchor stands alone.
using path = bounded<parsed_certificate const*, max_path>;

constexpr place place_on(path const& p, std::size_t i) {
  if (i == 0) return place::leaf;
  return i + 1 == p.size() ? place::anchor : place::intermediate;
}

// RFC 5280, 4.2.1.9: "the maximum number of non-self-issued intermediate certificates that may follow this certificate".
// The leaf is no intermediate, whatever it says.
constexpr error check_lengths(path const& p, profile_rules const& rules) {
  std::uint32_t intermediates = 0;
  for (std::size_t i = 1; i < p.size(); ++i) {
    auto const* constraints = p[i]->find<BasicConstraints>();
    if (constraints != nullptr && constraints->pathLenConstraint && *constraints->pathLenConstraint < intermediates)
      return {errc::certificate_path_too_long, "pathLenConstraint"};
    if (place_on(p, i) == place::intermediate && !p[i]->self_issued()) ++intermediates;
  }
  if (intermediates > rules.max_intermediates) return {errc::certificate_chain_too_long, {}};
  return {};
}

// RFC 5280, 4.2.1.10: constraints apply to all that follow, but "not ... to self-issued certificates (unless the
// certificate is the final certificate in the path)". Applying each set on its own is their intersection (RFC 5280,
// 6.1.4 (g)), empty or not (CVE-2026-42011).
constexpr error check_constrained_names(path const& p, budget& work) {
  for (std::size_t i = p.size(); i-- > 1;) {
    auto const* constraints = p[i]->find<NameConstraints>();
    if (constraints == nullptr) continue;
    for (std::size_t j = 0; j < i; ++j) {
      if (j > 0 && p[j]->self_issued()) continue;
      if (const error failure = check_names(*constraints, *p[j], work)) return failure;
    }
  }
  return {};
}

constexpr error check_path(path const& p, profile_rules const& rules, unix_time now, purpose wanted, budget& work) {
  for (std::size_t i = p.size(); i-- > 0;)
    if (const error failure = check_certificate({*p[i], place_on(p, i), rules, now, wanted})) return failure;
  if (const error failure = check_lengths(p, rules)) return failure;
  return check_constrained_names(p, work);
}

}  // namespace cxtls::x509
