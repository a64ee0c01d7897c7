#include "cxtls/record/tls12/protector.hpp"

#include <catch2/catch_test_macros.hpp>

#include "crypto/tls12/trace.hpp"
#include "record/tls12/pair12.hpp"

using namespace cxtls;
using namespace pair12;
using test::hex;
using test::toy_backend;
using test::unhex;
using toy_protector = record::tls12::protector<toy_backend>;
namespace recorded = test::tls12;

namespace {
constexpr std::array<std::uint8_t, 3> text{7, 8, 9};
constexpr std::uint8_t one[] = {1};
constexpr ContentType of_records[] = {ContentType::handshake, ContentType::application_data, ContentType::alert};

// What the keys of a recorded handshake make of Finished, data and close_notify.
void check_records(recorded::handshake const& h, std::string_view const (&client)[3],
                   std::string_view const (&server)[3]) {
  const backend::boringssl b;
  const auto keys = recorded::master_of(h).keys(b, recorded::randoms_of(h));
  REQUIRE(keys);
  const auto check_side = [&](auto const& of_sender, std::string_view const(&records)[3], std::string_view finished,
                              std::string_view data) {
    record::tls12::protector<backend::boringssl> write;
    octets out(100);
    REQUIRE(write.seal(ContentType::change_cipher_spec, one, 0, out));
    REQUIRE(write.install(b, of_sender));
    std::string_view const content[] = {finished, data, "0100"};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto size = write.seal(of_records[i], unhex(content[i]), 0, out);
      REQUIRE(size);
      CHECK(hex(bytes(out).first(*size)) == records[i]);
    }
  };
  check_side(keys->client, client, h.client_finished, "68656c6c6f0a");
  check_side(keys->server, server, h.server_finished, "6f6c6c65680a");
}
}  // namespace

TEST_CASE("RFC 7905, 2: records of ChaCha20-Poly1305, as OpenSSL sent them") {
  check_records(recorded::chacha20, recorded::chacha20.client_records, recorded::chacha20.server_records);
}

// OpenSSL starts its explicit nonces anywhere, we at 0. These are from Python's cryptography, with the recorded key block:
// number + AESGCM(key).encrypt(iv + number, content, number + type + b"\3\3" + length), number = 0, 1, 2 in 8 octets.
TEST_CASE("RFC 5288, 3: records of AES-128-GCM, as Python's cryptography makes them") {
  check_records(recorded::client_certificate,
                {"16030300280000000000000000ec34926773dc3367a201b096157ed2b298553978171fa9ceac83853dec03b898",
                 "170303001e000000000000000166ca11509e54df16d7c49098662de7c410e4b9235925",
                 "150303001a00000000000000026b2abb0c5ebce75e036c315b8a3acedf2f5f"},
                {"160303002800000000000000002a16f064479bd9a5dce630da21892915ac4e306d9c5c59bccf88c48f98652c70",
                 "170303001e00000000000000014f25c24cc22fad50ea7d9a1ddfb5e1aad4f74e599348",
                 "150303001a00000000000000025f117dee32bb687be3b23c58feb8a0030cbb"});
}

TEST_CASE("RFC 5288, 3: records of AES-256-GCM, as Python's cryptography makes them") {
  check_records(recorded::rsa,
                {"16030300280000000000000000a0e9b9db00a8930abc5f87d579c1468bb2ddc016e30bdb8fbac496195d5fd5f2",
                 "170303001e0000000000000001b61aa5452b8ad528fcd6f1add363b601f0a049839085",
                 "150303001a0000000000000002af384f981b020d5e0741523f98d97b6ea0b6"},
                {"16030300280000000000000000c2594cdd30629f3f869bb15ce57c401eadb3b8060bf0e16aebd1461529697ada",
                 "170303001e0000000000000001a0c0a6e8c8ca87c52b78b28be07e4bb6ef5efff214ee",
                 "150303001a000000000000000261b9cca12c750918e74b5628961d6749ce96"});
}

TEST_CASE("RFC 5246, 7.1: keys come right after our ChangeCipherSpec, and only then") {
  test::toy_world world;
  const toy_backend b(world);
  toy_protector p;
  octets out(100, 0x55);
  CHECK(p.install(b, keys_for(aes_suite)).error().code == errc::change_cipher_spec_unexpected);
  CHECK(refusal(p, ContentType::handshake, text, out) == errc::none);
  CHECK(equal(bytes(out).first(9), std::array<std::uint8_t, 9>{22, 3, 3, 0, 3, 7, 8, 9, 0x55}));
  CHECK(p.install(b, keys_for(aes_suite)).error().code == errc::change_cipher_spec_unexpected);
  CHECK(refusal(p, ContentType::change_cipher_spec, one, out) == errc::none);
  CHECK(equal(bytes(out).first(6), change_cipher_spec_record));
  // Between the two, nothing: it would go out in the clear.
  CHECK(refusal(p, ContentType::alert, text, out) == errc::change_cipher_spec_unexpected);
  CHECK(refusal(p, ContentType::change_cipher_spec, one, out) == errc::change_cipher_spec_unexpected);
  REQUIRE(p.install(b, keys_for(aes_suite)));
  CHECK(p.keyed());
  // Nothing is renegotiated.
  CHECK(refusal(p, ContentType::change_cipher_spec, one, out) == errc::change_cipher_spec_unexpected);
  CHECK(p.install(b, keys_for(aes_suite)).error().code == errc::change_cipher_spec_unexpected);
  CHECK(refusal(p, ContentType::handshake, text, out) == errc::none);
}

