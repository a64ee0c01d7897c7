// Delegated credentials (RFC 9345) as values that a test can bend, encoded and signed by hand.
#pragma once
#include <array>
#include <cstdlib>

#include "support/backend.hpp"
#include "support/hex.hpp"
#include "support/server_messages.hpp"
#include "vectors/openssl_delegation.hpp"

namespace cxtls::test {

struct credential_model {
  std::string_view context = "TLS, server delegated credentials";
  std::uint32_t valid_time = 0;
  SignatureScheme dc_cert_verify_algorithm = SignatureScheme::ed25519;
  octets subject_public_key_info{};
  SignatureScheme algorithm = SignatureScheme::ed25519;  // the signature itself is always Ed25519's
};
// Signed with this Ed25519 key (PKCS#8), for this certificate.
inline octets encode(credential_model const& m, bytes certificate, bytes key) {
  const octets cred =
      joined({number(4, m.valid_time), number(2, static_cast<std::uint16_t>(m.dc_cert_verify_algorithm)),
              vector_of(3, m.subject_public_key_info)});
  const octets algorithm = number(2, static_cast<std::uint16_t>(m.algorithm));
  const octets content = joined({octets(64, 0x20), text(m.context), octets{0}, certificate, cred, algorithm});
  const linked_backend b;
  const auto signer = linked_backend::private_key::from_der(b, key);
  std::array<std::uint8_t, 64> signature;
  if (!signer || !signer->sign(b, SignatureScheme::ed25519, content, signature)) std::abort();
  return joined({cred, algorithm, vector_of(2, signature)});
}

// RFC 8410, 4: of an Ed25519 key.
inline octets ed25519_spki(bytes public_key) {
  return joined({octets{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00}, public_key});
}

}  // namespace cxtls::test
