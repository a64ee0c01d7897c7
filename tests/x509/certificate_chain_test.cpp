#include "cxtls/x509/certificate_chain.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/x509/trust_store.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using test::ca;
using test::leaf;
using test::make;

namespace {
result<certificate_chain> chain_of(std::vector<test::spec> const& specs) {
  std::vector<test::octet_vector> ders;
  for (auto const& s : specs) ders.push_back(make(s));
  const std::vector<bytes> views(ders.begin(), ders.end());
  return certificate_chain::from_der(views);
}
errc refusal(std::vector<test::spec> const& specs) {
  const auto chain = chain_of(specs);
  return chain ? errc::none : chain.error().code;
}
}  // namespace

TEST_CASE("B28: a chain is the leaf and its issuers, each copied") {
  const auto chain = chain_of({leaf("a", 2), ca("a", 2, "root", 1), test::root()});
  REQUIRE(chain);
  REQUIRE(chain->size() == 3);
  CHECK(equal(chain->leaf(), make(leaf("a", 2))));
  CHECK(equal((*chain)[2], make(test::root())));
  std::size_t n = 0;
  for (bytes der : chain->certificates()) CHECK(equal(der, (*chain)[n++]));
  CHECK(n == 3);
  const auto copy = chain->duplicate();
  REQUIRE(copy);
  CHECK(*copy == *chain);
  CHECK(!(*chain_of({leaf()}) == *chain));
}

TEST_CASE("A84: what is wrong with a chain is said exactly") {
  CHECK(refusal({leaf()}) == errc::none);
  CHECK(refusal({test::root()}) == errc::none);  // signs its own
  CHECK(refusal({}) == errc::certificate_leaf_missing);
  CHECK(refusal({ca("a", 2, "root", 1), test::root()}) == errc::certificate_leaf_missing);
  CHECK(refusal({leaf(), leaf("root", 1, 8)}) == errc::certificate_leaf_repeated);
  CHECK(refusal({ca("a", 2, "root", 1), leaf("a", 2)}) == errc::certificate_order);
  CHECK(refusal({leaf("a", 2), test::root(), ca("a", 2, "root", 1)}) == errc::certificate_order);
  CHECK(refusal({leaf("a", 2), ca("b", 3, "c", 4)}) == errc::certificate_unrelated);
}

TEST_CASE("a chain has at most ten certificates") {
  std::vector<test::spec> specs{leaf("root", 1)};
  specs.resize(10, test::root());
  CHECK(refusal(specs) == errc::none);
  specs.push_back(test::root());
  CHECK(refusal(specs) == errc::certificate_chain_too_long);
}

TEST_CASE("C8: in a chain's place stands a bare key, or what another certificate type has") {
  const auto der = make(leaf("a", 2));
  const bytes spki = x509::parse_certificate(der)->spki_der();
  const auto chain = certificate_chain::of_public_key(spki);
  REQUIRE(chain);
  CHECK(chain->type() == CertificateType::RawPublicKey);
  CHECK(chain->size() == 1);
  CHECK(equal(chain->leaf(), spki));
  CHECK(chain->duplicate()->type() == CertificateType::RawPublicKey);
  CHECK(*chain->duplicate() == *chain);
  CHECK(chain_of({leaf()})->type() == CertificateType::X509);
  CHECK(certificate_chain::of_public_key(der).error().code == errc::certificate_malformed);
  CHECK(certificate_chain::of_public_key({}).error().code == errc::certificate_malformed);

  const auto other = certificate_chain::of_type(CertificateType(224), spki);
  REQUIRE(other);
  CHECK(other->type() == CertificateType(224));
  CHECK(!(*other == *chain));
  CHECK(certificate_chain::of_type(CertificateType(224), {}).error().code == errc::certificate_malformed);
  CHECK(certificate_chain::of_type(CertificateType::X509, der)->type() == CertificateType::X509);
}

TEST_CASE("C8: a bare key in PEM is one PUBLIC KEY (RFC 7468, 13), and stands nowhere else") {
  // Ed25519: RFC 8410, 10.1.
  const std::string key =
      "-----BEGIN PUBLIC KEY-----\n"
      "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
      "-----END PUBLIC KEY-----\n";
  const auto chain = certificate_chain::of_public_key_pem(key);
  REQUIRE(chain);
  CHECK(chain->leaf().size() == 44);
  CHECK(certificate_chain::of_public_key_pem("").error().code == errc::certificate_list_malformed);
  CHECK(certificate_chain::of_public_key_pem(key + key).error().code == errc::certificate_list_malformed);
  CHECK(certificate_chain::from_pem(key).error().code == errc::certificate_list_malformed);
  CHECK(x509::trust_store::from_pem(key).error().code == errc::certificate_list_malformed);
}
