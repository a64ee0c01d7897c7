// Names of application protocols, as IANA lists them (RFC 7301, 6). Any other name can be offered as it is.
#pragma once
#include <string_view>

namespace cxtls::application_protocol {

inline constexpr std::string_view h2 = "h2";              // RFC 9113
inline constexpr std::string_view http_1_1 = "http/1.1";  // RFC 9112
inline constexpr std::string_view webrtc = "webrtc";      // RFC 8833
inline constexpr std::string_view c_webrtc = "c-webrtc";  // RFC 8833, confidential
inline constexpr std::string_view ftp = "ftp";            // RFC 4217
inline constexpr std::string_view imap = "imap";          // RFC 2595
inline constexpr std::string_view pop3 = "pop3";          // RFC 2595
inline constexpr std::string_view stun_nat_discovery = "stun.nat-discovery";  // RFC 7443
inline constexpr std::string_view stun_turn = "stun.turn";                    // RFC 7443
inline constexpr std::string_view dot = "dot";                                // RFC 7858
inline constexpr std::string_view acme_tls_1 = "acme-tls/1";                  // RFC 8737

// RFC 9113, 3.2: "The "h2c" protocol identifier MUST NOT be sent by a client or selected by a server; the "h2c" protocol
// identifier describes a protocol that does not use TLS." A name for logs; an alpn_list doesn't take it.
inline constexpr std::string_view h2c = "h2c";

}  // namespace cxtls::application_protocol
