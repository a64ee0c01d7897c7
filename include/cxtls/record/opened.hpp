// What a record held, and what each content type allows it to hold in every version.
#pragma once
#include "cxtls/base/result.hpp"
#include "cxtls/record/limits.hpp"
#include "cxtls/wire/codec.hpp"

namespace cxtls::record {

// `content` views the record's own octets. ContentType::invalid: refused early data, skipped.
struct opened {
  ContentType type = ContentType::invalid;
  mutable_bytes content{};
};

namespace detail {

// RFC 8446, 5: "An implementation may receive an unencrypted record of type change_cipher_spec consisting of the single
// byte value 0x01 ... An implementation which receives any other change_cipher_spec value ... MUST abort the handshake".
// RFC 5246, 7.1 has no other value, either.
constexpr result<opened> change_cipher_spec(mutable_bytes content) {
  if (check<ChangeCipherSpec>(content)) return errc::change_cipher_spec_unexpected;
  return opened{ContentType::change_cipher_spec, content};
}
// Of what isn't application data: handshake messages and alerts, never none of them (RFC 5246, 6.2.1; RFC 8446, 5.1).
constexpr result<opened> handshake_or_alert(ContentType type, mutable_bytes content) {
  if (type != ContentType::handshake && type != ContentType::alert) return errc::record_type_unexpected;
  if (content.size() > max_content) return error{errc::record_overflow, "length"};
  if (content.empty()) return errc::empty_handshake_record;
  return opened{type, content};
}

}  // namespace detail
}  // namespace cxtls::record
