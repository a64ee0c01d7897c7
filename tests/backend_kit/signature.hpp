// What holds for signatures of every kind.
#pragma once
#include "backend_kit/ecdsa.hpp"
#include "backend_kit/private_key.hpp"
#include "cxtls/crypto/transcript.hpp"
#include "vectors/rfc8448_client_authentication.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

namespace cxtls::backend_kit {

// What the server's CertificateVerify of a trace signs: RFC 8446, 4.4.3.
inline octets signed_by_server(auto const& transcript) {
  octets content(64, 0x20);
  for (char c : std::string_view("TLS 1.3, server CertificateVerify")) content.push_back(static_cast<std::uint8_t>(c));
  content.push_back(0);
  const auto hash = transcript.hash();
  REQUIRE(hash);
  for (std::uint8_t octet : hash->value.view()) content.push_back(octet);
  return content;
}
// What follows the marker in a certificate.
inline octets after_marker(std::string_view certificate, std::string_view marker, std::size_t size) {
  const std::size_t at = certificate.find(marker);
  REQUIRE(at != certificate.npos);
  return unhex(certificate.substr(at + marker.size(), 2 * size));
}

template <class B>
void signature_cases() {
  test_case<B>("a key of another kind verifies nothing, and without octets none does", [] {
    for (crypto::signature_algorithm a : B::signatures) {
      INFO(name_of(a));
      for (key_pair const& k : all_key_pairs())
        for (std::string_view signature :
             {made::p256_sha256_signature, made::ed25519_signature, made::rsa_pss_sha256_signature})
          if (k.kind != crypto::kind_of(a))
            CHECK_FALSE(verifies<B>(a, k.half(), as_bytes(made::message), unhex(signature)));
      for (crypto::public_key const& none :
           {crypto::public_key(crypto::rsa_public_key{}), crypto::public_key(crypto::ec_public_key{}),
            crypto::public_key(crypto::ed25519_public_key{})})
        for (bytes signature : {bytes{}, as_bytes("x")})
          CHECK_FALSE(verifies<B>(a, none, as_bytes(made::message), signature));
    }
  });

  if constexpr (B::signatures.contains(crypto::signature_algorithm::ecdsa_sha256))
    test_case<B>("RFC 8448, 6: the ECDSA signature of the trace's CertificateVerify is good", [] {
      test::rfc8448::trace const& t = test::rfc8448::client_authentication;
      crypto::early_transcript early;
      REQUIRE(early.add(unhex(t.client_hello)));
      const auto content = signed_by_server(early.begin(B{}, crypto::hash_algorithm::sha256)
                                                .template add<after::ServerHello>(unhex(t.server_hello))
                                                .template add<after::EncryptedExtensions>(unhex(t.encrypted_extensions))
                                                .template add<after::CertificateRequest>(unhex(t.certificate_request))
                                                .template add<after::ServerCertificate>(unhex(t.server_certificate)));
      // The BIT STRING of the subjectPublicKey, and the signature after header, scheme and length.
      const ec_key key{NamedGroup::secp256r1, after_marker(t.server_certificate, "034200", 65)};
      REQUIRE(t.server_certificate_verify.substr(8, 4) == "0403");
      octets signature = unhex(t.server_certificate_verify.substr(16));
      CHECK(verifies<B>(crypto::signature_algorithm::ecdsa_sha256, key, content, signature));
      signature.back() ^= 1;
      CHECK_FALSE(verifies<B>(crypto::signature_algorithm::ecdsa_sha256, key, content, signature));
    });

  if constexpr (B::signatures.contains(crypto::signature_algorithm::rsa_pss_sha256))
    test_case<B>("RFC 8448, 3: the trace's RSA key of 1024 bits is too small, good as its signature is", [] {
      test::rfc8448::trace const& t = test::rfc8448::simple_1rtt;
      crypto::early_transcript early;
      REQUIRE(early.add(unhex(t.client_hello)));
      const auto content = signed_by_server(early.begin(B{}, crypto::hash_algorithm::sha256)
                                                .template add<after::ServerHello>(unhex(t.server_hello))
                                                .template add<after::EncryptedExtensions>(unhex(t.encrypted_extensions))
                                                .template add<after::ServerCertificate>(unhex(t.server_certificate)));
      const rsa_key key{after_marker(t.server_certificate, "02818100", 128), unhex(made::rsa_exponent)};
      REQUIRE(t.server_certificate_verify.substr(8, 4) == "0804");
      CHECK_FALSE(verifies<B>(crypto::signature_algorithm::rsa_pss_sha256, key, content,
                              unhex(t.server_certificate_verify.substr(16))));
    });
}

}  // namespace cxtls::backend_kit
