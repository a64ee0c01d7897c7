#include "cxtls/handshake/supports.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/backend.hpp"

using namespace cxtls;
using test::linked_backend;

namespace {

struct without_aes : linked_backend {
  static constexpr auto aeads = crypto::capabilities{crypto::aead_algorithm::chacha20_poly1305};
};
struct classical : policy::modern {
  static constexpr policy_value value = [] {
    policy_value v = modern::value;
    v.groups = group_list(NamedGroup::x25519, NamedGroup::secp256r1);
    return v;
  }();
};

}  // namespace

TEST_CASE("F8: what a policy lists and a backend lacks is named, all of it and nothing else") {
  STATIC_REQUIRE(supports<classical, linked_backend>);
  STATIC_REQUIRE(!supports<classical, without_aes>);
  STATIC_REQUIRE(std::is_same_v<missing_for<classical, linked_backend>, lacks<>>);
  STATIC_REQUIRE(std::is_same_v<missing_for<classical, without_aes>,
                                lacks<CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                      CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                                      CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                                      CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                                      CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384>>);
}

TEST_CASE(
    "F8: a policy that prefers is met by a backend that lacks some of it, one that insists by one with all of it") {
  struct prefers : stack<without_aes, classical> {};
  struct insists : stack<linked_backend, policy::all_of<classical>> {};
  STATIC_REQUIRE(policy_met<prefers>);
  STATIC_REQUIRE(policy_met<insists>);
}
