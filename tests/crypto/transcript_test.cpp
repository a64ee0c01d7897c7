#include "cxtls/crypto/transcript.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"
#include "support/toy_backend.hpp"
#include "vectors/rfc8448_client_authentication.hpp"
#include "vectors/rfc8448_hello_retry_request.hpp"
#include "vectors/rfc8448_resumed_0rtt.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::hex;
using test::unhex;
namespace rfc8448 = test::rfc8448;

namespace {
constexpr auto sha256 = hash_algorithm::sha256;
const backend::boringssl b;
std::string hash_at(auto const& transcript) { return hex(transcript.hash()->value.view()); }
}  // namespace

TEST_CASE("F18: RFC 8448, 3: the hashes of a simple handshake") {
  rfc8448::trace const& trace = rfc8448::simple_1rtt;
  early_transcript early;
  REQUIRE(early.add(unhex(trace.client_hello)));
  auto upto_server_hello = early.begin(b, sha256).add<after::ServerHello>(unhex(trace.server_hello));
  CHECK(hash_at(upto_server_hello) == trace.hash_upto_server_hello);
  auto upto_server_finished = std::move(upto_server_hello)
                                  .add<after::EncryptedExtensions>(unhex(trace.encrypted_extensions))
                                  .add<after::ServerCertificate>(unhex(trace.server_certificate))
                                  .add<after::ServerCertificateVerify>(unhex(trace.server_certificate_verify))
                                  .add<after::ServerFinished>(unhex(trace.server_finished));
  CHECK(hash_at(upto_server_finished) == trace.hash_upto_server_finished);
  const auto upto_client_finished =
      std::move(upto_server_finished).add<after::ClientFinished>(unhex(trace.client_finished));
  CHECK(hash_at(upto_client_finished) == trace.hash_upto_client_finished);
}

TEST_CASE("F18: RFC 8448, 4: early data ends with a message of the transcript") {
  rfc8448::trace const& trace = rfc8448::resumed_0rtt;
  early_transcript early;
  REQUIRE(early.add(unhex(trace.client_hello)));
  auto upto_server_finished = early.begin(b, sha256)
                                  .add<after::ServerHello>(unhex(trace.server_hello))
                                  .add<after::EncryptedExtensions>(unhex(trace.encrypted_extensions))
                                  .add<after::ServerFinished>(unhex(trace.server_finished));
  CHECK(hash_at(upto_server_finished) == trace.hash_upto_server_finished);
  const auto upto_client_finished = std::move(upto_server_finished)
                                        .add<after::EndOfEarlyData>(unhex(trace.end_of_early_data))
                                        .add<after::ClientFinished>(unhex(trace.client_finished));
  CHECK(hash_at(upto_client_finished) == trace.hash_upto_client_finished);
}

TEST_CASE("F18: RFC 8448, 4: binders are made over the hash of the hello without them") {
  rfc8448::trace const& trace = rfc8448::resumed_0rtt;
  const auto hash = partial_client_hello_hash(b, sha256, unhex(trace.client_hello_without_binders));
  REQUIRE(hash);
  CHECK(hex(hash->view()) == trace.binder_hash);
}

TEST_CASE("F18: after a HelloRetryRequest, binders cover what went before, which goes on afterwards") {
  rfc8448::trace const& trace = rfc8448::hello_retry_request;
  early_transcript early;
  REQUIRE(early.add(unhex(trace.client_hello_1)));
  auto before = early.retry(b, sha256, unhex(trace.hello_retry_request));
  // The published hash is of the ServerHello, too: two messages in one stand for a truncated one here.
  const auto hash =
      partial_client_hello_hash(b, before, unhex(std::string(trace.client_hello) + std::string(trace.server_hello)));
  REQUIRE(hash);
  CHECK(hex(hash->view()) == trace.hash_upto_server_hello);
  const auto after_it = std::move(before)
                            .add<after::ClientHello>(unhex(trace.client_hello))
                            .add<after::ServerHello>(unhex(trace.server_hello));
  CHECK(hash_at(after_it) == trace.hash_upto_server_hello);
}

