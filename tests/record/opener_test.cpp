#include "cxtls/record/opener.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "cxtls/backend/boringssl.hpp"
#include "pair.hpp"
#include "support/hex.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

using namespace cxtls;
using namespace pair;
using backend::boringssl;
using test::toy_backend;
using test::unhex;

namespace {
const boringssl real;
constexpr std::array<std::uint8_t, 3> text{7, 8, 9};
constexpr auto trace = test::rfc8448::simple_1rtt;

template <crypto::sender Sender, crypto::stage Stage>
auto secret_of(std::string_view hex) {
  return crypto::traffic_secret<Stage, Sender>::of(crypto::hash_algorithm::sha256, unhex(hex));
}

// A published record opens to what it holds, and sealing that gives the published record.
struct published {
  record::opener<boringssl> read;
  record::protector<boringssl> write;
  template <crypto::stage Stage, crypto::sender Sender>
  void install(crypto::traffic_secret<Stage, Sender> const& secret) {
    REQUIRE(read.install(real, aes_suite, secret));
    REQUIRE(write.install(real, aes_suite, secret));
  }
  void agrees(ContentType type, std::string_view content, std::string_view record) {
    octets sealed = unhex(record), again(sealed.size());
    REQUIRE(write.seal(type, unhex(content), 0, again));
    CHECK(again == sealed);
    const auto o = read.open(sealed);
    REQUIRE(o);
    CHECK(o->type == type);
    CHECK(equal(o->content, unhex(content)));
  }
};

constexpr bool round_trip(std::size_t size, std::size_t padding) {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  const octets content = counting_octets(size);
  octets record = e.seal(ContentType::application_data, content, padding);
  const auto o = e.read.open(record);
  return o && o->type == ContentType::application_data && equal(o->content, content) &&
         (o->content.empty() || o->content.data() == record.data() + 5);
}

// How a record with this inner plaintext is refused.
errc refused_inner(bytes inner) {
  record::key<boringssl> k;
  record::opener<boringssl> read;
  REQUIRE(k.install(real, aes_suite, application_secret::of(aes_suite.hash, some_secret)));
  REQUIRE(read.install(real, aes_suite, application_secret::of(aes_suite.hash, some_secret)));
  return refusal(read, raw_record(k, inner));
}
octets inner_of(std::size_t content, std::uint8_t type, std::size_t padding) {
  octets inner = counting_octets(content);
  inner.push_back(type);
  inner.resize(inner.size() + padding);
  return inner;
}
}  // namespace

TEST_CASE("RFC 8448, 3: the server's records of the handshake") {
  published p;
  p.install(secret_of<crypto::sender::server, crypto::stage::handshake>(trace.server_handshake_traffic));
  p.agrees(ContentType::handshake, trace.server_flight, trace.server_flight_record);
}

TEST_CASE("RFC 8448, 3: the client's records of the handshake") {
  published p;
  p.install(secret_of<crypto::sender::client, crypto::stage::handshake>(trace.client_handshake_traffic));
  p.agrees(ContentType::handshake, trace.client_flight, trace.client_flight_record);
}

TEST_CASE("RFC 8448, 3: the server's ticket, data and alert, one after the other") {
  published p;
  p.install(secret_of<crypto::sender::server, crypto::stage::application>(trace.server_application_traffic));
  p.agrees(ContentType::handshake, trace.new_session_ticket, trace.new_session_ticket_record);
  p.agrees(ContentType::application_data, trace.server_data, trace.server_data_record);
  p.agrees(ContentType::alert, "0100", trace.server_alert_record);
  CHECK(p.read.sequence_number() == 3);
}

TEST_CASE("RFC 8448, 3: the client's data and alert, one after the other") {
  published p;
  p.install(secret_of<crypto::sender::client, crypto::stage::application>(trace.client_application_traffic));
  p.agrees(ContentType::application_data, trace.client_data, trace.client_data_record);
  p.agrees(ContentType::alert, "0100", trace.client_alert_record);
}

TEST_CASE("RFC 8448, 3: the first flights are plaintext") {
  record::opener<boringssl> read;
  octets hello = unhex(trace.client_hello_record);
  const auto o = read.open(hello);
  REQUIRE(o);
  CHECK(o->type == ContentType::handshake);
  CHECK(equal(o->content, unhex(trace.client_hello)));
}

