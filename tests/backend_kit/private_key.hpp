// Private keys, and agreement with their own signatures.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/ed25519.hpp"
#include "backend_kit/vectors/rsa.hpp"
#include "cxtls/crypto/verify.hpp"
#include "vectors/openssl_keys.hpp"

namespace cxtls::backend_kit {

namespace made = test::openssl;

// A private key, DER, and its public half.
struct key_pair {
  std::string_view name, der;
  crypto::key_kind kind;
  NamedGroup curve;
  octets first, second;  // modulus and exponent, the point, or the key
  crypto::public_key half() const {
    if (kind == crypto::key_kind::rsa) return crypto::rsa_public_key{first, second};
    if (kind == crypto::key_kind::ec) return crypto::ec_public_key{curve, first};
    return crypto::ed25519_public_key{first};
  }
};
inline std::vector<key_pair> all_key_pairs() {
  using crypto::key_kind;
  const octets e = unhex(made::rsa_exponent), n = unhex(made::rsa2048_modulus);
  return {
      {"RSA, PKCS #8", made::rsa2048_private, key_kind::rsa, {}, n, e},
      {"RSA, PKCS #1", made::rsa2048_pkcs1_private, key_kind::rsa, {}, n, e},
      {"RSA of NIST",
       vectors::nist_pkcs1_private,
       key_kind::rsa,
       {},
       unhex(vectors::nist_pkcs1_modulus),
       unhex(vectors::nist_pkcs1_exponent)},
      {"P-256, PKCS #8", made::p256_private, key_kind::ec, NamedGroup::secp256r1, unhex(made::p256_point), {}},
      {"P-256, SEC 1", made::p256_sec1_private, key_kind::ec, NamedGroup::secp256r1, unhex(made::p256_point), {}},
      {"P-384", made::p384_private, key_kind::ec, NamedGroup::secp384r1, unhex(made::p384_point), {}},
      {"P-521", made::p521_private, key_kind::ec, NamedGroup::secp521r1, unhex(made::p521_point), {}},
      {"Ed25519", made::ed25519_private, key_kind::ed25519, {}, unhex(made::ed25519_public), {}},
  };
}
// What such a key can at most sign: the rows of crypto::scheme_table whose algorithms B lists.
template <class B>
std::vector<crypto::scheme_info> possible_schemes(crypto::key_kind kind, NamedGroup curve) {
  std::vector<crypto::scheme_info> rows;
  for (auto const& row : crypto::scheme_table)
    if (row.kind == kind && row.curve == curve && B::signatures.contains(row.algorithm)) rows.push_back(row);
  return rows;
}
template <class B>
bool does(key_pair const& k) {
  return !possible_schemes<B>(k.kind, k.curve).empty();
}
template <class B>
errc refusal(octets const& der) {
  const auto key = B::private_key::from_der(B{}, der);
  return key ? errc::none : key.error().code;
}
template <class B>
octets signature_of(typename B::private_key const& key, SignatureScheme scheme, bytes message) {
  octets room(crypto::max_signature_size);
  const auto size = key.sign(B{}, scheme, message, room);
  REQUIRE(size);
  REQUIRE(*size <= room.size());
  room.resize(*size);
  return room;
}

template <class B>
void signing_cases() {
  test_case<B>("C63: what a key of each form signs, its public half verifies, under every scheme of its own", [] {
    for (key_pair const& k : all_key_pairs()) {
      if (!does<B>(k)) continue;
      INFO(k.name);
      const auto key = B::private_key::from_der(B{}, unhex(k.der));
      REQUIRE(key);
      for (SignatureScheme scheme : key->schemes()) {
        INFO(name_of(crypto::find(scheme)->algorithm));
        auto const& row = *crypto::find(scheme);
        for (octets const& message : {octets{}, octets{0}, octets(64, 0x20), octets(20000, 'x')}) {
          const octets signature = signature_of<B>(*key, scheme, message);
          CHECK(crypto::verify(B{}, row.algorithm, k.half(), message, signature));
          if (row.tls13_certificate_verify) CHECK(crypto::verify(B{}, scheme, k.half(), message, signature));
          CHECK_FALSE(crypto::verify(B{}, row.algorithm, k.half(), with_last(message, 1), signature));
          CHECK_FALSE(crypto::verify(B{}, row.algorithm, k.half(), message,
                                     with_bit_flipped(signature, 8 * signature.size() - 8)));
          for (crypto::signature_algorithm other : B::signatures)
            if (other != row.algorithm) CHECK_FALSE(verifies<B>(other, k.half(), message, signature));
        }
      }
    }
  });

  test_case<B>("C63: a key knows its schemes, those of TLS 1.3 first", [] {
    for (key_pair const& k : all_key_pairs()) {
      if (!does<B>(k)) continue;
      INFO(k.name);
      const auto key = B::private_key::from_der(B{}, unhex(k.der));
      REQUIRE(key);
      const auto all = key->schemes();
      const std::vector<SignatureScheme> schemes(all.begin(), all.end());
      const auto at = [&](SignatureScheme s) { return std::find(schemes.begin(), schemes.end(), s) - schemes.begin(); };
      std::size_t known = 0, for_tls13 = 0;
      for (auto const& row : possible_schemes<B>(k.kind, k.curve)) {
        const auto times = std::count(schemes.begin(), schemes.end(), row.scheme);
        CHECK(times <= 1);
        known += times != 0;
        if (!row.tls13_certificate_verify) continue;
        ++for_tls13;
        CHECK(times == 1);
      }
      CHECK(known == schemes.size());  // nothing that isn't the key's, or that B doesn't list
      for (auto const& row : possible_schemes<B>(k.kind, k.curve))
        if (row.tls13_certificate_verify) CHECK(static_cast<std::size_t>(at(row.scheme)) < for_tls13);
    }
  });

  if constexpr (B::signatures.contains(crypto::signature_algorithm::ed25519))
    test_case<B>("C63: Ed25519 signs as RFC 8032, 7.1 says", [] {
      for (auto const& v : vectors::rfc_8032) {
        // PKCS #8, RFC 8410, 7: the seed in an OCTET STRING in an OCTET STRING.
        const auto key = B::private_key::from_der(B{}, unhex("302e020100300506032b657004220420" + std::string(v.seed)));
        REQUIRE(key);
        CHECK(hex(signature_of<B>(*key, SignatureScheme::ed25519, unhex(v.message))) == v.signature);
        CHECK(key->matches(ed25519_key{unhex(v.key)}));
      }
    });

  if constexpr (lists<B>(crypto::key_kind::rsa))
    test_case<B>("C63: RSA PKCS #1 v1.5 signs as NIST's SigGen15_186-3 says", [] {
      const auto key = B::private_key::from_der(B{}, unhex(vectors::nist_pkcs1_private));
      REQUIRE(key);
      const auto schemes = key->schemes();
      for (auto const& v : vectors::nist_pkcs1)
        for (SignatureScheme scheme : schemes)
          if (crypto::find(scheme)->algorithm == v.algorithm)
            CHECK(hex(signature_of<B>(*key, scheme, unhex(v.message))) == v.signature);
    });
}

template <class B>
void private_key_misuse() {
  test_case<B>("a key matches its own public half and no other", [] {
    const auto keys = all_key_pairs();
    for (key_pair const& a : keys) {
      if (!does<B>(a)) continue;
      const auto key = B::private_key::from_der(B{}, unhex(a.der));
      REQUIRE(key);
      for (key_pair const& c : keys) {
        INFO(a.name << " and " << c.name);
        CHECK(key->matches(c.half()) == (a.first == c.first));
      }
      key_pair changed = a;
      changed.first.back() ^= 2;
      CHECK_FALSE(key->matches(changed.half()));
      CHECK_FALSE(key->matches(crypto::rsa_public_key{}));
      CHECK_FALSE(key->matches(crypto::ec_public_key{}));
      CHECK_FALSE(key->matches(crypto::ed25519_public_key{}));
    }
  });

  test_case<B>("a scheme that isn't the key's, or a room too small, is refused", [] {
    for (key_pair const& k : all_key_pairs()) {
      if (!does<B>(k)) continue;
      INFO(k.name);
      const auto key = B::private_key::from_der(B{}, unhex(k.der));
      REQUIRE(key);
      octets room(crypto::max_signature_size);
      const auto own = key->schemes();
      for (SignatureScheme scheme : {SignatureScheme::ed25519, SignatureScheme::ecdsa_secp256r1_sha256,
                                     SignatureScheme::ecdsa_secp384r1_sha384, SignatureScheme::ecdsa_secp521r1_sha512,
                                     SignatureScheme::rsa_pss_rsae_sha256, SignatureScheme::rsa_pss_pss_sha256,
                                     SignatureScheme::rsa_pkcs1_sha256, SignatureScheme::ecdsa_sha1, SignatureScheme{}})
        if (std::find(own.begin(), own.end(), scheme) == own.end())
          CHECK(key->sign(B{}, scheme, as_bytes("text"), room).error().code == errc::signature_scheme_mismatch);
      for (SignatureScheme scheme : own) {
        CHECK(key->sign(B{}, scheme, as_bytes("text"), {}).error().code == errc::no_space);
        CHECK(key->sign(B{}, scheme, as_bytes("text"), mutable_bytes(room).first(32)).error().code == errc::no_space);
        if (k.kind == crypto::key_kind::ec) continue;  // its size varies
        const std::size_t size = signature_of<B>(*key, scheme, {}).size();
        CHECK(key->sign(B{}, scheme, as_bytes("text"), mutable_bytes(room).first(size - 1)).error().code ==
              errc::no_space);
        CHECK(key->sign(B{}, scheme, as_bytes("text"), mutable_bytes(room).first(size)));
      }
    }
  });

  test_case<B>("a private key moves, isn't copied, and once moved from signs nothing", [] {
    using private_key = typename B::private_key;
    STATIC_REQUIRE(!std::is_copy_constructible_v<private_key> && !std::is_copy_assignable_v<private_key>);
    STATIC_REQUIRE(std::is_nothrow_move_constructible_v<private_key>);
    for (key_pair const& k : all_key_pairs()) {
      if (!does<B>(k)) continue;
      INFO(k.name);
      auto key = private_key::from_der(B{}, unhex(k.der));
      REQUIRE(key);
      const SignatureScheme scheme = *key->schemes().begin();
      const private_key moved = std::move(*key);
      CHECK(crypto::verify(B{}, scheme, k.half(), as_bytes("text"), signature_of<B>(moved, scheme, as_bytes("text"))));
      CHECK(moved.matches(k.half()));
      octets room(crypto::max_signature_size);
      CHECK_FALSE(key->sign(B{}, scheme, as_bytes("text"), room));
    }
  });
}

template <class B>
void private_key_forms() {
  test_case<B>("a private key cut short or followed by more is malformed", [] {
    for (key_pair const& k : all_key_pairs()) {
      if (!does<B>(k)) continue;
      INFO(k.name);
      const octets whole = unhex(k.der);
      REQUIRE(refusal<B>(whole) == errc::none);
      const std::size_t step = whole.size() > 200 ? 37 : 1;
      for (std::size_t size = 0; size < whole.size(); size += step)
        CHECK(refusal<B>({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}) ==
              errc::private_key_malformed);
      CHECK(refusal<B>(without_last(whole)) == errc::private_key_malformed);
      CHECK(refusal<B>(with_last(whole, 0)) == errc::private_key_malformed);
      CHECK(refusal<B>(with_first(0, whole)) == errc::private_key_malformed);
      octets other_tag = whole;
      other_tag[0] = 0x31;  // a SET
      CHECK(refusal<B>(other_tag) == errc::private_key_malformed);
    }
    CHECK(refusal<B>({}) == errc::private_key_malformed);
    CHECK(refusal<B>(octets(100)) == errc::private_key_malformed);
    CHECK(refusal<B>(unhex("3000")) == errc::private_key_malformed);
  });

  test_case<B>("a private key that the backend doesn't do is refused: of another kind, curve or size", [] {
    const auto unsupported = [](errc code) {
      return code == errc::config_unsupported_by_backend || code == errc::private_key_malformed;
    };
    for (key_pair const& k : all_key_pairs())
      if (!does<B>(k)) {
        INFO(k.name);
        CHECK(unsupported(refusal<B>(unhex(k.der))));
      }
    if (lists<B>(crypto::key_kind::ec))
      CHECK(refusal<B>(unhex(made::p224_private)) == errc::config_unsupported_by_backend);
    else
      CHECK(unsupported(refusal<B>(unhex(made::p224_private))));
    if (lists<B>(crypto::key_kind::rsa)) {
      CHECK(refusal<B>(unhex(made::rsa1024_private)) == errc::certificate_key_too_small);
      CHECK(refusal<B>(unhex(made::rsa8200_private)) == errc::certificate_key_too_large);
    } else {
      CHECK(unsupported(refusal<B>(unhex(made::rsa1024_private))));
      CHECK(unsupported(refusal<B>(unhex(made::rsa8200_private))));
    }
  });
}

template <class B>
void private_key_cases() {
  signing_cases<B>();
  private_key_misuse<B>();
  private_key_forms<B>();
}

}  // namespace cxtls::backend_kit
