// RSA's signatures: PKCS #1 v1.5 and PSS.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/rsa.hpp"
#include "vectors/openssl_keys.hpp"

namespace cxtls::backend_kit {

inline rsa_key nist_key() { return {unhex(vectors::nist_pkcs1_modulus), unhex(vectors::nist_pkcs1_exponent)}; }

template <class B>
void rsa_known_answers() {
  test_case<B>("RSA PKCS #1 v1.5 verifies the signatures of NIST's SigGen15_186-3, each under its own algorithm only",
               [] {
                 for (auto const& v : vectors::nist_pkcs1) {
                   INFO(name_of(v.algorithm));
                   const octets message = unhex(v.message), signature = unhex(v.signature);
                   for (crypto::signature_algorithm a : B::signatures)
                     CHECK(verifies<B>(a, nist_key(), message, signature) == (a == v.algorithm));
                   CHECK_FALSE(verifies<B>(v.algorithm, nist_key(), with_last(message, 0), signature));
                   for (std::size_t bit = 0; bit < 8 * signature.size(); bit += 13)
                     CHECK_FALSE(verifies<B>(v.algorithm, nist_key(), message, with_bit_flipped(signature, bit)));
                 }
               });

  test_case<B>("RSA-PSS says of each signature of NIST's SigVerPSS_186-3 what NIST says", [] {
    for (auto const& v : vectors::nist_pss) {
      if (!B::signatures.contains(v.algorithm)) continue;
      INFO(name_of(v.algorithm) << ": " << v.fault);
      const rsa_key key{unhex(v.modulus), unhex(v.exponent)};
      const octets message = unhex(v.message), signature = unhex(v.signature);
      CHECK(verifies<B>(v.algorithm, key, message, signature) == v.fault.empty());
      if (!v.fault.empty()) continue;
      for (crypto::signature_algorithm a : B::signatures)
        CHECK(verifies<B>(a, key, message, signature) == (a == v.algorithm));
      for (std::size_t bit = 0; bit < 8 * signature.size(); bit += 13)
        CHECK_FALSE(verifies<B>(v.algorithm, key, message, with_bit_flipped(signature, bit)));
    }
  });
}

// The keys and signatures that no publication has: of other sizes, with another salt (vectors/openssl_keys.hpp).
template <class B>
void rsa_misuse() {
  namespace made = test::openssl;

  if constexpr (B::signatures.contains(crypto::signature_algorithm::rsa_pss_sha256))
    test_case<B>("RFC 8446, 4.2.3: the salt of RSA-PSS is as long as the hash", [] {
      const rsa_key key{unhex(made::rsa2048_modulus), unhex(made::rsa_exponent)};
      const auto verified = [&](std::string_view signature) {
        return verifies<B>(crypto::signature_algorithm::rsa_pss_sha256, key, as_bytes(made::message), unhex(signature));
      };
      CHECK(verified(made::rsa_pss_sha256_signature));
      CHECK_FALSE(verified(made::rsa_pss_salt20_signature));
    });

  if constexpr (B::signatures.contains(crypto::signature_algorithm::rsa_pkcs1_sha256)) {
    test_case<B>("row 69: RSA keys below 2048 or above 8192 bits verify nothing", [] {
      const auto verified = [](std::string_view modulus, std::string_view signature) {
        return verifies<B>(crypto::signature_algorithm::rsa_pkcs1_sha256,
                           rsa_key{unhex(modulus), unhex(made::rsa_exponent)}, as_bytes(made::message),
                           unhex(signature));
      };
      CHECK(verified(made::rsa2048_modulus, made::rsa_pkcs1_sha256_signature));
      CHECK_FALSE(verified(made::rsa1024_modulus, made::rsa1024_pkcs1_sha256_signature));
      CHECK_FALSE(verified(made::rsa8200_modulus, made::rsa8200_pkcs1_sha256_signature));
    });

    test_case<B>(
        "RSA keys with a leading zero, or with a public exponent that is even, one or long, verify nothing", [] {
          const octets n = unhex(vectors::nist_pkcs1_modulus), e = unhex(vectors::nist_pkcs1_exponent);
          auto const& v = vectors::nist_pkcs1[0];
          const octets message = unhex(v.message), signature = unhex(v.signature);
          const auto verified = [&](octets const& modulus, octets const& exponent, octets const& s) {
            return verifies<B>(crypto::signature_algorithm::rsa_pkcs1_sha256, rsa_key{modulus, exponent}, message, s);
          };
          REQUIRE(v.algorithm == crypto::signature_algorithm::rsa_pkcs1_sha256);
          REQUIRE(verified(n, e, signature));
          CHECK_FALSE(verified(with_first(0, n), e, signature));
          CHECK_FALSE(verified(n, with_first(0, e), signature));
          CHECK_FALSE(verified(n, {}, signature));
          CHECK_FALSE(verified({}, e, signature));
          CHECK_FALSE(verified({}, {}, signature));
          CHECK_FALSE(verified(n, {0}, signature));
          CHECK_FALSE(verified(n, with_bit_flipped(e, 8 * (e.size() - 1)), signature));  // even
          CHECK_FALSE(verified(with_bit_flipped(n, 8 * (n.size() - 1)), e, signature));   // an even modulus
          CHECK_FALSE(verified(n, {1, 0, 0, 0, 1}, signature));
          CHECK_FALSE(verified(n, n, signature));

      // With an exponent of 1 anyone can sign: the signature is the padded hash itself (RFC 8017, 9.2).
          octets padded{0, 1};
          padded.resize(256 - 32 - 20, 0xff);
          for (std::uint8_t octet : unhex("003031300d060960864801650304020105000420")) padded.push_back(octet);
          typename B::template hash<crypto::hash_algorithm::sha256> h(B{});
          h.update(message);
          padded.resize(256);
          REQUIRE(h.finish(mutable_bytes(padded).last(32)));
          CHECK_FALSE(verified(n, {1}, padded));
        });
  }

  test_case<B>("RSA signatures of another length than the modulus are refused", [] {
    const auto refused = [](crypto::signature_algorithm a, rsa_key const& key, octets const& message,
                            octets const& good) {
      REQUIRE(verifies<B>(a, key, message, good));
      CHECK_FALSE(verifies<B>(a, key, message, with_last(good, 0)));
      CHECK_FALSE(verifies<B>(a, key, message, with_first(0, good)));
      CHECK_FALSE(verifies<B>(a, key, message, without_last(good)));
      CHECK_FALSE(verifies<B>(a, key, message, bytes(good).subspan(1)));
      CHECK_FALSE(verifies<B>(a, key, message, {}));
      CHECK_FALSE(verifies<B>(a, key, message, octets(good.size())));
      CHECK_FALSE(verifies<B>(a, key, message, key.n));  // not below the modulus
    };
    for (auto const& v : vectors::nist_pkcs1)
      if (B::signatures.contains(v.algorithm)) refused(v.algorithm, nist_key(), unhex(v.message), unhex(v.signature));
    for (auto const& v : vectors::nist_pss)
      if (B::signatures.contains(v.algorithm) && v.fault.empty())
        refused(v.algorithm, {unhex(v.modulus), unhex(v.exponent)}, unhex(v.message), unhex(v.signature));
  });
}

template <class B>
void rsa_cases() {
  rsa_known_answers<B>();
  rsa_misuse<B>();
}

}  // namespace cxtls::backend_kit