TEST_CASE("a ChangeCipherSpec that found no room announces nothing") {
  toy_protector p;
  octets out(6);
  CHECK(refusal(p, ContentType::change_cipher_spec, one, mutable_bytes(out).first(5)) == errc::no_space);
  CHECK(refusal(p, ContentType::change_cipher_spec, one, out) == errc::none);
}

TEST_CASE("in TLS 1.2, application data never leaves without a key, nor anything after a key that failed") {
  test::toy_world world{.first_failing_call = 0};
  const toy_backend b(world);
  toy_protector p;
  octets out(100);
  CHECK(refusal(p, ContentType::application_data, text, out) == errc::record_type_unexpected);
  REQUIRE(refusal(p, ContentType::change_cipher_spec, one, out) == errc::none);
  CHECK(p.install(b, keys_for(aes_suite)).error().code == errc::backend_failed);
  CHECK(refusal(p, ContentType::handshake, text, out) == errc::sequence_exhausted);
}

TEST_CASE("RFC 5246, 6.2.1: fragments of up to 2^14 octets, empty ones of application data only") {
  test::toy_world world;
  const toy_backend b(world);
  for (auto const& suite : {aes_suite, chacha_suite}) {
    ends<toy_backend> e(b, suite);
    REQUIRE(e.good);
    toy_protector plain;
    octets out(record::max_record);
    const octets most(record::max_content), more(record::max_content + 1);
    CHECK(refusal(e.write, ContentType::application_data, most, out) == errc::none);
    CHECK(refusal(e.write, ContentType::application_data, more, out) == errc::record_overflow);
    CHECK(refusal(plain, ContentType::handshake, most, out) == errc::none);
    CHECK(refusal(plain, ContentType::handshake, more, out) == errc::record_overflow);
    CHECK(refusal(e.write, ContentType::application_data, {}, out) == errc::none);
    for (ContentType type : {ContentType::alert, ContentType::handshake}) {
      CHECK(refusal(e.write, type, {}, out) == errc::empty_handshake_record);
      CHECK(refusal(plain, type, {}, out) == errc::empty_handshake_record);
    }
    CHECK(refusal(plain, ContentType::change_cipher_spec, {}, out) == errc::empty_handshake_record);
  }
}

TEST_CASE("the size of a record of TLS 1.2 is known before it is sealed, and padding isn't part of it") {
  static_assert([] {
    test::toy_world world;
    const toy_backend b(world);
    ends<toy_backend> e(b);
    return e.good && e.seal(ContentType::application_data, text).size() == 5 + 8 + 3 + 16;
  }());
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b, chacha_suite);
  octets out(5 + 3 + 16 + 1, 0x55);
  CHECK(e.write.sealed_size(ContentType::application_data, 3, 500) == 5 + 3 + 16);
  CHECK(e.write.seal(ContentType::application_data, text, 0, mutable_bytes(out).first(5 + 3 + 15)).error().code ==
        errc::no_space);
  CHECK(e.write.sequence_number() == 0);
  REQUIRE(e.write.seal(ContentType::application_data, text, 500, out));
  CHECK(out.back() == 0x55);
  CHECK(e.write.sequence_number() == 1);
}

TEST_CASE("content of TLS 1.2 may lie in pieces, or already where it will be encrypted") {
  test::toy_world world;
  const toy_backend b(world);
  const bytes pieces[] = {bytes(text).first(1), {}, bytes(text).subspan(1)};
  for (auto const& suite : {aes_suite, chacha_suite}) {
    ends<toy_backend> whole(b, suite), cut(b, suite), in_place(b, suite);
    const std::size_t at = whole.write.content_offset();
    CHECK(at == (suite.aead == crypto::aead_algorithm::chacha20_poly1305 ? 5 : 13));
    octets from_pieces(at + 3 + 16), where_it_lies(at + 3 + 16);
    REQUIRE(cut.write.seal(ContentType::application_data, std::span<const bytes>(pieces), 0, from_pieces));
    copy(text, where_it_lies.data() + at);
    REQUIRE(in_place.write.seal(ContentType::application_data, bytes(where_it_lies).subspan(at, 3), 0, where_it_lies));
    const octets expected = whole.seal(ContentType::application_data, text);
    CHECK(from_pieces == expected);
    CHECK(where_it_lies == expected);
  }
}

TEST_CASE("a payload of TLS 1.2 becomes as many records as it needs, all or nothing") {
  test::toy_world world;
  const toy_backend b(world);
  for (std::size_t size : {0u, 1u, 16384u, 16385u, 50000u}) {
    ends<toy_backend> e(b);
    const octets payload = pair::counting_octets(size);
    const bytes pieces[] = {bytes(payload).first(size / 3), bytes(payload).subspan(size / 3)};
    using padding = record::padding_policy::to_multiple<512>;  // of no effect
    const std::size_t total = e.write.sealed_size_all<padding>(ContentType::application_data, size);
    octets out(total);
    if (total > 0)
      CHECK(e.write.seal_all(ContentType::application_data, pieces, mutable_bytes(out).first(total - 1)).error().code ==
            errc::no_space);
    REQUIRE(*e.write.seal_all<padding>(ContentType::application_data, pieces, out) == total);
    octets received;
    for (mutable_bytes rest(out); !rest.empty();) {
      const auto head = record::next(rest, e.read.max_fragment());
      REQUIRE(head);
      const auto o = e.read.open(rest.first(head->size));
      REQUIRE(o);
      pair::add(received, o->content);
      rest = rest.subspan(head->size);
    }
    CHECK(received == payload);
  }
}
