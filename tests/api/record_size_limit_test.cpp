// RFC 8449 between our client and our server, in both versions: what is said is kept to.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <vector>

#include "support/constant_handshake.hpp"
#include "support/toy_certificate.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct tls : stack<toy_backend> {};
constexpr unix_time noon = constant::noon;
using octets = std::vector<std::uint8_t>;

struct ends {
  toy_world here{.seed = 1}, there{.seed = 1000};
  client_context<tls> ours;
  server_context<tls> theirs;

  static client_config asking(ProtocolVersion version, std::size_t content) {
    client_config c;
    c.trust = toy::trusting_root();
    c.profile = profile::rfc5280;
    c.versions = version_list(version);
    c.max_record_content = content;
    return c;
  }
  static server_config serving(std::size_t content) {
    server_config c;
    c.certificates = toy::shown(toy::server_leaf);
    c.max_record_content = content;
    return c;
  }
  ends(ProtocolVersion version, std::size_t client_content, std::size_t server_content)
      : ours(*client_context<tls>::create(asking(version, client_content), toy_backend(here))),
        theirs(*server_context<tls>::create(serving(server_content), toy_backend(there))) {}
};

// The content of each protected record, as far as its length says it.
std::vector<std::size_t> contents(bytes records, ProtocolVersion version) {
  std::vector<std::size_t> sizes;
  while (records.size() >= record::header_size) {
    const std::size_t body = static_cast<std::size_t>(records[3] << 8 | records[4]);
    const std::size_t beside = crypto::aead_tag_size + (version == ProtocolVersion::tls13 ? 1 : 8);
    if (records[0] == static_cast<std::uint8_t>(ContentType::application_data)) sizes.push_back(body - beside);
    records = records.subspan(record::header_size + body);
  }
  return sizes;
}
std::size_t largest(std::vector<std::size_t> const& sizes) {
  std::size_t most = 0;
  for (std::size_t size : sizes) most = size > most ? size : most;
  return most;
}

}  // namespace

TEST_CASE("C10: each side keeps its records to what the other has said") {
  const auto version = GENERATE(ProtocolVersion::tls13, ProtocolVersion::tls12);
  const ends e(version, 100, 200);
  constant::pair_of<tls> p{client<tls>(e.ours, dns_name{"server.example"}), server<tls>(e.theirs)};
  p.run();
  REQUIRE(p.both_connected());
  CHECK(p.c.info().version == version);
  const octets much(1000, 'x');
  REQUIRE(p.s.send(much));
  const auto from_server = contents(p.s.outgoing(), version);
  // One value stands for both versions in a ClientHello, so that TLS 1.2 may use the octet of TLS 1.3's content type.
  CHECK(largest(from_server) == (version == ProtocolVersion::tls13 ? 100 : 101));
  REQUIRE(p.c.send(much));
  CHECK(largest(contents(p.c.outgoing(), version)) == 200);
  p.run();
  CHECK(p.both_connected());
}

TEST_CASE("RFC 8449, 4: the flight after EncryptedExtensions keeps to the limit, too") {
  const ends e(ProtocolVersion::tls13, 64, record::max_content);
  client<tls> c(e.ours, dns_name{"server.example"});
  server<tls> s(e.theirs);
  (void)c.start(noon);
  (void)s.receive(c.outgoing(), noon);
  const auto flight = contents(s.outgoing(), ProtocolVersion::tls13);
  CHECK(flight.size() > 3);
  CHECK(largest(flight) == 64);
}

TEST_CASE("nothing is said, and nothing is answered, where the most is taken") {
  const ends e(ProtocolVersion::tls13, record::max_content, 100);
  constant::pair_of<tls> p{client<tls>(e.ours, dns_name{"server.example"}), server<tls>(e.theirs)};
  p.run();
  REQUIRE(p.both_connected());
  REQUIRE(p.c.send(octets(1000, 'x')));
  CHECK(largest(contents(p.c.outgoing(), ProtocolVersion::tls13)) == 1000);
}

TEST_CASE("a limit that RFC 8449 forbids is a fault of the configuration") {
  const std::size_t content = GENERATE(std::size_t{63}, record::max_content + 1);
  toy_world w;
  const auto ours = client_context<tls>::create(ends::asking(ProtocolVersion::tls13, content), toy_backend(w));
  CHECK(ours.error() == error{errc::length_out_of_range, "max_record_content"});
  const auto theirs = server_context<tls>::create(ends::serving(content), toy_backend(w));
  CHECK(theirs.error() == error{errc::length_out_of_range, "max_record_content"});
}