TEST_CASE("content of any length opens to itself, padded or not, where it lies") {
  static_assert(round_trip(0, 0) && round_trip(1, 0) && round_trip(3, 5));
  for (std::size_t size : {0u, 1u, 2u, 100u, 16383u, 16384u}) {
    CHECK(round_trip(size, 0));
    CHECK(round_trip(size, size == 16384 ? 0 : 1));
    CHECK(round_trip(size, record::max_content - size));
  }
}

TEST_CASE("with each suite of BoringSSL a record opens to what was sealed") {
  for (auto const& suite : crypto::suites<boringssl>) {
    ends<boringssl> e(real, suite, std::array<std::uint8_t, 48>{4, 2});
    REQUIRE(e.good);
    for (std::size_t size : {0u, 1u, 16u, 1000u, 16384u}) {
      const octets content = counting_octets(size);
      octets record = e.seal(ContentType::handshake, content.empty() ? bytes(text) : bytes(content), 0);
      const auto o = e.read.open(record);
      REQUIRE(o);
      CHECK(o->type == ContentType::handshake);
      CHECK(equal(o->content, content.empty() ? bytes(text) : bytes(content)));
    }
  }
}

TEST_CASE("a record with any one bit changed is refused, header included") {
  ends<boringssl> write(real);
  const octets good = write.seal(ContentType::application_data, text, 2);
  for (std::size_t i = 0; i < good.size(); ++i)
    for (unsigned bit = 0; bit < 8; ++bit) {
      ends<boringssl> fresh(real);
      octets bad = good;
      bad[i] ^= static_cast<std::uint8_t>(1u << bit);
      CHECK(refusal(fresh.read, bad) != errc::none);
      if (i >= record::header_size) CHECK(refusal(fresh.read, bad) == errc::bad_record_mac);
    }
  ends<boringssl> fresh(real);
  CHECK(refusal(fresh.read, good) == errc::none);
}

TEST_CASE("a record cut short or drawn out is refused") {
  ends<boringssl> write(real);
  const octets good = write.seal(ContentType::application_data, text);
  octets longer = good;
  longer.push_back(0);
  CHECK(refusal(write.read, longer) == errc::trailing_data);
  record::opener<boringssl> plain;
  CHECK(refusal(plain, {}) == errc::truncated);
  for (std::size_t n = 0; n < good.size(); ++n) {
    ends<boringssl> fresh(real);
    octets cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(n));
    CHECK(refusal(fresh.read, cut) == errc::truncated);
    if (n >= record::header_size) {  // with a length that fits
      cut[4] = static_cast<std::uint8_t>(n - record::header_size);
      CHECK(refusal(fresh.read, cut) == errc::bad_record_mac);
    }
  }
}

TEST_CASE("records open in the order in which they were sealed, once each, and with the right key") {
  ends<boringssl> a(real), b(real, aes_suite, std::array<std::uint8_t, 32>{9});
  const octets first = a.seal(ContentType::application_data, text);
  const octets second = a.seal(ContentType::application_data, text);
  CHECK(refusal(b.read, first) == errc::bad_record_mac);
  CHECK(refusal(a.read, second) == errc::bad_record_mac);  // out of order
  CHECK(refusal(a.read, first) == errc::none);
  CHECK(refusal(a.read, first) == errc::bad_record_mac);  // again
  CHECK(refusal(a.read, second) == errc::none);
}

TEST_CASE("A23: an inner plaintext of 2^14 + 1 octets opens, and one octet more is an overflow") {
  CHECK(refused_inner(inner_of(16384, 23, 0)) == errc::none);
  CHECK(refused_inner(inner_of(100, 23, 16384 - 100)) == errc::none);
  CHECK(refused_inner(inner_of(16385, 23, 0)) == errc::record_overflow);
  CHECK(refused_inner(inner_of(100, 23, 16385 - 100)) == errc::record_overflow);
  CHECK(refused_inner(inner_of(16384 + 256 - 17, 23, 0)) == errc::record_overflow);
  CHECK(refused_inner(inner_of(16384 + 256 - 16, 23, 0)) == errc::record_overflow);  // the header's length, now
}

TEST_CASE("RFC 8446, 5.4: padding alone is no message") {
  CHECK(refused_inner({}) == errc::inner_plaintext_empty);
  CHECK(refused_inner(octets(1)) == errc::inner_plaintext_empty);
  CHECK(refused_inner(octets(16385)) == errc::inner_plaintext_empty);
}

