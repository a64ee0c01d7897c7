// Compressed certificates (RFC 8879): the message made and undone, and our client and our server with them.
#include "cxtls/handshake/tls13/compressed_certificate.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <vector>

#include "cxtls/protocol/extension/check.hpp"
#include "support/backend.hpp"
#include "support/constant_handshake.hpp"
#include "support/noon.hpp"

using namespace cxtls;
using namespace cxtls::test;
using tls13::compress_certificate;
using tls13::decompress_certificate;

namespace {

int decompressed = 0;  // calls
// What compress() does: what it should, or what a peer could do instead.
enum class habit : std::uint8_t { honest, one_octet_too_many, something_else, unable };
habit compresses = habit::honest;
CertificateCompressionAlgorithm whose{};

// The octets in their opposite order.
template <unsigned Code>
struct mirror {
  static constexpr CertificateCompressionAlgorithm algorithm{Code};
  static result<std::size_t> compress(bytes message, mutable_bytes out) {
    const habit mine = whose == algorithm ? compresses : habit::honest;
    if (mine == habit::unable) return errc::no_space;
    std::ranges::reverse_copy(message, out.begin());
    if (mine == habit::something_else) std::ranges::fill(out.first(message.size()), std::uint8_t{0xff});
    return message.size() + (mine == habit::one_octet_too_many);
  }
  static status decompress(bytes compressed, mutable_bytes out) {
    ++decompressed;
    if (compressed.size() != out.size()) return errc::certificate_not_decompressed;
    std::ranges::reverse_copy(compressed, out.begin());
    return done{};
  }
};
using first = mirror<0xff01>;
using second = mirror<0xff02>;
using all = certificate_compressions<first, second>;
constexpr certificate_compression_list none, only_first(first::algorithm), only_second(second::algorithm);

struct with_habit {
  with_habit(habit h, CertificateCompressionAlgorithm of) {
    compresses = h;
    whose = of;
  }
  with_habit(with_habit const&) = delete;
  ~with_habit() { compresses = habit::honest; }
};

struct watcher {
  std::vector<HandshakeType>* sent = nullptr;
  void message(bool by_us, bytes raw) {
    if (by_us && sent != nullptr) sent->push_back(static_cast<HandshakeType>(raw[0]));
  }
};
struct tls : stack<linked_backend> {
  struct policy : cxtls::policy::modern {
    using certificate_compressions = all;
    using observer = watcher;
  };
};

client_config client_side() {
  client_config config;
  config.trust = *trust_store::from_pem(usual_root());
  config.profile = profile::rfc5280;
  REQUIRE(config.certificates.push(*own_certificate::from_pem(usual_chain())));
  return config;
}
server_config server_side(client_authentication clients = client_authentication::off) {
  server_config config;
  REQUIRE(config.certificates.push(*own_certificate::from_pem(usual_chain())));
  config.clients = clients;
  config.trust = *trust_store::from_pem(usual_root());
  config.profile = profile::rfc5280;
  return config;
}

struct both {
  explicit both(client_config mine = client_side(), server_config other = server_side())
      : clients(std::move(*client_context<tls>::create(std::move(mine)))),
        servers(std::move(*server_context<tls>::create(std::move(other)))),
        c(clients, dns_name{"server.example"}, watcher{&by_client}),
        s(servers, watcher{&by_server}) {
    (void)c.start(noon);
    for (bool moved = true; moved;) {
      moved = false;
      while (!c.outgoing().empty() || !s.outgoing().empty()) {
        moved = true;
        if (!carry(c, s) && !carry(s, c)) return;
      }
    }
  }
  static bool carry(auto& from, auto& to) {
    if (from.outgoing().empty()) return false;
    step done = to.receive(from.outgoing(), noon);
    from.sent(done.consumed);
    for (bool again = done.again; again;) again = to.proceed(noon).again;
    return done.consumed != 0;
  }
  bool connected() { return c.now() == condition::connected && s.now() == condition::connected; }
  static auto count(std::vector<HandshakeType> const& of, HandshakeType type) { return std::ranges::count(of, type); }
  bool server_compressed() const { return count(by_server, HandshakeType::compressed_certificate) == 1; }
  bool client_compressed() const { return count(by_client, HandshakeType::compressed_certificate) == 1; }

