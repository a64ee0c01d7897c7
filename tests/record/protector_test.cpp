#include "cxtls/record/protector.hpp"

#include <catch2/catch_test_macros.hpp>

#include "pair.hpp"

using namespace cxtls;
using namespace pair;
using test::toy_backend;
using toy_protector = record::protector<toy_backend>;

namespace {
constexpr std::array<std::uint8_t, 3> text{7, 8, 9};

template <class B>
constexpr errc refusal(record::protector<B>& p, ContentType type, bytes content, std::size_t padding,
                       mutable_bytes out) {
  const auto s = p.seal(type, content, padding, out);
  return s ? errc::none : s.error().code;
}

constexpr bool sizes_are_known_before() {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  for (std::size_t content : {0, 1, 100, 16383, 16384})
    for (std::size_t padding : {0, 1, 300})
      if (content + padding <= record::max_content) {
        const octets text_(content);
        octets out(record::max_record + 1, 0x55);
        const auto size = e.write.seal(ContentType::application_data, text_, padding, out);
        if (!size || *size != e.write.sealed_size(ContentType::application_data, content, padding)) return false;
        if (*size != 5 + content + 1 + padding + 16 || out[*size] != 0x55) return false;
      }
  return true;
}
}  // namespace

TEST_CASE("A21: before a key is installed records are plaintext under their own type and version") {
  toy_protector p;
  octets out(20, 0x55);
  CHECK(*p.seal(ContentType::handshake, text, 0, out) == 8);
  CHECK(equal(bytes(out).first(9), std::array<std::uint8_t, 9>{22, 3, 3, 0, 3, 7, 8, 9, 0x55}));
  p.set_plaintext_version(ProtocolVersion::tls10);
  CHECK(*p.seal(ContentType::alert, bytes(text).first(2), 0, out) == 7);
  CHECK(equal(bytes(out).first(7), std::array<std::uint8_t, 7>{21, 3, 1, 0, 2, 7, 8}));
}

TEST_CASE("application data never leaves without a key") {
  toy_protector p;
  octets out(20, 0x55);
  CHECK(refusal(p, ContentType::application_data, text, 0, out) == errc::record_type_unexpected);
  CHECK(out == octets(20, 0x55));
}

TEST_CASE("a key that couldn't be installed doesn't leave plaintext behind it") {
  test::toy_world world;
  world.first_failing_call = 0;
  const toy_backend b(world);
  toy_protector p;
  CHECK_FALSE(p.install(b, aes_suite, application_secret::of(aes_suite.hash, some_secret)));
  octets out(100, 0x55);
  CHECK(refusal(p, ContentType::handshake, text, 0, out) == errc::sequence_exhausted);
}

TEST_CASE("protected records all look alike but for their length") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  e.write.set_plaintext_version(ProtocolVersion::tls10);
  for (ContentType type : {ContentType::alert, ContentType::handshake, ContentType::application_data}) {
    const octets record = e.seal(type, text);
    CHECK(equal(bytes(record).first(5), std::array<std::uint8_t, 5>{23, 3, 3, 0, 3 + 1 + 16}));
    CHECK(record.size() == 5 + 3 + 1 + 16);
  }
}

TEST_CASE("the size of a record is known before it is sealed, and nothing is written past it") {
  static_assert([] {
    test::toy_world world;
    const toy_backend b(world);
    ends<toy_backend> e(b);
    return e.good && e.seal(ContentType::application_data, text, 4).size() == 5 + 3 + 1 + 4 + 16;
  }());
  CHECK(sizes_are_known_before());
}

TEST_CASE("RFC 8446, 5.4: padding is zeros, whatever lay in the output before") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  octets out(5 + 3 + 1 + 40 + 16, 0x55);
  REQUIRE(e.write.seal(ContentType::handshake, bytes(text), 40, out));
  const auto o = e.read.open(out);
  REQUIRE(o);
  CHECK(o->type == ContentType::handshake);
  CHECK(equal(o->content, text));
}

TEST_CASE("RFC 8446, 5: change_cipher_spec is never protected, and takes no sequence number") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  CHECK(e.seal(ContentType::change_cipher_spec, std::array<std::uint8_t, 1>{1}) == octets{20, 3, 3, 0, 1, 1});
  CHECK(e.write.sequence_number() == 0);
}

TEST_CASE("RFC 8446, 5.1: no empty handshake or alert record is sent") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  toy_protector plain;
  octets out(100);
  for (ContentType type : {ContentType::alert, ContentType::handshake, ContentType::change_cipher_spec}) {
    CHECK(refusal(plain, type, {}, 0, out) == errc::empty_handshake_record);
    CHECK(refusal(e.write, type, {}, 3, out) == errc::empty_handshake_record);
  }
  CHECK(refusal(e.write, ContentType::application_data, {}, 0, out) == errc::none);
}

