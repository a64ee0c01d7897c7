#include "cxtls/handshake/policy.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "cxtls/crypto/tls12/suite.hpp"

#include "cxtls/handshake/hello/post_quantum.hpp"
#include "cxtls/handshake/stack.hpp"

using namespace cxtls;

namespace {
struct no_value {
  using observer = no_observer;
  using padding = record::padding_policy::none;
};
struct no_padding {
  static constexpr policy_value value = policy::modern::value;
  using observer = no_observer;
};
struct padded : policy::modern {
  using padding = record::padding_policy::to_multiple<4096>;
};
}  // namespace
// Outside: Clang warns of a variable that nothing can ever use.
struct changing_value : policy::modern {
  static policy_value value;
};

static_assert(Policy<policy::modern> && Policy<padded>);
static_assert(!Policy<int> && !Policy<no_value> && !Policy<changing_value> && !Policy<no_padding>);
static_assert(!Stack<int> && !Stack<policy::modern>);

TEST_CASE("T2: the default policy offers TLS 1.3 and 1.2 with AEAD suites, and nothing that was broken") {
  constexpr policy_value v = policy::modern::value;
  CHECK(v.versions == version_list(ProtocolVersion::tls13, ProtocolVersion::tls12));
  // RFC 9325, 4.2: forward secrecy and an AEAD, as all suites of both tables have.
  for (CipherSuite s : v.cipher_suites) {
    const auto is_it = [s](auto const& row) { return row.id == s; };
    CHECK(std::ranges::count_if(crypto::suite_table, is_it) +
              std::ranges::count_if(crypto::tls12::suite_table, is_it) ==
          1);
  }
  for (SignatureScheme weak : {SignatureScheme::rsa_pkcs1_sha1, SignatureScheme::ecdsa_sha1})
    CHECK_FALSE(v.signature_schemes.contains(weak));
  for (NamedGroup g : v.groups) CHECK(static_cast<unsigned>(g) >> 8 != 1);  // no finite fields
  // Nor what nobody needs: for policies that list it.
  CHECK_FALSE(v.groups.contains(NamedGroup::secp521r1));
  CHECK_FALSE(v.signature_schemes.contains(SignatureScheme::ecdsa_secp521r1_sha512));
}

TEST_CASE("T2: a policy of TLS 1.3 alone has nothing of TLS 1.2") {
  constexpr policy_value v = policy::tls13::value;
  STATIC_REQUIRE_FALSE(speaks_tls12<policy::tls13>);
  CHECK(v.versions == version_list(ProtocolVersion::tls13));
  for (CipherSuite s : v.cipher_suites) CHECK(static_cast<unsigned>(s) >> 8 == 0x13);
  CHECK(v.groups == policy::modern::value.groups);
}

TEST_CASE("T2: a policy of TLS 1.2 alone has nothing of TLS 1.3, and no group that only TLS 1.3 has a code for") {
  constexpr policy_value v = policy::tls12::value;
  STATIC_REQUIRE(!speaks_tls13<policy::tls12> && speaks_tls12<policy::tls12>);
  STATIC_REQUIRE(spoken_by<policy::tls12> == spoken::tls12);
  STATIC_REQUIRE(spoken_by<policy::tls13> == spoken::tls13);
  STATIC_REQUIRE(spoken_by<policy::modern> == spoken::both);
  CHECK(v.versions == version_list(ProtocolVersion::tls12));
  CHECK(v.cipher_suites.size() == crypto::tls12::suite_table.size());
  for (auto const& row : crypto::tls12::suite_table) CHECK(v.cipher_suites.contains(row.id));
  for (NamedGroup g : v.groups) CHECK_FALSE(is_post_quantum(g));
  CHECK(v.signature_schemes == policy::modern::value.signature_schemes);
}

TEST_CASE("T2: no list of a policy says a thing twice") {
  const auto distinct = [](auto const& list) {
    for (auto const& a : list)
      for (auto const& b : list)
        if (&a != &b && a == b) return false;
    return true;
  };
  CHECK(distinct(policy::modern::value.cipher_suites));
  CHECK(distinct(policy::modern::value.groups));
  CHECK(distinct(policy::modern::value.signature_schemes));
}
