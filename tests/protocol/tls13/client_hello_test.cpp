#include "cxtls/protocol/tls13/client_hello.hpp"

#include "cxtls/protocol/extension/check.hpp"
#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

namespace {
constexpr bool offers_tls13(ClientHello const& hello) {
  for (auto const& extension : hello.extensions)
    if (auto const* versions = std::get_if<SupportedVersions>(&extension.extension_data))
      return versions->versions.contains(ProtocolVersion::tls13);
  return false;
}
constexpr ExtensionType last_type(ClientHello const& hello) {
  ExtensionType type{};
  for (auto const& extension : hello.extensions) type = extension.type();
  return type;
}
// Where the extensions would begin: 2 + 32 + 1 + 2 + 6 + 2 octets of RFC 8448's ClientHellos.
constexpr std::size_t before_extensions = 45;
}  // namespace

TEST_CASE("A35: RFC 8448's ClientHello") {
  // Without extensions it is a ClientHello of TLS 1.2.
  obeys_the_laws<ClientHello, trace::client_hello, before_extensions>();
  BOTH(parse<ClientHello>(trace::client_hello)->legacy_version == ProtocolVersion::tls12);
  BOTH(parse<ClientHello>(trace::client_hello)->random[0] == 0xcb &&
       parse<ClientHello>(trace::client_hello)->random[31] == 0xe7);
  BOTH(parse<ClientHello>(trace::client_hello)->legacy_session_id.empty());
  BOTH(parse<ClientHello>(trace::client_hello)->cipher_suites.size() == 3);
  BOTH(parse<ClientHello>(trace::client_hello)->cipher_suites.front() == CipherSuite::TLS_AES_128_GCM_SHA256);
  BOTH(equal(parse<ClientHello>(trace::client_hello)->legacy_compression_methods, null_compression_only));
  BOTH(parse<ClientHello>(trace::client_hello)->extensions.size() == 9);
  BOTH(offers_tls13(*parse<ClientHello>(trace::client_hello)));
}

TEST_CASE("A35: RFC 8448's second ClientHello, with a cookie and padding") {
  obeys_the_laws<ClientHello, trace::second_client_hello, before_extensions>();
  BOTH(last_type(*parse<ClientHello>(trace::second_client_hello)) == ExtensionType::padding);
}

TEST_CASE("C52: RFC 8448's resuming ClientHello ends with pre_shared_key, and its binders are found") {
  obeys_the_laws<ClientHello, trace::resuming_client_hello, before_extensions>();
  BOTH(last_type(*parse<ClientHello>(trace::resuming_client_hello)) == ExtensionType::pre_shared_key);
  constexpr auto without_binders = [] {
    reader r(trace::resuming_client_hello);
    ClientHello hello;
    return wire<ClientHello>.read(r, hello) ? r.marked() : 0;
  };
  // RFC 8448, 4 prints the prefix that the binder covers, 477 octets with the message's header.
  BOTH(without_binders() + rfc8448::header == rfc8448::resumed_0rtt.client_hello_without_binders.size() / 2);
}

TEST_CASE("A35: OpenSSL's ClientHello of TLS 1.2") {
  constexpr auto hello = [] { return *parse<ClientHello>(openssl12::client_hello); };
  // 2 + 32 + 1 + 2 + 4 + 2 octets, and without extensions it is a ClientHello all the same.
  obeys_the_laws<ClientHello, openssl12::client_hello, 43>();
  BOTH(!offers_tls13(hello()));
  BOTH(hello().legacy_version == ProtocolVersion::tls12);
  BOTH(hello().cipher_suites.size() == 2);
  BOTH(hello().cipher_suites.contains(CipherSuite::TLS_EMPTY_RENEGOTIATION_INFO_SCSV));
  BOTH(find<SessionTicket>(hello().extensions)->ticket.empty());
  BOTH(find<ECPointFormatList>(hello().extensions)->ec_point_format_list.size() == 3);
  BOTH(find<ExtendedMasterSecret>(hello().extensions).has_value());
  BOTH(find<EncryptThenMac>(hello().extensions).has_value());
  BOTH(!check_extensions(hello().extensions));
}

TEST_CASE("A34: extensions that cxtls only has descriptors for stay in a ClientHello as they came, in their order") {
  // client_certificate_url, trusted_ca_keys (one pre_agreed), truncated_hmac, max_fragment_length
  static constexpr auto block = verbs::octets(0, 20, 0, 2, 0, 0, 0, 3, 0, 3, 0, 1, 0, 0, 4, 0, 0, 0, 1, 0, 1, 1);
  static constexpr auto whole = [] {
    std::array<std::uint8_t, before_extensions + block.size()> out{};
    copy(bytes(trace::client_hello).first(before_extensions), out.data());
    copy(block, out.data() + before_extensions);
    return out;
  }();
  constexpr auto types = [] {
    std::array<ExtensionType, 4> out{};
    std::size_t n = 0;
    const auto hello = parse<ClientHello>(whole);
    for (auto const& extension : hello->extensions) out[n++] = extension.type();
    return out;
  };
  obeys_the_laws<ClientHello, whole, before_extensions>();
  BOTH(types() == std::array{ExtensionType::client_certificate_url, ExtensionType::trusted_ca_keys,
                             ExtensionType::truncated_hmac, ExtensionType::max_fragment_length});
  BOTH(std::get<0>(parse<ClientHello>(whole)->extensions.front().extension_data).body.empty());
  BOTH(find<MaxFragmentLengthExtension>(parse<ClientHello>(whole)->extensions)->max_fragment_length ==
       MaxFragmentLength::octets_512);
}

