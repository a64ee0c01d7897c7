// A certificate type of the application's own, which the tested stack has: a letter and an Ed25519 key.
#pragma once
#include "cxtls/x509/certificate_type.hpp"

namespace cxtls::test {

struct lettered_key {
  static constexpr CertificateType type = CertificateType(224);
  static constexpr std::uint8_t letter = 'K';
  static constexpr result<crypto::public_key> key_of(bytes body) {
    if (body.size() != 33 || body[0] != letter) return errc::certificate_malformed;
    return crypto::public_key{crypto::ed25519_public_key{body.subspan(1)}};
  }
};

}  // namespace cxtls::test