TEST_CASE("F18: RFC 8448, 5: after a HelloRetryRequest, message_hash stands for the first ClientHello") {
  rfc8448::trace const& trace = rfc8448::hello_retry_request;
  early_transcript early;
  REQUIRE(early.add(unhex(trace.client_hello_1)));
  const auto upto_server_hello = early.retry(b, sha256, unhex(trace.hello_retry_request))
                                     .add<after::ClientHello>(unhex(trace.client_hello))
                                     .add<after::ServerHello>(unhex(trace.server_hello));
  CHECK(hash_at(upto_server_hello) == trace.hash_upto_server_hello);
}

TEST_CASE("F18: RFC 8448, 6: the client's certificate is part of the transcript") {
  rfc8448::trace const& trace = rfc8448::client_authentication;
  early_transcript early;
  REQUIRE(early.add(unhex(trace.client_hello)));
  auto upto_server_finished = early.begin(b, sha256)
                                  .add<after::ServerHello>(unhex(trace.server_hello))
                                  .add<after::EncryptedExtensions>(unhex(trace.encrypted_extensions))
                                  .add<after::CertificateRequest>(unhex(trace.certificate_request))
                                  .add<after::ServerCertificate>(unhex(trace.server_certificate))
                                  .add<after::ServerCertificateVerify>(unhex(trace.server_certificate_verify))
                                  .add<after::ServerFinished>(unhex(trace.server_finished));
  CHECK(hash_at(upto_server_finished) == trace.hash_upto_server_finished);
  const auto upto_client_finished = std::move(upto_server_finished)
                                        .add<after::ClientCertificate>(unhex(trace.client_certificate))
                                        .add<after::ClientCertificateVerify>(unhex(trace.client_certificate_verify))
                                        .add<after::ClientFinished>(unhex(trace.client_finished));
  CHECK(hash_at(upto_client_finished) == trace.hash_upto_client_finished);
}

TEST_CASE("F18: hashing leaves the transcript able to go on, and a duplicate goes on by itself") {
  STATIC_REQUIRE([] {
    test::toy_world world;
    const test::toy_backend toy(world);
    constexpr std::uint8_t one[] = {1}, other[] = {2};
    early_transcript early;
    if (!early.add(one)) return false;
    auto a = early.begin(toy, sha256);
    auto c = a.duplicate();
    const auto before = a.hash(), again = a.hash();
    if (!equal(before->value.view(), again->value.view())) return false;
    const auto of_a = std::move(a).add<after::ServerHello>(one).hash();
    const auto of_c = std::move(c).add<after::ServerHello>(other).hash();
    return !equal(of_a->value.view(), of_c->value.view());
  }());
}

TEST_CASE("F18: the ClientHello may come in pieces") {
  test::toy_world world;
  const test::toy_backend toy(world);
  constexpr std::uint8_t whole[] = {1, 2, 3};
  early_transcript at_once, in_pieces;
  REQUIRE(at_once.add(whole));
  REQUIRE(in_pieces.add(bytes(whole).first(1)));
  REQUIRE(in_pieces.add(bytes(whole).subspan(1)));
  CHECK(equal(in_pieces.client_hello(), whole));
  CHECK(hash_at(at_once.begin(toy, sha256)) == hash_at(in_pieces.begin(toy, sha256)));
}

TEST_CASE("P11: a hash that failed anywhere fails every later point of the transcript") {
  // retry() makes two hashes: the first ClientHello's, and the transcript's own.
  for (std::uint64_t failing = 0; failing < 2; ++failing) {
    test::toy_world world{.first_failing_call = failing};
    early_transcript early;
    const auto t = early.retry(test::toy_backend(world), sha256, {}).add<after::ClientHello>({});
    CHECK(t.hash().error().code == errc::backend_failed);
  }
}
