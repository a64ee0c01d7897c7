// A session for tests, and what is asked of it.
#pragma once
#include "cxtls/session/provider.hpp"
#include "support/toy_backend.hpp"

namespace sample {

using namespace cxtls;

inline constexpr std::int64_t century = 36525LL * 86400;
inline constexpr std::int64_t day = 86400;
// 2026-01-01
inline constexpr unix_time noon{1767225600};
inline constexpr std::array<std::uint8_t, 32> psk{1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,
                                                  17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32};

constexpr session lasting(std::int64_t seconds) {
  return {.cipher_suite = CipherSuite::TLS_AES_128_GCM_SHA256,
          .psk = crypto::hash_secret::of(psk),
          .issued_at = noon,
          .expires_at = noon + seconds,
          .authenticated_at = noon,
          .ticket_age_add = 0x01020304};
}
// A session with a client's chain of one certificate of this many octets.
constexpr session with_certificate(std::size_t size) {
  session s = lasting(day);
  buffer certificate;
  if (!certificate.resize(size) || !s.client_certificates.add(certificate.view())) s.cipher_suite = {};
  s.peer_signature_scheme = SignatureScheme::ed25519;
  s.authenticated_until = s.expires_at;
  return s;
}

// Whatever the provider says must be a session or none; never an error.
enum class verdict : std::uint8_t { none, found, refused };
constexpr verdict ask(session_provider& p, bytes identity, unix_time now) {
  auto answer = p.find(identity, now);
  if (answer.value() == nullptr) return verdict::refused;
  return answer.value()->session ? verdict::found : verdict::none;
}
constexpr bool finds(session_provider& p, bytes identity, unix_time now) {
  return ask(p, identity, now) == verdict::found;
}

// A toy and its world.
class toy {
 public:
  constexpr explicit toy(std::uint64_t seed = 1) { world.seed = seed; }
  test::toy_world world{};
  test::toy_backend backend{world};
};

}  // namespace sample
