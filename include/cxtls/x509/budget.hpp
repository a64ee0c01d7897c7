// How much work a peer's certificates may cause. Bad chains have made verifiers run for hours (CVE-2018-16875,
// RUSTSEC-2023-0053, CVE-2024-34702).
#pragma once
#include <cstddef>
#include <cstdint>

namespace cxtls::x509 {

// What the peer may send, and what a path may be long; longer ones aren't seen on the web.
inline constexpr std::size_t max_peer_certificates = 10;
inline constexpr std::size_t max_path = 10;
// Per verification. The signature budget of webpki, Go and rustls; a hundred RSA verifications take a few milliseconds.
inline constexpr std::uint32_t max_signature_checks = 100;
// Candidates looked at while building.
inline constexpr std::uint32_t max_build_steps = 10'000;
// Names compared with constraints: BoringSSL's and webpki's figure.
inline constexpr std::uint32_t max_name_comparisons = 250'000;

struct budget {
  std::uint32_t signature_checks = max_signature_checks;
  std::uint32_t build_steps = max_build_steps;
  std::uint32_t name_comparisons = max_name_comparisons;
  bool exhausted = false;

  // False when there is none left.
  [[nodiscard]] constexpr bool spend(std::uint32_t budget::* what) {
    if (this->*what == 0) exhausted = true;
    if (exhausted) return false;
    --(this->*what);
    return true;
  }
};

}  // namespace cxtls::x509
