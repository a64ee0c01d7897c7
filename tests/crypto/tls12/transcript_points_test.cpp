#include "cxtls/crypto/tls12/transcript_points.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;
using crypto::MayFollow;
namespace p = after::tls12;

TEST_CASE("F18: RFC 5246, 7.3: messages of a full handshake follow in their order") {
  STATIC_REQUIRE(MayFollow<p::ClientHello, p::ServerHello>);
  STATIC_REQUIRE(MayFollow<p::ServerHello, p::ServerCertificate>);
  STATIC_REQUIRE(MayFollow<p::ServerCertificate, p::CertificateStatus>);
  STATIC_REQUIRE(MayFollow<p::ServerCertificate, p::ServerKeyExchange>);
  STATIC_REQUIRE(MayFollow<p::CertificateStatus, p::ServerKeyExchange>);
  STATIC_REQUIRE(MayFollow<p::ServerKeyExchange, p::CertificateRequest>);
  STATIC_REQUIRE(MayFollow<p::ServerKeyExchange, p::ServerHelloDone>);
  STATIC_REQUIRE(MayFollow<p::CertificateRequest, p::ServerHelloDone>);
  STATIC_REQUIRE(MayFollow<p::ServerHelloDone, p::ClientCertificate>);
  STATIC_REQUIRE(MayFollow<p::ServerHelloDone, p::ClientKeyExchange>);
  STATIC_REQUIRE(MayFollow<p::ClientCertificate, p::ClientKeyExchange>);
  STATIC_REQUIRE(MayFollow<p::ClientKeyExchange, p::CertificateVerify>);
  STATIC_REQUIRE(MayFollow<p::ClientKeyExchange, p::ClientFinished>);
  STATIC_REQUIRE(MayFollow<p::CertificateVerify, p::ClientFinished>);
  STATIC_REQUIRE(MayFollow<p::ClientFinished, p::NewSessionTicket>);
  STATIC_REQUIRE(MayFollow<p::ClientFinished, p::ServerFinished>);
  STATIC_REQUIRE(MayFollow<p::NewSessionTicket, p::ServerFinished>);
}

TEST_CASE("F18: RFC 5246, 7.3 and RFC 5077, 3.4: in an abbreviated handshake the server finishes first") {
  STATIC_REQUIRE(MayFollow<p::ClientHello, p::resumed::ServerHello>);
  STATIC_REQUIRE(MayFollow<p::resumed::ServerHello, p::resumed::NewSessionTicket>);
  STATIC_REQUIRE(MayFollow<p::resumed::ServerHello, p::resumed::ServerFinished>);
  STATIC_REQUIRE(MayFollow<p::resumed::NewSessionTicket, p::resumed::ServerFinished>);
  STATIC_REQUIRE(MayFollow<p::resumed::ServerFinished, p::resumed::ClientFinished>);
}

namespace {
template <class Last, class... All>
constexpr int followers = (int{MayFollow<Last, All>} + ...);
template <class... All>
constexpr int legal_pairs = (followers<All, All...> + ...);
}  // namespace

TEST_CASE("F18: the pairs above are all there are, and none leads from one version to the other") {
  STATIC_REQUIRE(legal_pairs<p::ClientHello, p::ServerHello, p::ServerCertificate, p::CertificateStatus,
                             p::ServerKeyExchange, p::CertificateRequest, p::ServerHelloDone, p::ClientCertificate,
                             p::ClientKeyExchange, p::CertificateVerify, p::ClientFinished, p::NewSessionTicket,
                             p::ServerFinished, p::resumed::ServerHello, p::resumed::NewSessionTicket,
                             p::resumed::ServerFinished, p::resumed::ClientFinished, after::ClientHello,
                             after::ServerHello, after::ServerFinished, after::ClientFinished> ==
                 17 + 5 + 2);  // ClientHello to ServerHello and ServerFinished to ClientFinished are TLS 1.3's own
}
