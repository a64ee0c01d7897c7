#include "cxtls/record/tls12/opener.hpp"

#include <catch2/catch_test_macros.hpp>

#include "crypto/tls12/trace.hpp"
#include "record/tls12/pair12.hpp"

using namespace cxtls;
using namespace pair12;
using backend::boringssl;
using test::toy_backend;
using test::unhex;
namespace recorded = test::tls12;

namespace {
const boringssl real;
constexpr std::array<std::uint8_t, 3> text{7, 8, 9};
octets change_cipher_spec() { return {change_cipher_spec_record.begin(), change_cipher_spec_record.end()}; }

// A record with this content, sealed by a bare key: what no well-behaved sender makes.
octets raw_record(crypto12::suite_info const& suite, ContentType type, bytes content) {
  record::tls12::key<boringssl> k;
  REQUIRE(k.install(real, keys_for(suite)));
  octets out(record::header_size + content.size() + k.expansion());
  REQUIRE(k.seal(mutable_bytes(out).subspan(record::header_size), type, content));
  REQUIRE(build(RecordHeader{type, ProtocolVersion::tls12, static_cast<std::uint16_t>(out.size() - 5)}, out));
  return out;
}
}  // namespace

TEST_CASE("the protected records of OpenSSL's handshakes open to what was sent") {
  for (recorded::handshake const* h :
       {&recorded::client_certificate, &recorded::rsa, &recorded::chacha20, &recorded::resumed}) {
    const auto keys = recorded::master_of(*h).keys(real, recorded::randoms_of(*h));
    REQUIRE(keys);
    const auto check_side = [&](auto const& of_sender, std::string_view const(&records)[3], std::string_view finished,
                                std::string_view data) {
      record::tls12::opener<boringssl> read;
      REQUIRE(read.expect(real, of_sender));
      octets spec = change_cipher_spec();
      REQUIRE(read.open(spec));
      std::string_view const content[] = {finished, data, "0100"};
      constexpr ContentType types[] = {ContentType::handshake, ContentType::application_data, ContentType::alert};
      for (std::size_t i = 0; i < 3; ++i) {
        octets record = unhex(records[i]);
        const auto o = read.open(record);
        REQUIRE(o);
        CHECK(o->type == types[i]);
        CHECK(equal(o->content, unhex(content[i])));
      }
      CHECK(read.sequence_number() == 3);
    };
    check_side(keys->client, h->client_records, h->client_finished, "68656c6c6f0a");
    check_side(keys->server, h->server_records, h->server_finished, "6f6c6c65680a");
  }
}

TEST_CASE("content of any length opens to itself with each AEAD of TLS 1.2, where it lies") {
  for (auto const& suite : crypto12::suites<boringssl>)
    for (std::size_t size : {0u, 1u, 100u, 16383u, 16384u}) {
      ends<boringssl> e(real, suite);
      REQUIRE(e.good);
      const octets content = pair::counting_octets(size);
      octets record = e.seal(ContentType::application_data, content);
      REQUIRE(record.size() == e.write.content_offset() + size + crypto::aead_tag_size);
      const auto o = e.read.open(record);
      REQUIRE(o);
      CHECK(o->type == ContentType::application_data);
      CHECK(equal(o->content, content));
      if (size > 0) CHECK(o->content.data() == record.data() + e.write.content_offset());
    }
}

TEST_CASE("a record of TLS 1.2 with any one bit changed is refused, header included") {
  for (auto const& suite : {aes_suite, chacha_suite}) {
    ends<boringssl> write(real, suite);
    const octets good = write.seal(ContentType::application_data, text);
    for (std::size_t i = 0; i < good.size(); ++i)
      for (unsigned bit = 0; bit < 8; ++bit) {
        ends<boringssl> fresh(real, suite);
        octets bad = good;
        bad[i] ^= static_cast<std::uint8_t>(1u << bit);
        CHECK(refusal(fresh.read, bad) != errc::none);
        if (i >= record::header_size) CHECK(refusal(fresh.read, bad) == errc::bad_record_mac);
      }
    ends<boringssl> fresh(real, suite);
    CHECK(refusal(fresh.read, good) == errc::none);
  }
}

TEST_CASE("a record of TLS 1.2 under another type, version or length is refused") {
  ends<boringssl> e(real);
  const octets good = e.seal(ContentType::application_data, text);
  const auto with = [&](std::size_t at, std::uint8_t octet) {
    octets changed = good;
    changed[at] = octet;
    return refusal(e.read, changed);
  };
  CHECK(with(0, 22) == errc::bad_record_mac);
  CHECK(with(0, 21) == errc::bad_record_mac);
  CHECK(with(0, 20) == errc::change_cipher_spec_unexpected);
  CHECK(with(0, 24) == errc::record_type_unexpected);
  CHECK(with(1, 2) == errc::record_version);
  CHECK(with(2, 1) == errc::record_version);
  CHECK(with(2, 4) == errc::record_version);
  CHECK(with(4, static_cast<std::uint8_t>(good[4] - 1)) == errc::trailing_data);
  CHECK(refusal(e.read, good) == errc::none);
}

TEST_CASE("a record of TLS 1.2 cut short or drawn out is refused") {
  for (auto const& suite : {aes_suite, chacha_suite}) {
    ends<boringssl> write(real, suite);
    const octets good = write.seal(ContentType::application_data, text);
    octets longer = good;
    longer.push_back(0);
    CHECK(refusal(write.read, longer) == errc::trailing_data);
    for (std::size_t n = 0; n < good.size(); ++n) {
      ends<boringssl> fresh(real, suite);
      octets cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(n));
      CHECK(refusal(fresh.read, cut) == errc::truncated);
      if (n >= record::header_size) {  // with a length that fits
        cut[4] = static_cast<std::uint8_t>(n - record::header_size);
        CHECK(refusal(fresh.read, cut) == errc::bad_record_mac);
      }
    }
  }
}