  client_context<tls> clients;
  server_context<tls> servers;
  std::vector<HandshakeType> by_client{}, by_server{};
  client<tls> c;
  server<tls> s;
};

buffer certificate_message() {
  buffer message;
  const std::uint8_t der[] = {1, 2, 3};
  const CertificateEntry entry{.cert_data = der};
  REQUIRE(append_message(Certificate{{}, std::span<const CertificateEntry>(&entry, 1)}, message));
  return message;
}
errc refusal(CompressedCertificate const& m) {
  const auto message = decompress_certificate<all>(m, only_first);
  return message ? errc::none : message.error().code;
}

}  // namespace

TEST_CASE("RFC 8879, 4: what is compressed comes back as it was, without its header") {
  buffer message = certificate_message();
  const buffer plain = certificate_message();
  REQUIRE(compress_certificate<all>(first::algorithm, message));
  CHECK(message.view()[0] == 25);
  const auto compressed = parse<CompressedCertificate>(message.view().subspan(handshake_header_size));
  REQUIRE(compressed);
  CHECK(compressed->algorithm == first::algorithm);
  CHECK(compressed->uncompressed_length == plain.size() - handshake_header_size);
  const auto back = decompress_certificate<all>(*compressed, only_first);
  REQUIRE(back);
  CHECK(equal(back->view(), plain.view().subspan(handshake_header_size)));
}

TEST_CASE("a certificate that isn't to be compressed, or can't be, stays as it is") {
  const buffer plain = certificate_message();
  buffer message = certificate_message();
  REQUIRE(compress_certificate<all>(std::nullopt, message));
  CHECK(equal(message.view(), plain.view()));
  const with_habit it(habit::unable, first::algorithm);
  REQUIRE(compress_certificate<all>(first::algorithm, message));
  CHECK(equal(message.view(), plain.view()));
}

TEST_CASE("RFC 8879, 4 and 5: limits are looked at before anything is decompressed") {
  const std::vector<std::uint8_t> octets(10, 1);
  decompressed = 0;
  CHECK(refusal({second::algorithm, 10, octets}) == errc::certificate_compression_not_offered);
  CHECK(refusal({CertificateCompressionAlgorithm::zlib, 10, octets}) == errc::certificate_compression_not_offered);
  CHECK(refusal({first::algorithm, max_certificate_message + 1, octets}) == errc::message_too_long);
  CHECK(refusal({first::algorithm, 0xffffff, octets}) == errc::message_too_long);
  CHECK(decompressed == 0);
  CHECK(refusal({first::algorithm, max_certificate_message, octets}) == errc::certificate_not_decompressed);
  CHECK(refusal({first::algorithm, 9, octets}) == errc::certificate_not_decompressed);
  CHECK(refusal({first::algorithm, 11, octets}) == errc::certificate_not_decompressed);
  CHECK(refusal({first::algorithm, 10, octets}) == errc::none);
  CHECK(decompressed == 4);
}

TEST_CASE("RFC 8879: both sides compress their certificates, each by what the other has offered", "[wide]") {
  both b(client_side(), server_side(client_authentication::required));
  CHECK(b.connected());
  CHECK(b.server_compressed());
  CHECK(b.client_compressed());
  CHECK(b.s.peer_certificates().size() == b.c.peer_certificates().size());
}

TEST_CASE("a peer without compression, or without a common algorithm, gets the certificate as it is", "[wide]") {
  const auto connects_plainly = [](certificate_compression_list const& ours,
                                   certificate_compression_list const& theirs) {
    client_config mine = client_side();
    server_config other = server_side(client_authentication::required);
    mine.certificate_compressions = ours;
    other.certificate_compressions = theirs;
    both b(std::move(mine), std::move(other));
    return b.connected() && !b.server_compressed() && !b.client_compressed();
  };
  CHECK(connects_plainly(only_first, none));
  CHECK(connects_plainly(none, only_first));
  CHECK(connects_plainly(only_first, only_second));
  CHECK_FALSE(connects_plainly(only_first, only_first));
  const with_habit it(habit::unable, first::algorithm);
  CHECK(connects_plainly(only_first, only_first));
}

