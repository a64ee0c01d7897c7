// That keys and certificates of another implementation go together is tested in openssl_test.cpp.
#include "cxtls/x509/credential.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

#include "x509/maker.hpp"
#include "x509/openssl_certs.hpp"

using namespace cxtls;
using own_credential = credential<test::linked_backend>;

namespace {
errc refusal(std::uint8_t certified, std::uint8_t held,
             std::optional<x509::SubjectPublicKeyInfo> other = std::nullopt) {
  auto s = test::leaf("root", 1, certified);
  s.public_key = other;
  const auto der = test::make(s);
  const bytes view = der;
  auto chain = certificate_chain::from_der({&view, 1});
  auto key = test::linked_backend::private_key::from_der(test::linked_backend{}, test::key_of(held).pkcs8);
  REQUIRE(chain);
  REQUIRE(key);
  const auto c = own_credential::create(*std::move(chain), *std::move(key));
  return c ? errc::none : c.error().code;
}
}  // namespace

TEST_CASE("C9: a key goes with the certificate of its public half only") {
  CHECK(refusal(9, 9) == errc::none);
  CHECK(refusal(9, 8) == errc::private_key_mismatch);
  const test::octet_vector point(133, 4);
  CHECK(refusal(9, 9,
                x509::SubjectPublicKeyInfo{{x509::id_ecPublicKey, der::any{der::tag::object_identifier,
                                                                           der::oid_of<1, 3, 132, 0, 33>.contents}},
                                           {0, point}}) == errc::certificate_algorithm_unsupported);
}

TEST_CASE("A90: both can be taken out again, to be owned apart") {
  namespace made = cxtls::test::openssl;
  auto c = own_credential::from_pem(test::linked_backend{}, std::string(made::ed25519) + made::ed25519_key);
  REQUIRE(c);
  CHECK(c->chain().size() == 1);
  auto parts = (*std::move(c)).release();
  CHECK(parts.chain.size() == 1);
  CHECK(parts.key.matches(*x509::leaf_public_key(parts.chain.leaf())));
}
