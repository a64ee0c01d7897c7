#include "cxtls/protocol/tls12/server_hello.hpp"

#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "cxtls/protocol/tls13/server_hello.hpp"
#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

namespace {
// 2 + 32 + 1 + 2 + 1 octets
constexpr std::size_t before_extensions = 38;
}  // namespace

TEST_CASE("A36: OpenSSL's ServerHello of TLS 1.2") {
  // It is one without extensions, too.
  obeys_the_laws<tls12::ServerHello, trace::server_hello, before_extensions>();
  BOTH(parse<tls12::ServerHello>(trace::server_hello)->server_version == ProtocolVersion::tls12);
  BOTH(parse<tls12::ServerHello>(trace::server_hello)->session_id.empty());
  BOTH(parse<tls12::ServerHello>(trace::server_hello)->cipher_suite ==
       CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
  BOTH(parse<tls12::ServerHello>(trace::server_hello)->compression_method == CompressionMethod::null);
  BOTH(parse<tls12::ServerHello>(trace::server_hello)->extensions.size() == 6);
  BOTH(find<ExtendedMasterSecret>(parse<tls12::ServerHello>(trace::server_hello)->extensions).has_value());
  BOTH(find<SessionTicketAcknowledged>(parse<tls12::ServerHello>(trace::server_hello)->extensions).has_value());
  BOTH(find<StatusRequestAcknowledged>(parse<tls12::ServerHello>(trace::server_hello)->extensions).has_value());
  BOTH(find<RenegotiationInfo>(parse<tls12::ServerHello>(trace::server_hello)->extensions)
           ->renegotiated_connection.empty());
  BOTH(equal(find<ProtocolNameList>(parse<tls12::ServerHello>(trace::server_hello)->extensions)
                 ->protocol_name_list.front()
                 .name,
             octets('h', '2')));
  BOTH(find<ECPointFormatList>(parse<tls12::ServerHello>(trace::server_hello)->extensions)
           ->ec_point_format_list.contains(ECPointFormat::uncompressed));
}

TEST_CASE("A61: OpenSSL's ServerHello answers what its client offered, if the signalling suite counts as an offer") {
  constexpr auto judged = [](bool count_the_suite) {
    auto const client = parse<ClientHello>(trace::client_hello);
    extension_set offered;
    bool good = add_types(offered, client->extensions);
    // RFC 5746, 3.4: a client offers with one or the other, and looks for the extension in the answer.
    if (count_the_suite && client->cipher_suites.contains(CipherSuite::TLS_EMPTY_RENEGOTIATION_INFO_SCSV))
      good = good && offered.add(ExtensionType::renegotiation_info);
    return std::pair{good, check_extensions(parse<tls12::ServerHello>(trace::server_hello)->extensions, offered)};
  };
  BOTH(judged(true).first && !judged(true).second);
  BOTH(judged(false).second == error{errc::extension_unsolicited, "renegotiation_info"});
}

TEST_CASE("A36: who doesn't know the version yet reads a ServerHello of TLS 1.2 as one of TLS 1.3, then again") {
  BOTH(refusal<ServerHello>(trace::server_hello) == errc::none);
  BOTH(round_trips<ServerHello>(trace::server_hello));
  BOTH(!find<SelectedVersion>(parse<ServerHello>(trace::server_hello)->extensions));
  BOTH(parse<ServerHello>(trace::server_hello)->cipher_suite ==
       parse<tls12::ServerHello>(trace::server_hello)->cipher_suite);
  BOTH(!is_hello_retry_request(trace::server_hello));
}

TEST_CASE("A36: the extensions of a ServerHello of TLS 1.2 may be missing, and empty") {
  static constexpr auto whole = trace::server_hello;
  BOTH(parse<tls12::ServerHello>(bytes(whole).first(before_extensions))->extensions.empty());
  BOTH(refusal<tls12::ServerHello>(bytes(whole).first(before_extensions + 1)) == errc::truncated);
  const std::vector<std::uint8_t> start(whole.begin(), whole.begin() + before_extensions);
  CHECK(refusal<tls12::ServerHello>(start + prefixed(2, 0)) == errc::none);
  CHECK(round_trips<tls12::ServerHello>(start + prefixed(2, 0)));
}

TEST_CASE("A25: a session id of TLS 1.2 has at most 32 octets") {
  const auto hello_of = [](std::size_t n) {
    return std::vector<std::uint8_t>{3, 3} + std::vector<std::uint8_t>(32) + prefixed(1, n) +
           std::vector<std::uint8_t>{0xc0, 0x2b, 0};
  };
  CHECK(refusal<tls12::ServerHello>(hello_of(31)) == errc::none);
  CHECK(refusal<tls12::ServerHello>(hello_of(32)) == errc::none);
  CHECK(refusal<tls12::ServerHello>(hello_of(33)) == errc::length_out_of_range);
}

TEST_CASE("A34: an unknown extension in a ServerHello of TLS 1.2 keeps its body, and the next one is found") {
  const std::vector<std::uint8_t> start(trace::server_hello.begin(), trace::server_hello.begin() + before_extensions);
  const std::vector<std::uint8_t> block = {0, 10, 0xff, 0x77, 0, 2, 7, 8, 0, 23, 0, 0};
  const auto octets_of_it = start + block;
  const auto hello = parse<tls12::ServerHello>(octets_of_it);
  REQUIRE(hello);
  CHECK(equal(std::get<0>(hello->extensions.front().extension_data).body, octets(7, 8)));
  CHECK(find<ExtendedMasterSecret>(hello->extensions).has_value());
  CHECK(round_trips<tls12::ServerHello>(octets_of_it));
}
