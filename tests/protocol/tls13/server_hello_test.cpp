#include "cxtls/protocol/tls13/server_hello.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

namespace {
// Where the extensions would begin: 2 + 32 + 1 + 2 + 1 octets.
constexpr std::size_t before_extensions = 38;
template <class Body, class Hello>
constexpr Body body_of(Hello const& hello) {
  for (auto const& extension : hello.extensions)
    if (auto const* body = std::get_if<Body>(&extension.extension_data)) return *body;
  return {};
}
}  // namespace

TEST_CASE("A36: RFC 8448's ServerHello") {
  // Without extensions it is a ServerHello of TLS 1.2.
  obeys_the_laws<ServerHello, trace::server_hello, before_extensions>();
  BOTH(parse<ServerHello>(trace::server_hello)->cipher_suite == CipherSuite::TLS_AES_128_GCM_SHA256);
  BOTH(parse<ServerHello>(trace::server_hello)->legacy_compression_method == CompressionMethod::null);
  BOTH(body_of<SelectedVersion>(*parse<ServerHello>(trace::server_hello)).selected_version == ProtocolVersion::tls13);
  BOTH(body_of<KeyShareServerHello>(*parse<ServerHello>(trace::server_hello)).server_share.group == NamedGroup::x25519);
  BOTH(!is_hello_retry_request(trace::server_hello));
}

TEST_CASE("A36: RFC 8448's ServerHello of a resumption selects the first key") {
  obeys_the_laws<ServerHello, trace::resuming_server_hello, before_extensions>();
  BOTH(parse<ServerHello>(trace::resuming_server_hello)->extensions.size() == 3);
  BOTH(body_of<SelectedPsk>(*parse<ServerHello>(trace::resuming_server_hello)).selected_identity == 0);
}

TEST_CASE("A36: RFC 8448's HelloRetryRequest is told by its random") {
  obeys_the_laws<HelloRetryRequest, trace::hello_retry_request>();
  BOTH(is_hello_retry_request(trace::hello_retry_request));
  BOTH(body_of<KeyShareHelloRetryRequest>(*parse<HelloRetryRequest>(trace::hello_retry_request)).selected_group ==
       NamedGroup::secp256r1);
  BOTH(body_of<Cookie>(*parse<HelloRetryRequest>(trace::hello_retry_request)).cookie.size() == 0x72);
  BOTH(refusal<HelloRetryRequest>(trace::server_hello) == errc::rule_broken);
  BOTH(check<HelloRetryRequest>(trace::server_hello).field == "random");
}

TEST_CASE("A36: a message too short for a random is no HelloRetryRequest") {
  static constexpr auto whole = trace::hello_retry_request;
  BOTH(!is_hello_retry_request(bytes(whole).first(33)));
  BOTH(is_hello_retry_request(bytes(whole).first(34)));
  BOTH(!is_hello_retry_request({}));
}

TEST_CASE("A36: a HelloRetryRequest is built with the one random, and no other") {
  static constexpr extension_in<in::hello_retry_request> carried[] = {{SelectedVersion{}}};
  BOTH(HelloRetryRequest{}.random == hello_retry_request_random);
  BOTH(build_refusal(HelloRetryRequest{.extensions = carried}) == errc::none);
  BOTH(build_refusal(HelloRetryRequest{.random = Random{}, .extensions = carried}) == errc::rule_broken);
  BOTH(build_refusal(HelloRetryRequest{}) == errc::length_out_of_range);
}

TEST_CASE("A25: the echoed session id has at most 32 octets") {
  const auto hello_of = [](std::size_t n) {
    return std::vector<std::uint8_t>{3, 3} + std::vector<std::uint8_t>(32) + prefixed(1, n) +
           std::vector<std::uint8_t>{0x13, 1, 0};
  };
  CHECK(refusal<ServerHello>(hello_of(31)) == errc::none);
  CHECK(refusal<ServerHello>(hello_of(32)) == errc::none);
  CHECK(refusal<ServerHello>(hello_of(33)) == errc::length_out_of_range);
}

TEST_CASE("A36: a HelloRetryRequest has at least the 6 octets of supported_versions") {
  static constexpr auto whole = trace::hello_retry_request;
  constexpr auto with_block = [](std::size_t n) {
    const exactly out(before_extensions + 2 + n);
    const mutable_bytes octets = out;
    copy(bytes(whole).first(before_extensions), octets.data());
    octets[before_extensions + 1] = static_cast<std::uint8_t>(n);
    for (std::size_t i = 0; i < n; ++i) octets[before_extensions + 2 + i] = i < 2 ? 0x0a : 0;  // an unknown extension
    if (n >= 4) octets[before_extensions + 5] = static_cast<std::uint8_t>(n - 4);
    return refusal<HelloRetryRequest>(octets);
  };
  BOTH(with_block(0) == errc::length_out_of_range);
  BOTH(with_block(5) == errc::length_out_of_range);
  BOTH(with_block(6) == errc::none);
  BOTH(with_block(7) == errc::none);
}
