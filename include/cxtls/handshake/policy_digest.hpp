// The rules under which a peer was admitted, as one number: a session made under other rules isn't resumed.
#pragma once
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/session/session.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

// Each part goes in with its size. The first 32 octets of the backend's first hash: public.
template <class B>
class policy_digest {
 public:
  // `role` keeps a client's and a server's apart.
  constexpr policy_digest(B const& b, std::string_view role) : hash_(b, B::hashes[0]) {
    add_number(role.size());
    for (char c : role) add_number(static_cast<std::uint8_t>(c));
  }
  constexpr policy_digest& add(bytes part) {
    add_number(part.size());
    hash_.update(part);
    return *this;
  }
  constexpr policy_digest& add_number(std::uint64_t n) {
    std::uint8_t octets[8];
    for (int i = 0; i < 8; ++i) octets[i] = static_cast<std::uint8_t>(n >> (56 - 8 * i));
    hash_.update(octets);
    return *this;
  }
  constexpr policy_digest& add(x509::trust_store const& trust) {
    add_number(trust.size());
    for (std::size_t i = 0; i < trust.size(); ++i) add(trust[i]);
    return *this;
  }
  constexpr policy_digest& add(x509::profile const& profile) {
    x509::profile_rules const& r = profile.rules();
    add_number(r.max_intermediates).add_number(r.min_rsa_bits).add_number(r.labels_below_wildcard);
    for (bool rule : {r.serial_number, r.key_identifiers, r.criticality, r.well_formed_names,
                      r.name_constraints_critical, r.version_3, r.rsa_whole_octets, r.leaf_purpose, r.leaf_not_a_ca,
                      r.leaf_names, r.common_name_repeats, r.root_profile, r.leaf_may_be_anchor})
      add_number(rule ? 1 : 0);
    return *this;
  }
  // Errors: backend_failed.
  constexpr result<policy_id> finish() {
    const auto d = hash_.finish();
    if (!d) return d.error();
    policy_id id{};
    static_assert(crypto::max_hash_size >= 32);
    copy(d->view().first(d->size() < id.size() ? d->size() : id.size()), id.data());
    return id;
  }

 private:
  crypto::any_hash<B> hash_;
};

}  // namespace cxtls