TEST_CASE("RFC 8879, 4: a server's certificate that can't be decompressed is bad_certificate", "[wide]") {
  const with_habit they(habit::one_octet_too_many, first::algorithm);
  both b;
  CHECK(b.c.failure().code == errc::certificate_not_decompressed);
  CHECK(b.s.alert_received() == AlertDescription::bad_certificate);
}

TEST_CASE("RFC 8879, 4: a client's certificate that can't be decompressed is bad_certificate", "[wide]") {
  const with_habit they(habit::one_octet_too_many, second::algorithm);
  client_config mine = client_side();
  mine.certificate_compressions = certificate_compression_list(second::algorithm, first::algorithm);
  both b(std::move(mine), server_side(client_authentication::required));
  CHECK(b.s.failure().code == errc::certificate_not_decompressed);
  CHECK(b.c.alert_received() == AlertDescription::bad_certificate);
}

TEST_CASE("RFC 8879, 5: what was decompressed is read as any Certificate message", "[wide]") {
  const with_habit they(habit::something_else, first::algorithm);
  both b;
  CHECK(b.c.failure().code == errc::truncated);
  CHECK(b.s.alert_received() == AlertDescription::decode_error);
}

TEST_CASE("RFC 8879, 3: in TLS 1.2 nothing is compressed", "[wide]") {
  client_config mine = client_side();
  mine.certificates = {};
  server_config other = server_side();
  other.versions = version_list(ProtocolVersion::tls12);
  both b(std::move(mine), std::move(other));
  CHECK(b.connected());
  CHECK(b.c.info().version == ProtocolVersion::tls12);
  CHECK_FALSE(b.server_compressed());
}

TEST_CASE("a configuration narrows the policy's compressions, and can do without") {
  const auto said = [](std::optional<certificate_compression_list> const& only) {
    client_config config = client_side();
    config.certificate_compressions = only;
    const auto context = client_context<tls>::create(std::move(config));
    REQUIRE(context);
    client<tls> c(*context, dns_name{"server.example"});
    (void)c.start(noon);
    std::vector<CertificateCompressionAlgorithm> listed;
    const auto hello = parse<ClientHello>(c.outgoing().subspan(5 + handshake_header_size));
    if (const auto offer = find<CertificateCompressionAlgorithms>(hello->extensions))
      for (auto one : offer->algorithms) listed.push_back(one);
    return listed;
  };
  CHECK(said({}) == std::vector{first::algorithm, second::algorithm});
  CHECK(said(certificate_compression_list(second::algorithm, first::algorithm)) ==
        std::vector{second::algorithm, first::algorithm});
  CHECK(said(certificate_compression_list(second::algorithm)) == std::vector{second::algorithm});
  CHECK(said(certificate_compression_list()).empty());

  const certificate_compression_list unknown(CertificateCompressionAlgorithm::zstd);
  client_config mine = client_side();
  mine.certificate_compressions = unknown;
  CHECK(client_context<tls>::create(std::move(mine)).error() ==
        error{errc::config_unsupported_by_backend, "certificate_compressions"});
  server_config other = server_side();
  other.certificate_compressions = unknown;
  CHECK(server_context<tls>::create(std::move(other)).error() ==
        error{errc::config_unsupported_by_backend, "certificate_compressions"});
}

TEST_CASE("a client of an external key, which takes no certificates, doesn't say how to compress them", "[wide]") {
  const auto context = client_context<tls>::create(client_side());
  REQUIRE(context);
  const bytes key = as_bytes("a key of at least 128 bits");
  client<tls> c(*context, std::move(*external_psk::create(as_bytes("it"), key)));
  (void)c.start(noon);
  const auto hello = parse<ClientHello>(c.outgoing().subspan(5 + handshake_header_size));
  REQUIRE(hello);
  CHECK_FALSE(find<CertificateCompressionAlgorithms>(hello->extensions));
}
