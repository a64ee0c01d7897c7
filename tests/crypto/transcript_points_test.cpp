#include "cxtls/crypto/transcript_points.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;
using crypto::MayFollow;

TEST_CASE("F18: RFC 8446, 4.4.1: messages follow in the order of the transcript") {
  STATIC_REQUIRE(MayFollow<after::ClientHello, after::ServerHello>);
  STATIC_REQUIRE(MayFollow<after::HelloRetryRequest, after::ClientHello>);
  STATIC_REQUIRE(MayFollow<after::ServerHello, after::EncryptedExtensions>);
  STATIC_REQUIRE(MayFollow<after::EncryptedExtensions, after::CertificateRequest>);
  STATIC_REQUIRE(MayFollow<after::EncryptedExtensions, after::ServerCertificate>);
  STATIC_REQUIRE(MayFollow<after::EncryptedExtensions, after::ServerFinished>);
  STATIC_REQUIRE(MayFollow<after::CertificateRequest, after::ServerCertificate>);
  STATIC_REQUIRE(MayFollow<after::ServerCertificate, after::ServerCertificateVerify>);
  STATIC_REQUIRE(MayFollow<after::ServerCertificateVerify, after::ServerFinished>);
  STATIC_REQUIRE(MayFollow<after::ServerFinished, after::EndOfEarlyData>);
  STATIC_REQUIRE(MayFollow<after::ServerFinished, after::ClientCertificate>);
  STATIC_REQUIRE(MayFollow<after::ServerFinished, after::ClientFinished>);
  STATIC_REQUIRE(MayFollow<after::EndOfEarlyData, after::ClientFinished>);
  STATIC_REQUIRE(MayFollow<after::ClientCertificate, after::ClientCertificateVerify>);
  STATIC_REQUIRE(MayFollow<after::ClientCertificate, after::ClientFinished>);
  STATIC_REQUIRE(MayFollow<after::ClientCertificateVerify, after::ClientFinished>);
}

namespace {
template <class Last, class... All>
constexpr int followers = (int{MayFollow<Last, All>} + ...);
template <class... All>
constexpr int legal_pairs = (followers<All, All...> + ...);
}  // namespace

TEST_CASE("F18: the sixteen pairs above are all there are") {
  STATIC_REQUIRE(legal_pairs<after::ClientHello, after::HelloRetryRequest, after::ServerHello,
                             after::EncryptedExtensions, after::CertificateRequest, after::ServerCertificate,
                             after::ServerCertificateVerify, after::ServerFinished, after::EndOfEarlyData,
                             after::ClientCertificate, after::ClientCertificateVerify, after::ClientFinished> == 16);
}
