// What has to happen when one bit of a recording is wrong, from RFC 8446 and from where the bit is.
#pragma once
#include "recording.hpp"

namespace cxtls::test {

struct expectation {
  std::vector<AlertDescription> alerts{};  // any of these is right; mostly there is one
  bool accepted = false;                   // the RFC has the octet ignored: nothing changes
  bool starved = false;                    // or: more is waited for than ever comes, no alert is due
};

class expectations {
 public:
  // `group`: of the key share that the server answers.
  expectations(recording const& r, client_setup const& setup, NamedGroup group) : r_(r), setup_(setup), group_(group) {}

  expectation of_flip(std::size_t at, unsigned bit) const {
    using enum AlertDescription;
    octet_place const& p = r_[at];
    record_place const& record = *p.record;
    const bool retry = record.kind == record_kind::hello_retry_request;
    const auto changed = [&](std::size_t size) {
      return r_.number(p.at, size) ^ std::size_t{1} << (8 * (p.at + size - 1 - at) + bit);
    };
    switch (p.what) {
      case field::record_type:
        // RFC 8446, 5: "If a TLS implementation receives an unexpected record type, it MUST terminate the connection
        // with an "unexpected_message" alert." One octet is too short for the message or alert that it may be taken for.
        if (record.kind == record_kind::change_cipher_spec && !record.keyed)
          return {{unexpected_message, decode_error}};
        return {{unexpected_message}};
      case field::record_major:
        // Not to be ignored here: whatever doesn't begin with 3 is no TLS record, and the first says: no TLS at all.
        return {{record.at == 0 ? unexpected_message : protocol_version}};
      case field::record_minor:
        // RFC 8446, 5.1: "MUST be ignored for all purposes". Protected records authenticate it (5.2).
        if (record.kind == record_kind::protected_record) return {{bad_record_mac}};
        return {.accepted = true};
      case field::record_length:
        return of_record_length(record, changed(2));
      case field::ciphertext:
        return {{bad_record_mac}};
      case field::change_cipher_spec:
        return {{unexpected_message}};

      case field::msg_type:
        return {{unexpected_message}};
      case field::msg_length:
        // Too much: refused at once, or else interrupted by the next record (RFC 8446, 5.1: "there MUST NOT be any
        // other records between them").
        if (const std::size_t n = changed(3); n > record.size - 9)
          return {{n > max_hello ? decode_error : unexpected_message}};
        return {{decode_error}};
      case field::legacy_version:
        return {{illegal_parameter}};
      case field::random:
        // A ServerHello is what a HelloRetryRequest without its Random is, and its key_share has another form.
        return {{retry ? decode_error : bad_record_mac}};
      case field::session_id_length:
        // All that follows moves, up to 32 octets of noise.
        if (changed(1) == 0) return {{decode_error, illegal_parameter, protocol_version}};
        return {{decode_error}};
      case field::session_id:
        return {{illegal_parameter}};
      case field::cipher_suite:
        // Another of those that were offered, agreed upon by nobody; or one that wasn't. RFC 8446, 4.1.4: it can't change
        // after a HelloRetryRequest.
        if (!after_retry(record) && !retry && setup_.suites.contains(CipherSuite(changed(2))))
          return {{bad_record_mac}};
        return {{illegal_parameter}};
      case field::compression_method:
        return {{illegal_parameter}};
      case field::extensions_length:
      case field::extension_length:
      case field::key_exchange_length:
        return {{decode_error}};
      case field::extension_type:
        // A ServerHello without supported_versions speaks TLS 1.2; in a HelloRetryRequest it is mandatory (RFC 8446, 4.1.4).
        // Unless what it turned into can't be parsed.
        if (p.extension == 43) return {{retry ? missing_extension : protocol_version, decode_error}};
        return {{unsupported_extension, illegal_parameter}};
      case field::selected_version:
      case field::group:
        return {{illegal_parameter}};
      case field::key_exchange:
        // Any 32 octets are an X25519 share (RFC 7748, 5); nearly no others than the right ones are a point of a curve.
        return {{group_ == NamedGroup::x25519 ? bad_record_mac : illegal_parameter}};
    }
    return {};
  }

 private:
  // RFC 8446, 5.1 and 5.2.
  static constexpr std::size_t max_plaintext_record = 1 << 14, max_protected_record = max_plaintext_record + 256;
  // The library's own limit for a ServerHello: what one record holds.
  static constexpr std::size_t max_hello = 1 << 14;

  bool after_retry(record_place const& record) const {
    return r_.records().front().kind == record_kind::hello_retry_request && record.at != 0;
  }
  expectation of_record_length(record_place const& record, std::size_t length) const {
    using enum AlertDescription;
    const std::size_t here = record.size - 5, available = r_.all().size() - record.at - 5;
    if (length > (record.keyed ? max_protected_record : max_plaintext_record)) return {{record_overflow}};
    if (length > available) return {.starved = true};
    if (record.kind == record_kind::protected_record) return {{bad_record_mac}};
    if (record.kind == record_kind::change_cipher_spec || length == 0) return {{unexpected_message}};
    // RFC 8446, 5.1: handshake octets that follow a ServerHello span a key change. Those that follow a
    // HelloRetryRequest begin another message.
    if (length > here)
      return record.kind == record_kind::server_hello ? expectation{{unexpected_message}}
                                                      : expectation{{unexpected_message, decode_error}};
    // The next header is somewhere in the message.
    return {.alerts = {unexpected_message, protocol_version, record_overflow, decode_error}, .starved = true};
  }

  recording const& r_;
  client_setup const& setup_;
  NamedGroup group_;
};

}  // namespace cxtls::test
