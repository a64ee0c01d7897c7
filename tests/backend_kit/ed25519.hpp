// Ed25519's signatures.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/ed25519.hpp"

namespace cxtls::backend_kit {

template <class B>
bool ed25519_verifies(octets const& key, bytes message, bytes signature) {
  return verifies<B>(crypto::signature_algorithm::ed25519, ed25519_key{key}, message, signature);
}

template <class B>
void ed25519_cases() {
  test_case<B>("Ed25519 verifies the vectors of RFC 8032, 7.1, and nothing a bit away from them", [] {
    for (auto const& v : vectors::rfc_8032) {
      const octets key = unhex(v.key), message = unhex(v.message), signature = unhex(v.signature);
      INFO(v.key);
      CHECK(ed25519_verifies<B>(key, message, signature));
      for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit)
        CHECK_FALSE(ed25519_verifies<B>(key, message, with_bit_flipped(signature, bit)));
      for (std::size_t bit = 0; bit < 8 * key.size(); ++bit)
        CHECK_FALSE(ed25519_verifies<B>(with_bit_flipped(key, bit), message, signature));
      for (std::size_t bit = 0; bit < 8 * message.size(); ++bit)
        CHECK_FALSE(ed25519_verifies<B>(key, with_bit_flipped(message, bit), signature));
      CHECK_FALSE(ed25519_verifies<B>(key, with_last(message, 0), signature));
    }
  });

  test_case<B>("an Ed25519 signature or key of another size is refused", [] {
    auto const& v = vectors::rfc_8032[1];
    const octets key = unhex(v.key), message = unhex(v.message), signature = unhex(v.signature);
    for (std::size_t size = 0; size < signature.size(); ++size)
      CHECK_FALSE(ed25519_verifies<B>(key, message, bytes(signature).first(size)));
    CHECK_FALSE(ed25519_verifies<B>(key, message, with_last(signature, 0)));
    CHECK_FALSE(ed25519_verifies<B>(key, message, with_first(0, signature)));
    for (std::size_t size = 0; size < key.size(); ++size)
      CHECK_FALSE(
          ed25519_verifies<B>({key.begin(), key.begin() + static_cast<std::ptrdiff_t>(size)}, message, signature));
    CHECK_FALSE(ed25519_verifies<B>(with_last(key, 0), message, signature));
  });

  test_case<B>("Ed25519 refuses Wycheproof's forgeries: special values of R and S, S not below the order", [] {
    for (auto const& v : vectors::wycheproof_ed25519) {
      INFO("tcId " << v.number);
      CHECK_FALSE(ed25519_verifies<B>(unhex(v.key), unhex(v.message), unhex(v.signature)));
    }
  });
}

}  // namespace cxtls::backend_kit