TEST_CASE("RFC 8446, 5.4: application data may be empty, handshake messages and alerts may not") {
  CHECK(refused_inner(inner_of(0, 23, 0)) == errc::none);
  CHECK(refused_inner(inner_of(0, 23, 40)) == errc::none);
  CHECK(refused_inner(inner_of(0, 22, 0)) == errc::empty_handshake_record);
  CHECK(refused_inner(inner_of(0, 22, 40)) == errc::empty_handshake_record);
  CHECK(refused_inner(inner_of(0, 21, 0)) == errc::empty_handshake_record);
}

TEST_CASE("RFC 8446, 5: a protected change_cipher_spec and unknown inner types are refused") {
  CHECK(refused_inner(inner_of(1, 20, 0)) == errc::change_cipher_spec_unexpected);
  CHECK(refused_inner(inner_of(1, 24, 0)) == errc::record_type_unexpected);
  CHECK(refused_inner(inner_of(1, 255, 0)) == errc::record_type_unexpected);
}

TEST_CASE("once a key is installed, nothing in the clear is taken but change_cipher_spec") {
  ends<boringssl> e(real);
  CHECK(refusal(e.read, octets{22, 3, 3, 0, 4, 0, 0, 0, 0}) == errc::record_type_unexpected);
  CHECK(refusal(e.read, octets{21, 3, 3, 0, 2, 2, 40}) == errc::record_type_unexpected);
  CHECK(refusal(e.read, octets{23, 3, 3, 0, 0}) == errc::bad_record_mac);
  CHECK(refusal(e.read, octets{20, 3, 3, 0, 1, 1}) == errc::none);
  CHECK(e.read.sequence_number() == 0);
}

TEST_CASE("a key that couldn't be installed doesn't leave the door to plaintext open") {
  test::toy_world world;
  world.first_failing_call = 0;
  const toy_backend b(world);
  record::opener<toy_backend> read;
  CHECK_FALSE(read.install(b, aes_suite, application_secret::of(aes_suite.hash, some_secret)));
  CHECK(refusal(read, octets{22, 3, 3, 0, 4, 0, 0, 0, 0}) == errc::record_type_unexpected);
  CHECK(refusal(read, octets(5 + 40, 23)) != errc::none);
}

TEST_CASE("without a key, application data and empty records are refused") {
  record::opener<toy_backend> read;
  CHECK(refusal(read, octets{23, 3, 3, 0, 1, 7}) == errc::record_type_unexpected);
  CHECK(refusal(read, octets{22, 3, 3, 0, 0}) == errc::empty_handshake_record);
  CHECK(refusal(read, octets{21, 3, 3, 0, 0}) == errc::empty_handshake_record);
  CHECK(refusal(read, octets{22, 3, 1, 0, 1, 7}) == errc::none);
  CHECK(refusal(read, octets{21, 3, 3, 0, 2, 2, 40}) == errc::none);
}

TEST_CASE("C28: change_cipher_spec is one octet of the value 1") {
  record::opener<toy_backend> read;
  CHECK(refusal(read, octets{20, 3, 3, 0, 1, 1}) == errc::none);
  CHECK(refusal(read, octets{20, 3, 3, 0, 1, 0}) == errc::change_cipher_spec_unexpected);
  CHECK(refusal(read, octets{20, 3, 3, 0, 1, 2}) == errc::change_cipher_spec_unexpected);
  CHECK(refusal(read, octets{20, 3, 3, 0, 2, 1, 1}) == errc::change_cipher_spec_unexpected);
  CHECK(refusal(read, octets{20, 3, 3, 0, 0}) == errc::change_cipher_spec_unexpected);
}

// ---- early data that was refused, and alerts in the clear: a server's ----

namespace {

// Application data that no key here made, `size` octets of record altogether.
octets foreign_record(std::size_t size) {
  octets out(size, 0xee);
  REQUIRE(build(RecordHeader{ContentType::application_data, ProtocolVersion::tls12,
                             static_cast<std::uint16_t>(size - record::header_size)},
                out));
  return out;
}
octets clear_alert() { return unhex("15030300020228"); }
// What opening says of a record: skipped is ContentType::invalid.
ContentType opened_type(record::opener<boringssl>& read, octets record) {
  const auto o = read.open(record);
  REQUIRE(o);
  CHECK(o->content.empty() == (o->type == ContentType::invalid));
  return o->type;
}

}  // namespace

