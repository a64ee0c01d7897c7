#include "cxtls/protocol/record.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

TEST_CASE("A21: the record of RFC 8448's ClientHello is a TLSPlaintext") {
  obeys_the_laws<TLSPlaintext, trace::client_hello_record>();
  BOTH(parse<TLSPlaintext>(trace::client_hello_record)->type == ContentType::handshake);
  BOTH(parse<TLSPlaintext>(trace::client_hello_record)->legacy_record_version == ProtocolVersion::tls10);
  BOTH(parse<TLSPlaintext>(trace::client_hello_record)->fragment.size() == 196);
}

TEST_CASE("A23: the record of RFC 8448's server flight is a TLSCiphertext of TLS 1.3") {
  obeys_the_laws<TLSCiphertext, trace::server_flight_record>();
  BOTH(parse<TLSCiphertext>(trace::server_flight_record)->opaque_type == ContentType::application_data);
}

TEST_CASE("A21: the version and an unknown content type are no fault of the structure") {
  BOTH(parse<TLSPlaintext>(octets(99, 0x7f, 0x1c, 0, 1, 5))->type == ContentType{99});
  BOTH(parse<TLSPlaintext>(octets(99, 0x7f, 0x1c, 0, 1, 5))->legacy_record_version == ProtocolVersion{0x7f1c});
}

TEST_CASE("A21: a TLSPlaintext of 2^14 octets is the longest") {
  const std::vector<std::uint8_t> start = {22, 3, 3};
  CHECK(refusal<TLSPlaintext>(start + prefixed(2, 16383)) == errc::none);
  CHECK(refusal<TLSPlaintext>(start + prefixed(2, 16384)) == errc::none);
  CHECK(refusal<TLSPlaintext>(start + prefixed(2, 16385)) == errc::record_overflow);
  const std::vector<std::uint8_t> content(16385);
  CHECK(build_refusal(TLSPlaintext{.fragment = bytes(content).first(16384)}) == errc::none);
  CHECK(build_refusal(TLSPlaintext{.fragment = content}) == errc::record_overflow);
  BOTH(wire<TLSPlaintext>.max_size() == 5 + 16384);
}

TEST_CASE("A23: a TLSCiphertext of 2^14 + 256 octets is the longest in TLS 1.3") {
  const std::vector<std::uint8_t> start = {23, 3, 3};
  CHECK(refusal<TLSCiphertext>(start + prefixed(2, 16639)) == errc::none);
  CHECK(refusal<TLSCiphertext>(start + prefixed(2, 16640)) == errc::none);
  CHECK(refusal<TLSCiphertext>(start + prefixed(2, 16641)) == errc::record_overflow);
  const std::vector<std::uint8_t> content(16641);
  CHECK(build_refusal(TLSCiphertext{.encrypted_record = bytes(content).first(16640)}) == errc::none);
  CHECK(build_refusal(TLSCiphertext{.encrypted_record = content}) == errc::record_overflow);
}

TEST_CASE("A21: an overlong record is refused before its octets have come") {
  BOTH(parse_prefix<TLSPlaintext>(octets(22, 3, 3, 0x40, 0x01)).failure.code == errc::record_overflow);
  BOTH(parse_prefix<TLSPlaintext>(octets(22, 3, 3, 0x40, 0x00)).failure.code == errc::need_more);
  BOTH(parse_prefix<TLSPlaintext>(octets(22, 3, 3, 0x40, 0x00)).missing == 16384);
}

TEST_CASE("A23: a TLSCiphertext has the type application_data") {
  BOTH(refusal<TLSCiphertext>(octets(22, 3, 3, 0, 0)) == errc::record_type_unexpected);
  BOTH(build_refusal(TLSCiphertext{.opaque_type = ContentType::alert}) == errc::record_type_unexpected);
}

namespace {
constexpr auto header = octets(23, 3, 3, 0x41, 0x18);
constexpr auto close_notify = octets(1, 0);
constexpr auto change_cipher_spec = octets(1);
}  // namespace

TEST_CASE("A21: a record header is 5 octets and judges no length") {
  obeys_the_laws<RecordHeader, header>();
  BOTH(record_header_size == 5);
  BOTH(parse<RecordHeader>(header)->length == 16664);
}

TEST_CASE("A42: an alert is a level and a description, and keeps unknown ones") {
  obeys_the_laws<Alert, close_notify>();
  BOTH(parse<Alert>(close_notify)->description == AlertDescription::close_notify);
  BOTH(parse<Alert>(octets(7, 200))->level == AlertLevel{7});
  BOTH(parse<Alert>(octets(7, 200))->description == AlertDescription{200});
}

TEST_CASE("A42: closures go out as warnings, every error as fatal") {
  BOTH(alert_of(AlertDescription::close_notify).level == AlertLevel::warning);
  BOTH(alert_of(AlertDescription::user_canceled).level == AlertLevel::warning);
  BOTH(alert_of(AlertDescription::handshake_failure).level == AlertLevel::fatal);
}

TEST_CASE("A20: change_cipher_spec is the octet 01 and no other") {
  obeys_the_laws<ChangeCipherSpec, change_cipher_spec>();
  BOTH(refusal<ChangeCipherSpec>(octets(0)) == errc::change_cipher_spec_unexpected);
  BOTH(refusal<ChangeCipherSpec>(octets(2)) == errc::change_cipher_spec_unexpected);
  BOTH(build_refusal(ChangeCipherSpec{2}) == errc::change_cipher_spec_unexpected);
}
