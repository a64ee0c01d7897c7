#include "cxtls/record/header.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

namespace {
template <class... Octets>
constexpr std::array<std::uint8_t, sizeof...(Octets)> in(Octets... values) {
  return {static_cast<std::uint8_t>(values)...};
}
constexpr auto hello = in(22, 3, 1, 0, 3, 7, 8, 9);

constexpr errc code(result<record::extent> const& e) { return e ? errc::none : e.error().code; }
constexpr errc refusal(bytes octets, std::size_t max_fragment = record::max_content) {
  return code(record::next(octets, max_fragment));
}
constexpr bool every_prefix_says_what_is_missing() {
  for (std::size_t n = 0; n < hello.size(); ++n) {
    const auto e = record::next(bytes(hello).first(n), record::max_content);
    if (!e || e->complete()) return false;
    const std::size_t expected = n < record::header_size ? record::header_size - n : hello.size() - n;
    if (e->missing != expected || e->size != (n < record::header_size ? 0 : hello.size())) return false;
  }
  return true;
}
}  // namespace

TEST_CASE("A21: a record ends where its length says, whatever follows") {
  static_assert(record::next(hello, record::max_content)->complete());
  static_assert(record::next(hello, record::max_content)->size == 8);
  static_assert(record::next(in(21, 3, 3, 0, 2, 1, 0, 99), record::max_content)->size == 7);
  CHECK(record::next(hello, record::max_content)->complete());
  CHECK(record::next(hello, record::max_content)->type == ContentType::handshake);
}

TEST_CASE("every proper prefix of a record needs more, and says how much") {
  static_assert(every_prefix_says_what_is_missing());
  CHECK(every_prefix_says_what_is_missing());
}

TEST_CASE("A21: 2^14 octets may follow a plaintext header, and not one more") {
  static_assert(refusal(in(22, 3, 3, 0x40, 0)) == errc::none);
  static_assert(refusal(in(22, 3, 3, 0x40, 1)) == errc::record_overflow);
  CHECK(refusal(in(22, 3, 3, 0x40, 1)) == errc::record_overflow);
}

TEST_CASE("A23: 2^14 + 256 octets may follow a protected header, and not one more") {
  static_assert(refusal(in(23, 3, 3, 0x41, 0), record::max_ciphertext) == errc::none);
  static_assert(refusal(in(23, 3, 3, 0x41, 1), record::max_ciphertext) == errc::record_overflow);
  CHECK(refusal(in(23, 3, 3, 0x41, 1), record::max_ciphertext) == errc::record_overflow);
}

TEST_CASE("the minor version means nothing, the major version is SSL's 3") {
  static_assert(refusal(in(22, 3, 0, 0, 0)) == errc::none);
  static_assert(refusal(in(22, 3, 0xff, 0, 0)) == errc::none);
  static_assert(refusal(in(22, 2, 3)) == errc::record_version);
  CHECK(refusal(in(22, 0x7f, 3)) == errc::record_version);
}

TEST_CASE("a content type that is none of TLS 1.3's is refused at the first octet") {
  static_assert(refusal(in(0)) == errc::record_type_unexpected);
  static_assert(refusal(in(19)) == errc::record_type_unexpected);
  static_assert(refusal(in(20)) == errc::none);
  static_assert(refusal(in(23)) == errc::none);
  static_assert(refusal(in(24)) == errc::record_type_unexpected);  // heartbeat: never negotiated
  CHECK(refusal(in(25)) == errc::record_type_unexpected);
}

TEST_CASE("another protocol is told from TLS as soon as it shows") {
  static_assert(code(record::first(in('G'))) == errc::not_tls);
  static_assert(code(record::first(in('S', 'S', 'H', '-', '2'))) == errc::not_tls);
  static_assert(code(record::first(in(0x80, 0x2e, 1, 0, 2))) == errc::not_tls);  // an SSL 2.0 hello
  static_assert(code(record::first(in(22, 2, 0))) == errc::not_tls);
  static_assert(code(record::first(in(22, 3, 1, 0x40, 1))) == errc::record_overflow);
  static_assert(record::first(hello)->complete());
  CHECK(code(record::first(as_bytes("HTTP/1.1 400 Bad Request\r\n"))) == errc::not_tls);
}
