#include "cxtls/handshake/policies.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "cxtls/handshake/supports.hpp"
#include "support/backend.hpp"

using namespace cxtls;
using enum CipherSuite;
using enum NamedGroup;

namespace {

constexpr bool within(auto const& less, auto const& all) {
  for (auto item : less)
    if (!all.contains(item)) return false;
  return !less.empty();
}
template <class P>
constexpr bool narrower_than_modern() {
  constexpr policy_value v = P::value, all = policy::modern::value;
  return Policy<P> && within(v.versions, all.versions) && within(v.cipher_suites, all.cipher_suites) &&
         within(v.groups, all.groups) && within(v.signature_schemes, all.signature_schemes);
}

struct without_hybrids : test::linked_backend {};
// With a suite that only some backend knows.
struct wider : policy::modern {
  static constexpr policy_value value = [] {
    policy_value v = policy::modern::value;
    (void)v.cipher_suites.push(CipherSuite{0xd0f0});
    return v;
  }();
};

}  // namespace

TEST_CASE("F7: every policy of ours but the default leaves things out of it, and adds none") {
  STATIC_REQUIRE(narrower_than_modern<policy::tls13>());
  STATIC_REQUIRE(narrower_than_modern<policy::post_quantum>());
  STATIC_REQUIRE(narrower_than_modern<policy::fips>());
  STATIC_REQUIRE(narrower_than_modern<policy::constrained>());
}

TEST_CASE("F7: narrow keeps what it names of each kind, in the order named, and all of the other kinds") {
  constexpr policy_value all = policy::modern::value;
  constexpr policy_value v = policy::narrow<policy::modern, secp384r1, x25519>::value;
  CHECK(v.groups == group_list(secp384r1, x25519));
  CHECK(v.versions == all.versions);
  CHECK(v.cipher_suites == all.cipher_suites);
  CHECK(v.signature_schemes == all.signature_schemes);
  STATIC_REQUIRE(policy::narrow<policy::modern>::value == all);
}

TEST_CASE("F7: suites go with their version") {
  constexpr policy_value newer = policy::narrow<policy::modern, ProtocolVersion::tls13>::value;
  CHECK(newer.cipher_suites == policy::tls13::value.cipher_suites);
  constexpr policy_value older = policy::narrow<policy::modern, ProtocolVersion::tls12>::value;
  CHECK(older.cipher_suites.size() == 6);
  CHECK_FALSE(older.cipher_suites.contains(TLS_AES_128_GCM_SHA256));
}

TEST_CASE("F7: narrow policies narrow further, and keep what else a policy says") {
  struct padded : policy::modern {
    using padding = record::padding_policy::to_multiple<4096>;
  };
  using once = policy::narrow<padded, ProtocolVersion::tls13, x25519, secp256r1>;
  using twice = policy::narrow<once, secp256r1>;
  STATIC_REQUIRE(twice::value.groups == group_list(secp256r1));
  STATIC_REQUIRE(twice::value.versions == version_list(ProtocolVersion::tls13));
  STATIC_REQUIRE(std::is_same_v<twice::padding, padded::padding>);
}

TEST_CASE("F7: what each policy is for") {
  constexpr policy_value quantum = policy::post_quantum::value;
  CHECK(std::ranges::all_of(quantum.groups, is_post_quantum));
  CHECK(quantum.versions == version_list(ProtocolVersion::tls13));
  constexpr policy_value fips = policy::fips::value;
  for (CipherSuite suite : fips.cipher_suites) {
    CAPTURE(static_cast<unsigned>(suite));
    CHECK(name_of(suite).find("_GCM_SHA") != std::string_view::npos);
  }
  CHECK(fips.groups == group_list(secp256r1, secp384r1));
  CHECK(fips.versions.size() == 2);
  constexpr policy_value least = policy::constrained::value;
  CHECK(least.cipher_suites == suite_list(TLS_AES_128_GCM_SHA256));
  CHECK(least.groups == group_list(secp256r1));
  CHECK(least.signature_schemes == scheme_list(SignatureScheme::ecdsa_secp256r1_sha256));
}

TEST_CASE("F8: a backend without hybrid groups can't be held to post-quantum key exchange, and the compiler says why") {
  STATIC_REQUIRE(std::is_same_v<missing_for<policy::post_quantum, without_hybrids>, lacks<X25519MLKEM768>>);
  STATIC_REQUIRE(supports<policy::constrained, test::linked_backend>);
  STATIC_REQUIRE(supports<policy::fips, test::linked_backend>);
}

TEST_CASE("F7: a suite that a backend adds stays with any version: the backend knows which it has") {
  constexpr CipherSuite own{0xd0f0};
  STATIC_REQUIRE(policy::narrow<wider, ProtocolVersion::tls13>::value.cipher_suites.contains(own));
  STATIC_REQUIRE(policy::narrow<wider, ProtocolVersion::tls12>::value.cipher_suites.contains(own));
  STATIC_REQUIRE(policy::narrow<wider>::value == wider::value);
}
