// What a CertificateVerify signs (RFC 8446, 4.4.3).
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/crypto/transcript_points.hpp"

namespace cxtls::tls13 {

inline constexpr std::string_view server_context = "TLS 1.3, server CertificateVerify";
inline constexpr std::string_view client_context = "TLS 1.3, client CertificateVerify";

// 64 spaces, the context string, a zero octet, the transcript hash. Public.
using signed_content = bounded<std::uint8_t, 64 + server_context.size() + 1 + crypto::max_hash_size>;

namespace detail {
constexpr signed_content content_of(std::string_view context, crypto::digest const& hash) {
  signed_content out;
  for (int i = 0; i < 64; ++i) (void)out.push(0x20);
  for (char c : context) (void)out.push(static_cast<std::uint8_t>(c));
  (void)out.push(0);
  for (std::uint8_t octet : hash.view()) (void)out.push(octet);
  return out;
}
}  // namespace detail

constexpr signed_content server_signed_content(crypto::hash_upto<after::ServerCertificate> const& hash) {
  return detail::content_of(server_context, hash.value);
}
constexpr signed_content client_signed_content(crypto::hash_upto<after::ClientCertificate> const& hash) {
  return detail::content_of(client_context, hash.value);
}

}  // namespace cxtls::tls13
