#include "cxtls/x509/trust_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

#include "x509/maker.hpp"
#include "x509/openssl_certs.hpp"

using namespace cxtls;
namespace made = cxtls::test::openssl;

TEST_CASE("a store keeps each anchor once, and finds it by its subject") {
  x509::trust_store trust;
  CHECK(trust.empty());
  const auto one = test::make(test::root("one", 1)), two = test::make(test::root("two", 2));
  CHECK(trust.add(one));
  CHECK(trust.add(two));
  CHECK(trust.add(one));
  REQUIRE(trust.size() == 2);
  CHECK(equal(trust[0], one));
  CHECK(equal(trust[1], two));
  CHECK(trust.contains(two));
  const test::made_name name("two");
  const auto name_der = test::encode(name.name);
  CHECK(x509::same(trust.subject(1), *parse<x509::Name>(name_der)));
  CHECK(!x509::same(trust.subject(0), *parse<x509::Name>(name_der)));
}

TEST_CASE("RFC 8446, 4.2.4: an anchor's subject is at hand as DER, header and all, however long it is") {
  x509::trust_store trust;
  const std::size_t lengths[] = {1, 100, 110, 120, 200, 240, 250, 300};  // headers of two, three and four octets
  for (std::size_t length : lengths) CHECK(trust.add(test::make(test::root(std::string(length, 'x'), 1))));
  REQUIRE(trust.size() == std::size(lengths));
  for (std::size_t i = 0; i < trust.size(); ++i) {
    const std::string common_name(lengths[i], 'x');
    const test::made_name name(common_name);
    CHECK(equal(trust.subject_der(i), test::encode(name.name)));
  }
}

TEST_CASE("what can't be parsed isn't added, and leaves the store as it was") {
  auto trust = test::trusting({test::root()});
  auto der = test::make(test::root("other", 2));
  der.pop_back();
  CHECK(trust.add(der).error().code == errc::certificate_malformed);
  CHECK(trust.add({}).error().code == errc::certificate_malformed);
  CHECK(trust.size() == 1);
}

TEST_CASE("B29: PEM bundles are read whole") {
  const auto trust = x509::trust_store::from_pem("# roots\n" + std::string(made::root_rsa) + made::root_p256);
  REQUIRE(trust);
  CHECK(trust->size() == 2);
  CHECK(x509::trust_store::from_pem("").error().code == errc::trust_store_empty);
  CHECK(x509::trust_store::from_pem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").error().code ==
        errc::certificate_malformed);
  CHECK(x509::trust_store::from_pem(std::string(made::root_rsa) + "-----BEGIN CERTIFICATE-----\n").error().code ==
        errc::certificate_list_malformed);
}

TEST_CASE("A81: a private key in a trust store is an error, wherever it stands") {
  const auto misplaced = errc::certificate_private_key_misplaced;
  const std::string root = made::root_rsa, key = made::root_rsa_key;
  CHECK(x509::trust_store::from_pem(key + root).error().code == misplaced);
  CHECK(x509::trust_store::from_pem(root + key).error().code == misplaced);
  CHECK(x509::trust_store::from_pem(root + made::ecdsa_sha256_sec1_key).error().code == misplaced);
  CHECK(x509::trust_store::from_pem(root + made::rsa_sha256_pkcs1_key).error().code == misplaced);
}

TEST_CASE("a store from DER holds one anchor") {
  const auto der = test::make(test::root());
  const auto trust = x509::trust_store::from_der(der);
  REQUIRE(trust);
  CHECK(trust->size() == 1);
  CHECK(x509::trust_store::from_der({}).error().code == errc::certificate_malformed);
}

TEST_CASE("stores are equal if they hold the same, and can be duplicated") {
  const auto a = test::trusting({test::root("one", 1), test::root("two", 2)});
  const auto b = a.duplicate();
  REQUIRE(b);
  CHECK(a == *b);
  CHECK(!(a == test::trusting({test::root("one", 1)})));
  CHECK(equal((*b)[1], a[1]));
}
