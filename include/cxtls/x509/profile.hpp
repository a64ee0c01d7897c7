// Which rules a chain has to obey: a required, typed choice that can be narrowed and never widened.
#pragma once
#include <cstddef>
#include <cstdint>

namespace cxtls::x509 {

// What the profiles differ in. Everything else holds in all of them: signatures, validity, CA flag and key usage, path
// length, name constraints, no unknown critical extension, no duplicate, names from subjectAltName only.
struct profile_rules {
  // Intermediates between leaf and anchor, self-issued ones not counted.
  std::uint32_t max_intermediates = 8;
  std::size_t min_rsa_bits = 2048;
  // Labels below a wildcard: "*.com" stands for a whole top-level domain.
  std::size_t labels_below_wildcard = 1;

  // RFC 5280, 4.2: what conforming CAs MUST do though no attack follows from leaving it out.
  bool serial_number = false;        // positive, at most 20 octets (4.1.2.2); trust anchors excepted
  bool key_identifiers =
      false;      // in CAs the subject's, in all that aren't self-issued the authority's (4.2.1.1, 4.2.1.2)
  bool criticality = false;          // basicConstraints of CAs, policyConstraints critical; key identifiers, AIA not
  bool well_formed_names = false;    // every name in subjectAltName, not only the one that matches (4.2.1.6)
  bool name_constraints_critical = false;  // 4.2.1.10; the CA/Browser Forum allows them not to be (7.1.2.5.2)

  // CA/Browser Forum Baseline Requirements.
  bool version_3 = false;            // 7.1.1
  bool rsa_whole_octets = false;     // 6.1.5: the modulus' size in bits is divisible by 8
  bool leaf_purpose = false;         // 7.1.2.7.10: extKeyUsage in leaves, not critical, without anyExtendedKeyUsage
  bool leaf_not_a_ca = false;        // 7.1.2.7.8
  bool leaf_names = false;           // 7.1.2.7.12: subjectAltName critical only if there is no subject
  bool common_name_repeats =
      false;  // 7.1.4.3: at most one commonName, one of the subjectAltName's values letter by letter
  bool root_profile = false;         // 7.1.2.1: no extKeyUsage; authorityKeyIdentifier is the own key, no more

  // A leaf that is itself in the trust store, octet by octet, needs no issuer.
  bool leaf_may_be_anchor = false;

  friend constexpr bool operator==(profile_rules const&, profile_rules const&) = default;
};

class profile {
 public:
  constexpr profile_rules const& rules() const { return rules_; }
  // Narrower ones. An argument that would widen has no effect.
  constexpr profile at_most_intermediates(std::uint32_t n) const {
    profile p = *this;
    if (n < p.rules_.max_intermediates) p.rules_.max_intermediates = n;
    return p;
  }
  constexpr profile at_least_rsa_bits(std::size_t bits) const {
    profile p = *this;
    if (bits > p.rules_.min_rsa_bits) p.rules_.min_rsa_bits = bits;
    return p;
  }
  friend constexpr bool operator==(profile const&, profile const&) = default;

 private:
  friend struct known_profiles;
  constexpr explicit profile(profile_rules rules) : rules_(rules) {}  // narrow one of known_profiles
  profile_rules rules_;
};

// The only maker of profiles.
struct known_profiles {
  static constexpr profile private_pki() {
    profile_rules r;
    r.leaf_may_be_anchor = true;
    return profile(r);
  }
  static constexpr profile rfc5280() {
    profile_rules r;
    r.serial_number = r.key_identifiers = r.criticality = r.well_formed_names = r.name_constraints_critical = true;
    r.leaf_may_be_anchor = true;
    return profile(r);
  }
  static constexpr profile webpki() {
    profile_rules r;
    r.labels_below_wildcard = 2;
    r.serial_number = r.key_identifiers = r.criticality = r.well_formed_names = true;
    r.version_3 = r.rsa_whole_octets = r.leaf_purpose = r.leaf_not_a_ca = r.leaf_names = true;
    r.common_name_repeats = r.root_profile = true;
    return profile(r);
  }
};

}  // namespace cxtls::x509

namespace cxtls::profile {

// The public web: RFC 5280 and the CA/Browser Forum's Baseline Requirements where they are stricter. Trust anchors are
// held to it, too: of the 139 unexpired ones in Debian 12's bundle seven old ones aren't usable (no subjectKeyIdentifier,
// basicConstraints that aren't critical, an authorityKeyIdentifier with more than the key's).
inline constexpr x509::profile webpki = x509::known_profiles::webpki();
// A private PKI that follows RFC 5280, section 4.
inline constexpr x509::profile rfc5280 = x509::known_profiles::rfc5280();
// A private PKI made by hand: RFC 5280, section 6 (path validation), without the duties of section 4 that no security
// rests on. `openssl x509 -req` before OpenSSL 3.2 made certificates without key identifiers, for one.
inline constexpr x509::profile private_pki = x509::known_profiles::private_pki();

}  // namespace cxtls::profile
