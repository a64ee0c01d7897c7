// Counts what a peer may send for ever without getting anywhere, and says when it is enough.
#pragma once
#include <cstdint>

#include "cxtls/base/result.hpp"

namespace cxtls::record {

// Records without content, in a row: cover traffic sends some (RFC 8446, 5.4), a flood (CVE-2016-6305) sends nothing
// else. BoringSSL, rustls and OpenSSL stop at 32, too.
inline constexpr unsigned max_empty_records = 32;
// Middlebox compatibility mode has each side send one (RFC 8446, D.4); a second one is tolerated. CVE-2020-25648.
inline constexpr unsigned max_change_cipher_specs = 2;
// Alerts that end nothing, in a row. CVE-2016-8610; the limit of BoringSSL and rustls.
inline constexpr unsigned max_warning_alerts = 4;
// Messages after the handshake without application data in between: each KeyUpdate costs a key schedule
// (CVE-2026-56862).
inline constexpr unsigned max_post_handshake_messages = 32;
// HelloRequests amid a handshake of TLS 1.2, where they mean nothing. RFC 5246, 7.4.1.1: servers "SHOULD NOT repeat the
// request" before it is complete; a few are tolerated.
inline constexpr unsigned max_early_hello_requests = 4;

// One per connection and direction read. Each function is told what came, and fails when it was one too many.
class flood_guard {
 public:
  // Errors: too_many_empty_records.
  constexpr status empty_record() { return count(empty_records_, max_empty_records, errc::too_many_empty_records); }
  // Errors: change_cipher_spec_unexpected.
  constexpr status change_cipher_spec() {
    return count(change_cipher_specs_, max_change_cipher_specs, errc::change_cipher_spec_unexpected);
  }
  // Errors: too_many_warnings.
  constexpr status warning_alert() { return count(warning_alerts_, max_warning_alerts, errc::too_many_warnings); }
  // Errors: too_many_post_handshake_messages.
  constexpr status post_handshake_message() {
    return count(post_handshake_messages_, max_post_handshake_messages, errc::too_many_post_handshake_messages);
  }

  // Errors: unexpected_message.
  constexpr status early_hello_request() {
    return count(early_hello_requests_, max_early_hello_requests, errc::unexpected_message);
  }

  // A record with content: of application data, or of part of a handshake message.
  constexpr void application_data() { empty_records_ = warning_alerts_ = post_handshake_messages_ = 0; }
  constexpr void handshake_data() { empty_records_ = warning_alerts_ = 0; }

 private:
  static constexpr status count(std::uint8_t& so_far, unsigned limit, errc code) {
    if (so_far >= limit) return code;
    ++so_far;
    return done{};
  }
  std::uint8_t empty_records_ = 0;
  std::uint8_t change_cipher_specs_ = 0;
  std::uint8_t warning_alerts_ = 0;
  std::uint8_t post_handshake_messages_ = 0;
  std::uint8_t early_hello_requests_ = 0;
};

}  // namespace cxtls::record
