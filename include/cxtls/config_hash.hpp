// What configurations of both roles have in common, as it goes into their hashes. A hash needn't tell everything apart:
// equality does.
#pragma once
#include "cxtls/base/hasher.hpp"
#include "cxtls/own_certificate.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

constexpr void add_to(hasher& h, x509::trust_store const& trust) {
  h.add(trust.size());
  for (std::size_t i = 0; i < trust.size(); ++i) h.add(trust[i]);
}
constexpr void add_to(hasher& h, x509::profile const& profile) {
  x509::profile_rules const& r = profile.rules();
  h.add(r.max_intermediates).add(r.min_rsa_bits).add(r.labels_below_wildcard).add(r.version_3).add(r.serial_number);
}
// No key: of certificates with keys elsewhere the schemes.
constexpr void add_to(hasher& h, owned_list<own_certificate> const& all) {
  h.add(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    h.add(all[i].chain.leaf()).add(all[i].signature_schemes).add(all[i].must_match_issuer);
    h.add(all[i].delegated_credential.view());
    if (auto const* elsewhere = std::get_if<external_key>(&all[i].key)) h.add(elsewhere->schemes);
  }
}

}  // namespace cxtls
