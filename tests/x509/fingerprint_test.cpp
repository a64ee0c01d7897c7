#include "cxtls/x509/fingerprint.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/x509/certificate_chain.hpp"
#include "support/hex.hpp"
#include "support/linked_backend.hpp"
#include "support/toy_backend.hpp"
#include "vectors/openssl_chains.hpp"

using namespace cxtls;
namespace chains = cxtls::test::chains;

namespace {

std::string fingerprint_of(std::string_view certificate) {
  const auto chain = x509::certificate_chain::from_pem(certificate);
  REQUIRE(chain);
  const auto made = x509::fingerprint(test::linked_backend{}, chain->leaf());
  REQUIRE(made);
  return test::hex(*made);
}

}  // namespace

TEST_CASE("B26: a certificate's fingerprint is SHA-256 of its DER") {
  // `openssl x509 -noout -fingerprint -sha256`
  CHECK(fingerprint_of(chains::root) == "742cd7864aabb5d7fd1225f9e707f1aa4260b0d742039dd08426c335c9613d71");
  const std::string_view p256 = chains::p256.substr(0, chains::p256.find("-----BEGIN PRIVATE KEY"));
  CHECK(fingerprint_of(p256) == "00ca9ded77976cba3773c9acc5153626e4528791e8715fe9832afb090f5bf9af");
}

TEST_CASE("B26: a fingerprint needs a backend that works") {
  test::toy_world world;
  const std::uint8_t der[] = {0x30, 0};
  CHECK(x509::fingerprint(test::toy_backend(world), der));
  world.first_failing_call = 0;
  CHECK(x509::fingerprint(test::toy_backend(world), der).error().code == errc::backend_failed);
}