TEST_CASE("A21: content and padding up to 2^14 octets are sealed, and not one more") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  toy_protector plain;
  octets out(record::max_record + 100);
  const octets most(record::max_content), more(record::max_content + 1);
  CHECK(refusal(e.write, ContentType::application_data, most, 0, out) == errc::none);
  CHECK(refusal(e.write, ContentType::application_data, more, 0, out) == errc::record_overflow);
  CHECK(refusal(e.write, ContentType::application_data, most, 1, out) == errc::record_overflow);
  CHECK(refusal(e.write, ContentType::application_data, text, record::max_content - 3, out) == errc::none);
  CHECK(refusal(e.write, ContentType::application_data, text, record::max_content - 2, out) == errc::record_overflow);
  CHECK(refusal(e.write, ContentType::application_data, text, ~std::size_t{0}, out) == errc::record_overflow);
  CHECK(refusal(plain, ContentType::handshake, most, 0, out) == errc::none);
  CHECK(refusal(plain, ContentType::handshake, more, 0, out) == errc::record_overflow);
}

TEST_CASE("an output that is an octet short is refused before a sequence number is used") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  octets out(5 + 3 + 1 + 16);
  CHECK(refusal(e.write, ContentType::application_data, text, 0, mutable_bytes(out).first(out.size() - 1)) ==
        errc::no_space);
  CHECK(e.write.sequence_number() == 0);
  CHECK(refusal(e.write, ContentType::application_data, text, 0, out) == errc::none);
}

TEST_CASE("content may lie in pieces, or already where it will be encrypted") {
  test::toy_world world;
  const toy_backend b(world);
  const bytes pieces[] = {bytes(text).first(1), {}, bytes(text).subspan(1)};
  ends<toy_backend> whole(b), cut(b), in_place(b);
  octets from_pieces(5 + 3 + 1 + 16), where_it_lies(5 + 3 + 1 + 16);
  REQUIRE(cut.write.seal(ContentType::application_data, std::span<const bytes>(pieces), 0, from_pieces));
  copy(text, where_it_lies.data() + 5);
  REQUIRE(in_place.write.seal(ContentType::application_data, bytes(where_it_lies).subspan(5, 3), 0, where_it_lies));
  const octets expected = whole.seal(ContentType::application_data, text);
  CHECK(from_pieces == expected);
  CHECK(where_it_lies == expected);
}

TEST_CASE("a payload of any size becomes as many records as it needs, all or nothing") {
  test::toy_world world;
  const toy_backend b(world);
  for (std::size_t size : {0u, 1u, 16383u, 16384u, 16385u, 50000u}) {
    ends<toy_backend> e(b);
    const octets payload = counting_octets(size);
    const bytes pieces[] = {bytes(payload).first(size / 3), bytes(payload).subspan(size / 3)};
    const std::size_t total = e.write.sealed_size_all(ContentType::application_data, size);
    octets out(total);
    if (total > 0) {
      const auto refused = e.write.seal_all(ContentType::application_data, pieces, mutable_bytes(out).first(total - 1));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == errc::no_space);
      CHECK(e.write.sequence_number() == 0);
    }
    REQUIRE(*e.write.seal_all(ContentType::application_data, pieces, out) == total);
    octets received;
    for (mutable_bytes rest(out); !rest.empty();) {
      const auto head = record::next(rest, e.read.max_fragment());
      REQUIRE(head);
      REQUIRE(head->complete());
      const auto o = e.read.open(rest.first(head->size));
      REQUIRE(o);
      received.insert(received.end(), o->content.begin(), o->content.end());
      rest = rest.subspan(head->size);
    }
    CHECK(received == payload);
    CHECK(e.read.sequence_number() == (size + record::max_content - 1) / record::max_content);
  }
}

TEST_CASE("C27: padded to a multiple, payloads of unlike lengths make records of like lengths") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  using policy = record::padding_policy::to_multiple<512>;
  for (std::size_t size : {1u, 17u, 511u, 512u}) {
    const octets payload = counting_octets(size);
    const bytes pieces[] = {bytes(payload)};
    octets out(record::max_record);
    const auto sealed = e.write.seal_all<policy>(ContentType::application_data, pieces, out);
    REQUIRE(sealed);
    CHECK(*sealed == 5 + 512 + 1 + 16);
    CHECK(e.write.sealed_size_all<policy>(ContentType::application_data, size) == *sealed);
    const auto o = e.read.open(mutable_bytes(out).first(*sealed));
    REQUIRE(o);
    CHECK(equal(o->content, payload));
  }
  // plaintext records have no room for padding
  toy_protector plain;
  CHECK(plain.sealed_size_all<policy>(ContentType::handshake, 17) == 5 + 17);
}

TEST_CASE("a smaller limit makes smaller records") {
  test::toy_world world;
  const toy_backend b(world);
  ends<toy_backend> e(b);
  const octets payload = counting_octets(100);
  const bytes pieces[] = {bytes(payload)};
  octets out(1000);
  const auto sealed = e.write.seal_all(ContentType::application_data, pieces, out, 64);
  REQUIRE(sealed);
  CHECK(*sealed == e.write.sealed_size_all(ContentType::application_data, 100, 64));
  CHECK(record::next(out, record::max_ciphertext)->size == 5 + 64 + 1 + 16);
}
