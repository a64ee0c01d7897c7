#include "cxtls/x509/issue_delegation.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/delegated.hpp"
#include "vectors/openssl_chains.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

constexpr unix_time noon{1793534400};             // 2026-11-01T12:00:00Z
constexpr unix_time end_of_openssls{1793966400};  // 2026-11-06T12:00:00Z

octets openssls_spki() {
  const octets all = unhex(test::delegation::for_server);
  const bytes spki = parse<DelegatedCredential>(all)->cred.ASN1_subjectPublicKeyInfo;
  return {spki.begin(), spki.end()};
}
result<buffer> issued(delegation_terms const& terms) {
  const linked_backend b;
  const auto from = credential<linked_backend>::from_pem(b, test::delegation::certificate, test::delegation::key);
  REQUIRE(from);
  return issue_delegated_credential(b, *from, terms);
}
errc refusal(delegation_terms const& terms) {
  const auto made = issued(terms);
  return made ? errc::none : made.error().code;
}

}  // namespace

// Ed25519 signs without randomness (RFC 8032, 5.1.6), so that the same terms make the same octets.
TEST_CASE("RFC 9345, 4: what is issued is what OpenSSL issues") {
  const octets spki = openssls_spki();
  const delegation_terms terms{.role = delegation_role::server,
                               .public_key = spki,
                               .scheme = SignatureScheme::ed25519,
                               .now = noon,
                               .until = end_of_openssls};
  const auto made = issued(terms);
  REQUIRE(made);
  CHECK(hex(made->view()) == test::delegation::for_server);
}

TEST_CASE("RFC 9345, 4.1.3 and 4.2: what peers would refuse isn't issued") {
  const octets spki = openssls_spki();
  const auto changed = [&](auto change) {
    delegation_terms terms{
        .public_key = spki, .scheme = SignatureScheme::ed25519, .now = noon, .until = end_of_openssls};
    change(terms);
    return terms;
  };
  const auto as_it_is = changed([](delegation_terms&) {});
  CHECK(refusal(as_it_is) == errc::none);
  const linked_backend b;
  const auto another = credential<linked_backend>::from_pem(b, chains::ed25519_only);
  REQUIRE(another);
  CHECK(issue_delegated_credential(b, *another, as_it_is).error().code == errc::delegated_credential_not_allowed);
  const auto code = [&](auto change) { return refusal(changed(change)); };
  CHECK(code([](delegation_terms& t) { t.until = noon + max_delegation_time; }) == errc::none);
  CHECK(code([](delegation_terms& t) { t.until = noon + (max_delegation_time + 1); }) ==
        errc::delegated_credential_too_long);
  CHECK(code([](delegation_terms& t) { t.until = {std::int64_t{1} << 40}; }) == errc::delegated_credential_too_long);
  CHECK(code([](delegation_terms& t) { t.until = noon + -1; }) == errc::delegated_credential_expired);
  CHECK(code([](delegation_terms& t) { t.until = t.now = {}; }) == errc::delegated_credential_expired);
  CHECK(code([](delegation_terms& t) { t.scheme = SignatureScheme::ecdsa_secp256r1_sha256; }) ==
        errc::delegated_credential_key_invalid);
  CHECK(code([](delegation_terms& t) { t.public_key = {}; }) == errc::length_out_of_range);
  CHECK(code([](delegation_terms& t) { t.algorithm = SignatureScheme::ecdsa_secp256r1_sha256; }) ==
        errc::signature_scheme_mismatch);
  // Without a role, it would be a server's: a client's is another.
  CHECK(hex(issued(changed([](delegation_terms& t) { t.role = delegation_role::client; }))->view()) !=
        test::delegation::for_server);
}
