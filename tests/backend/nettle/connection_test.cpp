// A stack on a backend of one's own, as an application writes it.
#include <catch2/catch_test_macros.hpp>

#include "backend/nettle/nettle.hpp"
#include "cxtls/client.hpp"
#include "cxtls/crypto/suite.hpp"
#include "vectors/openssl_chains.hpp"

struct my_tls : cxtls::stack<example::nettle> {};

TEST_CASE("a client on a backend of one's own offers what the backend lists, in its first flight") {
  STATIC_REQUIRE(cxtls::crypto::suites<example::nettle>.size() == 3);
  auto trust = cxtls::trust_store::from_pem(cxtls::test::chains::ed25519_only_root);
  REQUIRE(trust);
  auto context = cxtls::client_context<my_tls>::create({.trust = std::move(*trust), .grease = false});
  REQUIRE(context);
  cxtls::offer const& offered = context->settings().offered;
  CHECK(offered.groups.size() == 1);
  CHECK(offered.groups.contains(cxtls::NamedGroup::x25519));
  CHECK(offered.signature_schemes.size() == 1);
  CHECK(offered.signature_schemes.contains(cxtls::SignatureScheme::ed25519));
  cxtls::client<my_tls> tls{*context, cxtls::dns_name{"server.example"}};
  const cxtls::step s = tls.start(cxtls::unix_time{1793534400});
  CHECK(s.to_send > 0);
  CHECK(tls.state_name() == "WaitServerHello");
}