namespace {
// All but the fields in question. A session id, suites and compression methods of these many octets.
std::vector<std::uint8_t> hello_of(std::size_t session_id, std::size_t suites, std::size_t compressions) {
  return std::vector<std::uint8_t>{3, 3} + std::vector<std::uint8_t>(32) + prefixed(1, session_id) +
         prefixed(2, suites) + prefixed(1, compressions) + std::vector<std::uint8_t>{0, 0};
}
}  // namespace

TEST_CASE("A25: a session id has at most 32 octets") {
  CHECK(refusal<ClientHello>(hello_of(0, 2, 1)) == errc::none);
  CHECK(refusal<ClientHello>(hello_of(31, 2, 1)) == errc::none);
  CHECK(refusal<ClientHello>(hello_of(32, 2, 1)) == errc::none);
  CHECK(refusal<ClientHello>(hello_of(33, 2, 1)) == errc::length_out_of_range);
  const std::array<std::uint8_t, 33> id{};
  static constexpr CipherSuite one[] = {CipherSuite::TLS_AES_128_GCM_SHA256};
  CHECK(build_refusal(ClientHello{.legacy_session_id = bytes(id).first(32), .cipher_suites = one}) == errc::none);
  CHECK(build_refusal(ClientHello{.legacy_session_id = id, .cipher_suites = one}) == errc::length_out_of_range);
}

TEST_CASE("A35: cipher suites are at least one, whole, and at most 2^16-2 octets") {
  CHECK(refusal<ClientHello>(hello_of(0, 0, 1)) == errc::length_out_of_range);
  CHECK(refusal<ClientHello>(hello_of(0, 1, 1)) == errc::length_out_of_range);
  CHECK(refusal<ClientHello>(hello_of(0, 3, 1)) == errc::truncated);
  CHECK(refusal<ClientHello>(hello_of(0, 65534, 1)) == errc::none);
  CHECK(refusal<ClientHello>(hello_of(0, 65535, 1)) == errc::length_out_of_range);
  CHECK(build_refusal(ClientHello{}) == errc::length_out_of_range);
}

TEST_CASE("A26: compression methods are at least one") {
  CHECK(refusal<ClientHello>(hello_of(0, 2, 0)) == errc::length_out_of_range);
  CHECK(refusal<ClientHello>(hello_of(0, 2, 255)) == errc::none);
}

TEST_CASE("A35: extensions may be missing, and empty") {
  static constexpr auto all = trace::client_hello;
  BOTH(parse<ClientHello>(bytes(all).first(before_extensions))->extensions.empty());
  CHECK(refusal<ClientHello>(hello_of(0, 2, 1)) == errc::none);
}

TEST_CASE("A60: an error names the field") {
  constexpr auto at = [](std::size_t size) { return check<ClientHello>(bytes(trace::client_hello).first(size)).field; };
  BOTH(at(1) == "legacy_version");
  BOTH(at(33) == "random");
  BOTH(at(34) == "legacy_session_id");
  BOTH(at(36) == "cipher_suites");
  BOTH(at(44) == "legacy_compression_methods");
  BOTH(at(46) == "extensions");
}

TEST_CASE("A60: a built ClientHello has the RFC's defaults") {
  static constexpr CipherSuite one[] = {CipherSuite::TLS_AES_128_GCM_SHA256};
  static constexpr ProtocolVersion versions[] = {ProtocolVersion::tls13};
  static constexpr extension_in<in::client_hello> carried[] = {{SupportedVersions{versions}}};
  constexpr auto out = [] {
    std::array<std::uint8_t, 50> octets{};
    const auto built = build(ClientHello{.cipher_suites = one, .extensions = carried}, octets);
    return std::pair{built && built->size() == octets.size(), octets};
  };
  // 0303, 32 zeros, no session id, one suite, null compression, supported_versions with 0304.
  constexpr auto expected = [] {
    std::array<std::uint8_t, 50> octets{3, 3};
    copy(verbs::octets(0, 0, 2, 0x13, 1, 1, 0, 0, 7, 0, 43, 0, 3, 2, 3, 4), octets.data() + 34);
    return octets;
  };
  BOTH(out().first);
  BOTH(out().second == expected());
}