TEST_CASE("records of TLS 1.2 open in the order in which they were sealed, once each, and with the right key") {
  for (auto const& suite : {aes_suite, chacha_suite}) {
    ends<boringssl> a(real, suite), b(real, suite, 2);
    const octets first = a.seal(ContentType::application_data, text);
    const octets second = a.seal(ContentType::application_data, text);
    CHECK(refusal(b.read, first) == errc::bad_record_mac);
    CHECK(refusal(a.read, second) == errc::bad_record_mac);  // out of order: the number is in the additional data
    CHECK(refusal(a.read, first) == errc::none);
    CHECK(refusal(a.read, first) == errc::bad_record_mac);  // again
    CHECK(refusal(a.read, second) == errc::none);
  }
}

TEST_CASE("RFC 5246, 6.2.3: a plaintext of 2^14 octets opens, and a length that would give more is an overflow") {
  for (auto const& suite : {aes_suite, chacha_suite}) {
    ends<boringssl> e(real, suite);
    CHECK(refusal(e.read, raw_record(suite, ContentType::application_data, octets(16385))) == errc::record_overflow);
    CHECK(refusal(e.read, raw_record(suite, ContentType::application_data, octets(16384 + 2048 - 24))) ==
          errc::record_overflow);
    CHECK(refusal(e.read, raw_record(suite, ContentType::application_data, octets(16384))) == errc::none);
    CHECK(record::header_size + e.read.max_fragment() <= record::max_record);  // what the inbox has room for
  }
}

TEST_CASE("RFC 5246, 6.2.1: application data may be empty in TLS 1.2, handshake messages and alerts may not") {
  const auto empty = [](ContentType type) {
    ends<boringssl> e(real);
    return refusal(e.read, raw_record(aes_suite, type, {}));
  };
  CHECK(empty(ContentType::application_data) == errc::none);
  CHECK(empty(ContentType::handshake) == errc::empty_handshake_record);
  CHECK(empty(ContentType::alert) == errc::empty_handshake_record);
  CHECK(empty(ContentType::change_cipher_spec) == errc::change_cipher_spec_unexpected);
}

TEST_CASE("C28: CVE-2014-0224: a ChangeCipherSpec is refused until it is expected, and after it came") {
  record::tls12::opener<boringssl> read;
  CHECK(refusal(read, change_cipher_spec()) == errc::change_cipher_spec_unexpected);
  REQUIRE(read.expect(real, keys_for(aes_suite)));
  CHECK(read.expecting());
  // NewSessionTicket may still come in the clear.
  CHECK(refusal(read, octets{22, 3, 3, 0, 4, 4, 0, 0, 0}) == errc::none);
  CHECK(refusal(read, octets{20, 3, 3, 0, 1, 2}) == errc::change_cipher_spec_unexpected);
  CHECK(refusal(read, octets{20, 3, 3, 0, 2, 1, 1}) == errc::change_cipher_spec_unexpected);
  CHECK(refusal(read, octets{20, 3, 3, 0, 0}) == errc::change_cipher_spec_unexpected);
  CHECK_FALSE(read.keyed());
  CHECK(read.expect(real, keys_for(aes_suite)).error().code == errc::change_cipher_spec_unexpected);
  octets spec = change_cipher_spec();
  const auto o = read.open(spec);
  REQUIRE(o);
  CHECK(o->type == ContentType::change_cipher_spec);
  CHECK(read.keyed());
  // Nothing is renegotiated.
  CHECK(refusal(read, change_cipher_spec()) == errc::change_cipher_spec_unexpected);
  CHECK(read.expect(real, keys_for(aes_suite)).error().code == errc::change_cipher_spec_unexpected);
}

TEST_CASE("after the peer's ChangeCipherSpec nothing of TLS 1.2 is taken in the clear, and before it no data") {
  record::tls12::opener<boringssl> read;
  CHECK(refusal(read, octets{23, 3, 3, 0, 1, 7}) == errc::record_type_unexpected);
  CHECK(refusal(read, octets{22, 3, 3, 0, 0}) == errc::empty_handshake_record);
  CHECK(refusal(read, octets{21, 3, 3, 0, 2, 2, 40}) == errc::none);
  ends<boringssl> e(real);
  CHECK(refusal(e.read, octets{22, 3, 3, 0, 4, 0, 0, 0, 0}) == errc::bad_record_mac);
  CHECK(refusal(e.read, octets{21, 3, 3, 0, 2, 2, 40}) == errc::bad_record_mac);
  CHECK(refusal(e.read, octets{23, 3, 3, 0, 0}) == errc::bad_record_mac);
}

TEST_CASE("a key of TLS 1.2 that couldn't be made doesn't leave the door to plaintext open") {
  test::toy_world world{.first_failing_call = 0};
  const toy_backend b(world);
  record::tls12::opener<toy_backend> read;
  CHECK(read.expect(b, keys_for(aes_suite)).error().code == errc::backend_failed);
  CHECK(refusal(read, octets{22, 3, 3, 0, 4, 0, 0, 0, 0}) == errc::sequence_exhausted);
  CHECK(refusal(read, change_cipher_spec()) == errc::change_cipher_spec_unexpected);
}

TEST_CASE("records of TLS 1.2 open in constant evaluation, too") {
  static_assert([] {
    test::toy_world world;
    const toy_backend b(world);
    ends<toy_backend> e(b);
    octets record = e.seal(ContentType::handshake, text);
    const auto o = e.read.open(record);
    return e.good && o && o->type == ContentType::handshake && equal(o->content, text);
  }());
}
