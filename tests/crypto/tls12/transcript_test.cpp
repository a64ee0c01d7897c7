#include "cxtls/crypto/tls12/transcript.hpp"

#include "crypto/tls12/trace.hpp"
#include "cxtls/crypto/verify.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::test::tls12;
using crypto::tls12::keep;
using test::hex;
using test::unhex;

namespace {
const backend::boringssl b;
// Of client_certificate: `openssl pkey -pubin -in - -outform DER | tail -c 32` of its certificate.
constexpr std::string_view client_key = "986bac329006c5cb0d2ff81a460125fc013fe00ae75f1c76614ed3db05197038";

template <class T>
errc content_of(T const& t) {
  const auto c = t.certificate_verify_content();
  return c ? errc::none : c.error().code;
}
}  // namespace

// The hashes are checked by what is made of them: key_schedule_test.cpp.

TEST_CASE("RFC 5246, 7.4.8: the client's CertificateVerify signs every message before it") {
  handshake const& h = client_certificate;
  auto t = upto_client_key_exchange(h, keep::messages);
  const auto content = t.certificate_verify_content();
  REQUIRE(content);
  CHECK(hex(*content) == std::string(h.client_hello) + std::string(h.server_hello) + std::string(h.certificate) +
                             std::string(h.server_key_exchange) + std::string(h.certificate_request) +
                             std::string(h.server_hello_done) + std::string(h.client_certificate) +
                             std::string(h.client_key_exchange));
  // OpenSSL's own signature: header, scheme 0807, length, 64 octets.
  const std::vector<std::uint8_t> message = unhex(h.certificate_verify), key = unhex(client_key);
  CHECK(crypto::verify_tls12(b, SignatureScheme::ed25519, crypto::ed25519_public_key{key}, *content,
                             bytes(message).subspan(8)));
}

TEST_CASE("F18: messages are kept only if that was asked for, and only as long as a CertificateVerify may come") {
  CHECK(content_of(upto_client_key_exchange(client_certificate, keep::hash_only)) == errc::unexpected_message);
  CHECK(content_of(upto_client_key_exchange(client_certificate, keep::messages)) == errc::none);
  // No CertificateRequest.
  CHECK(content_of(upto_client_key_exchange(rsa, keep::messages)) == errc::unexpected_message);
  // A CertificateRequest, and no Certificate for an answer.
  CHECK(content_of(upto_server_key_exchange(rsa, keep::messages)
                       .add<point::CertificateRequest>({})
                       .add<point::ServerHelloDone>({})
                       .add<point::ClientKeyExchange>({})) == errc::unexpected_message);
}

TEST_CASE("F14: no more messages are kept than the limit, and the hash doesn't mind") {
  using crypto::tls12::max_kept_messages;
  std::vector<std::uint8_t> most(max_kept_messages - 3), hello(3);
  const auto with = [&](bytes certificate) {
    return transcript<point::ClientHello>::begin(b, crypto::hash_algorithm::sha256, hello, keep::messages)
        .add<point::ServerHello>({})
        .add<point::ServerCertificate>(certificate)
        .add<point::ServerKeyExchange>({})
        .add<point::CertificateRequest>({})
        .add<point::ServerHelloDone>({})
        .add<point::ClientCertificate>({})
        .add<point::ClientKeyExchange>({});
  };
  CHECK(content_of(with(most)) == errc::none);
  CHECK(with(most).certificate_verify_content()->size() == max_kept_messages);
  most.push_back(0);
  CHECK(content_of(with(most)) == errc::message_too_long);
  CHECK(with(most).hash());
}

TEST_CASE("F18: RFC 6066, 8: CertificateStatus is part of the transcript") {
  const auto hash_with = [](bool status) {
    auto t = upto_client_hello(rsa, keep::hash_only).add<point::ServerHello>({}).add<point::ServerCertificate>({});
    if (!status) return hex(std::move(t).add<point::ServerKeyExchange>({}).hash()->value.view());
    const std::uint8_t message[] = {22};
    return hex(
        std::move(t).add<point::CertificateStatus>(message).add<point::ServerKeyExchange>({}).hash()->value.view());
  };
  CHECK(hash_with(true) != hash_with(false));
}

TEST_CASE("F18: hashing leaves the transcript of TLS 1.2 able to go on") {
  STATIC_REQUIRE([] {
    test::toy_world world;
    const test::toy_backend toy(world);
    constexpr std::uint8_t one[] = {1};
    auto t = crypto::tls12::transcript<test::toy_backend, point::ClientHello>::begin(
        toy, crypto::hash_algorithm::sha256, one, keep::messages);
    const auto before = t.hash(), again = t.hash();
    if (!equal(before->value.view(), again->value.view())) return false;
    const auto more = std::move(t).add<point::ServerHello>(one).hash();
    return !equal(more->value.view(), before->value.view());
  }());
}

TEST_CASE("P11: a hash that failed fails every later point of a transcript of TLS 1.2") {
  test::toy_world world{.first_failing_call = 0};
  const auto t = crypto::tls12::transcript<test::toy_backend, point::ClientHello>::begin(
                     test::toy_backend(world), crypto::hash_algorithm::sha256, {}, keep::hash_only)
                     .add<point::ServerHello>({});
  CHECK(t.hash().error().code == errc::backend_failed);
}