TEST_CASE("refused early data is skipped before keys: application data, and nothing else (RFC 8446, 4.2.10)") {
  record::opener<boringssl> read;
  CHECK(refusal(read, foreign_record(50)) == errc::record_type_unexpected);
  read.skip_early_data();
  CHECK(opened_type(read, foreign_record(50)) == ContentType::invalid);
  CHECK(opened_type(read, unhex("1603030001ff")) == ContentType::handshake);
  CHECK(opened_type(read, foreign_record(50)) == ContentType::invalid);
}

TEST_CASE("refused early data is skipped after keys until a record opens (RFC 8446, 4.2.10)") {
  ends<boringssl> e(real);
  e.read.skip_early_data();
  CHECK(opened_type(e.read, foreign_record(50)) == ContentType::invalid);
  CHECK(opened_type(e.read, foreign_record(22)) == ContentType::invalid);
  CHECK(e.read.sequence_number() == 0);
  CHECK(opened_type(e.read, e.seal(ContentType::handshake, text)) == ContentType::handshake);
  CHECK(refusal(e.read, foreign_record(50)) == errc::bad_record_mac);
}

TEST_CASE("keys that come end the skipping that began before them") {
  record::opener<boringssl> read;
  read.skip_early_data();
  REQUIRE(read.install(real, aes_suite, application_secret::of(aes_suite.hash, some_secret)));
  CHECK(refusal(read, foreign_record(50)) == errc::bad_record_mac);
}

TEST_CASE("F14: as many octets of refused early data as the limit, and one more") {
  const std::size_t most = record::max_skipped_early_data;
  for (std::size_t first : {most, most - 22, most / 2}) {
    ends<boringssl> e(real);
    e.read.skip_early_data();
    CHECK(opened_type(e.read, foreign_record(first)) == ContentType::invalid);
    if (first < most) CHECK(opened_type(e.read, foreign_record(most - first)) == ContentType::invalid);
    CHECK(refusal(e.read, foreign_record(22)) == errc::too_much_early_data);
  }
  ends<boringssl> e(real);
  e.read.skip_early_data();
  CHECK(refusal(e.read, foreign_record(most + 1)) == errc::too_much_early_data);
}

TEST_CASE(
    "F14: early data that is skipped comes in records as long as sealed ones, and nothing else in the clear does") {
  const auto of_type = [](ContentType type, std::size_t size) {
    std::vector<std::uint8_t> record(record::header_size + size, 1);
    const std::uint8_t header[] = {static_cast<std::uint8_t>(type), 3, 3, static_cast<std::uint8_t>(size >> 8),
                                   static_cast<std::uint8_t>(size)};
    std::copy(std::begin(header), std::end(header), record.begin());
    return record;
  };
  const auto answer = [&](ContentType type, std::size_t size) {
    record::opener<boringssl> read;
    read.skip_early_data();
    return refusal(read, of_type(type, size));
  };
  CHECK(answer(ContentType::application_data, record::max_content + 1) == errc::too_much_early_data);
  CHECK(answer(ContentType::application_data, record::max_ciphertext) == errc::too_much_early_data);
  CHECK(answer(ContentType::application_data, record::max_ciphertext + 1) == errc::record_overflow);
  CHECK(answer(ContentType::handshake, record::max_content) == errc::none);
  CHECK(answer(ContentType::handshake, record::max_content + 1) == errc::record_overflow);
}

TEST_CASE("an alert in the clear is taken under keys if that was allowed, until a record has opened") {
  ends<boringssl> strict(real);
  CHECK(refusal(strict.read, clear_alert()) == errc::record_type_unexpected);
  ends<boringssl> e(real);
  e.read.allow_plaintext_alert();
  CHECK(opened_type(e.read, clear_alert()) == ContentType::alert);
  CHECK(refusal(e.read, unhex("160303000101")) == errc::record_type_unexpected);
  ends<boringssl> begun(real);
  begun.read.allow_plaintext_alert();
  CHECK(opened_type(begun.read, begun.seal(ContentType::handshake, text)) == ContentType::handshake);
  CHECK(refusal(begun.read, clear_alert()) == errc::record_type_unexpected);
  // Nor under the next key, of which no record has come: it could be anybody's close_notify.
  REQUIRE(begun.read.install(real, aes_suite, application_secret::of(aes_suite.hash, some_secret)));
  CHECK(refusal(begun.read, clear_alert()) == errc::record_type_unexpected);
}
