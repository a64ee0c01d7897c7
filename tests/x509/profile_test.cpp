#include "cxtls/x509/profile.hpp"

#include <catch2/catch_test_macros.hpp>

#include <type_traits>

#include "wire/verbs.hpp"

using namespace cxtls;

namespace {
// Does the first one refuse whatever the second one refuses?
constexpr bool at_least_as_strict(x509::profile_rules const& a, x509::profile_rules const& b) {
  const auto implies = [](bool x, bool y) { return !x || y; };
  return a.max_intermediates <= b.max_intermediates && a.min_rsa_bits >= b.min_rsa_bits &&
         a.labels_below_wildcard >= b.labels_below_wildcard && implies(b.serial_number, a.serial_number) &&
         implies(b.key_identifiers, a.key_identifiers) && implies(b.criticality, a.criticality) &&
         implies(b.well_formed_names, a.well_formed_names) &&
         implies(b.name_constraints_critical, a.name_constraints_critical) && implies(b.version_3, a.version_3) &&
         implies(b.rsa_whole_octets, a.rsa_whole_octets) && implies(b.leaf_purpose, a.leaf_purpose) &&
         implies(b.leaf_not_a_ca, a.leaf_not_a_ca) && implies(b.leaf_names, a.leaf_names) &&
         implies(b.common_name_repeats, a.common_name_repeats) && implies(b.root_profile, a.root_profile) &&
         implies(a.leaf_may_be_anchor, b.leaf_may_be_anchor);
}
}  // namespace

TEST_CASE("a profile can't be made up") {
  BOTH(!std::is_default_constructible_v<x509::profile>);
  BOTH(!std::is_constructible_v<x509::profile, x509::profile_rules>);
  BOTH(!std::is_aggregate_v<x509::profile>);
}

TEST_CASE("a profile can be narrowed and never widened") {
  constexpr auto p = profile::webpki;
  BOTH(p.at_most_intermediates(2).rules().max_intermediates == 2);
  BOTH(p.at_most_intermediates(2).at_most_intermediates(5).rules().max_intermediates == 2);
  BOTH(p.at_most_intermediates(1000) == p);
  BOTH(p.at_least_rsa_bits(3072).rules().min_rsa_bits == 3072);
  BOTH(p.at_least_rsa_bits(1024) == p);
}

TEST_CASE("RFC 5280's profile refuses whatever the one for private PKIs refuses, and so does the web's") {
  BOTH(at_least_as_strict(profile::rfc5280.rules(), profile::private_pki.rules()));
  BOTH(at_least_as_strict(profile::webpki.rules(), profile::private_pki.rules()));
  // The CA/Browser Forum's one exception to RFC 5280.
  BOTH(!profile::webpki.rules().name_constraints_critical);
}
