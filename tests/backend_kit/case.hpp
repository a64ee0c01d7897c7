// What the kit's test cases are made of.
#pragma once
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/group.hpp"
#include "cxtls/crypto/scheme.hpp"
#include "support/hex.hpp"

namespace cxtls::backend_kit {

using test::hex;
using test::unhex;
using octets = std::vector<std::uint8_t>;

// A test case of B, by a sentence; docs/security/pitfalls.md cites it.
template <class B>
void test_case(std::string_view sentence, void (*body)()) {
  const std::string name = std::string(B::name) + ": " + std::string(sentence);
  REGISTER_TEST_CASE(body, name, "[backend_kit]");
}

// f.template operator()<x>() for each x that the list has; nothing is instantiated for what it hasn't.
template <auto const& List, class F>
void each(F f) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (f.template operator()<List[I]>(), ...);
  }(std::make_index_sequence<List.size()>{});
}

constexpr std::string_view name_of(crypto::hash_algorithm a) {
  return a == crypto::hash_algorithm::sha256 ? "SHA-256" : "SHA-384";
}
constexpr std::string_view name_of(crypto::aead_algorithm a) {
  constexpr std::string_view names[] = {"AES-128-GCM", "AES-256-GCM", "ChaCha20-Poly1305"};
  return crypto::is_own(a) ? "an AEAD of its own" : names[static_cast<std::size_t>(a)];
}
constexpr std::string_view name_of(crypto::signature_algorithm a) {
  constexpr std::string_view names[] = {"rsa_pkcs1_sha256", "rsa_pkcs1_sha384", "rsa_pkcs1_sha512", "rsa_pss_sha256",
                                        "rsa_pss_sha384",   "rsa_pss_sha512",   "ecdsa_sha256",     "ecdsa_sha384",
                                        "ecdsa_sha512",     "ed25519"};
  return crypto::is_own(a) ? "a signature of its own" : names[static_cast<std::size_t>(a)];
}

// Does B verify any signature by keys of this kind?
template <class B>
constexpr bool lists(crypto::key_kind kind) {
  for (crypto::signature_algorithm a : B::signatures)
    if (crypto::kind_of(a) == kind) return true;
  return false;
}
// Does it do anything on the NIST curves?
constexpr bool is_nist_curve(NamedGroup group) {
  return group == NamedGroup::secp256r1 || group == NamedGroup::secp384r1 || group == NamedGroup::secp521r1;
}

// By an algorithm that is known at run time; false for one that B doesn't list.
template <class B>
bool verifies(crypto::signature_algorithm a, crypto::public_key const& key, bytes message, bytes signature) {
  return crypto::with_listed<B::signatures>(a, [&]<crypto::signature_algorithm A>() {
    return B::template verifier<A>::verify(B{}, key, message, signature);
  });
}

// A public key that owns its octets.
struct rsa_key {
  octets n, e;
  operator crypto::public_key() const { return crypto::rsa_public_key{n, e}; }
};
struct ec_key {
  NamedGroup curve;
  octets point;
  operator crypto::public_key() const { return crypto::ec_public_key{curve, point}; }
};
struct ed25519_key {
  octets key;
  operator crypto::public_key() const { return crypto::ed25519_public_key{key}; }
};

inline octets with_bit_flipped(octets o, std::size_t bit) {
  o[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
  return o;
}
inline octets without_last(octets o) {
  o.pop_back();
  return o;
}
inline octets with_last(octets o, std::uint8_t last) {
  o.push_back(last);
  return o;
}
inline octets with_first(std::uint8_t first, octets o) {
  o.insert(o.begin(), first);
  return o;
}

}  // namespace cxtls::backend_kit
