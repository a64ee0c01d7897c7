// X25519 (RFC 7748) and ECDH on the NIST curves (RFC 8446, 4.2.8.2). Private keys are made from the backend's own
// random(), so that a test, or a caller with a better source, decides where all randomness comes from.
#pragma once
#include <openssl/curve25519.h>
#include <openssl/ec.h>
#include <openssl/ec_key.h>
#include <openssl/ecdh.h>
#include <openssl/nid.h>

#include "cxtls/backend/boringssl/errors.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/group.hpp"

namespace cxtls::backend::boringssl_ {

// NID_undef for a curve that we don't have.
constexpr int nid_of(NamedGroup group) {
  switch (group) {
    case NamedGroup::secp256r1:
      return NID_X9_62_prime256v1;
    case NamedGroup::secp384r1:
      return NID_secp384r1;
    case NamedGroup::secp521r1:
      return NID_secp521r1;
    default:
      return NID_undef;
  }
}

// A peer's point: uncompressed and on the curve, else null.
inline bssl::UniquePtr<EC_POINT> point_from(EC_GROUP const* group, bytes octets) {
  bssl::UniquePtr<EC_POINT> point(EC_POINT_new(group));
  // SEC 1, 2.3.3: 4 is the uncompressed form. BoringSSL would read compressed points as well; TLS 1.3 doesn't.
  if (!point || octets.empty() || octets[0] != 4 ||
      EC_POINT_oct2point(group, point.get(), octets.data(), octets.size(), nullptr) != 1)
    return nullptr;
  return point;
}

template <NamedGroup G>
class key_exchange {
 public:
  static constexpr std::size_t share_size = crypto::find(G)->share_size;
  static constexpr std::size_t response_size = crypto::find(G)->response_size;
  static constexpr std::size_t secret_size = crypto::find(G)->secret_size;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    const quiet q;
    // As many octets as the field and 128 bits more, so that reducing them modulo the order shows no bias.
    secret<secret_size + 16> seed(secret_size + 16);
    if (share.size() != share_size || !backend.random(seed.fill())) return false;
    const bssl::UniquePtr<EC_KEY> curve(EC_KEY_new_by_curve_name(nid_of(G)));
    if (!curve) return false;
    EC_GROUP const* const group = EC_KEY_get0_group(curve.get());
    key_.reset(EC_KEY_derive_from_secret(group, seed.expose().data(), seed.size()));
    return key_ && EC_POINT_point2oct(group, EC_KEY_get0_public_key(key_.get()), POINT_CONVERSION_UNCOMPRESSED,
                                      share.data(), share.size(), nullptr) == share.size();
  }
  [[nodiscard]] bool decapsulate(auto const&, bytes response, mutable_bytes secret_out) {
    const quiet q;
    if (!key_ || response.size() != response_size || secret_out.size() != secret_size) return false;
    const auto point = point_from(EC_KEY_get0_group(key_.get()), response);
    return point && ECDH_compute_key(secret_out.data(), secret_out.size(), point.get(), key_.get(), nullptr) ==
                        static_cast<int>(secret_out.size());
  }
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    key_exchange own;
    return own.generate(backend, response) && own.decapsulate(backend, share, secret_out);
  }

 private:
  bssl::UniquePtr<EC_KEY> key_;
};

template <>
class key_exchange<NamedGroup::x25519> {
 public:
  static constexpr std::size_t share_size = X25519_PUBLIC_VALUE_LEN;
  static constexpr std::size_t response_size = X25519_PUBLIC_VALUE_LEN;
  static constexpr std::size_t secret_size = X25519_SHARED_KEY_LEN;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    secret<X25519_PRIVATE_KEY_LEN> key(X25519_PRIVATE_KEY_LEN);
    if (share.size() != share_size || !backend.random(key.fill())) return false;
    X25519_public_from_private(share.data(), key.expose().data());
    key_ = std::move(key);
    return true;
  }
  // RFC 8446, 7.4.2: "implementations MUST check whether the computed Diffie-Hellman shared secret is the all-zero value
  // and abort if so": X25519() returns 0 then.
  [[nodiscard]] bool decapsulate(auto const&, bytes response, mutable_bytes secret_out) {
    const quiet q;
    return key_.size() != 0 && response.size() == response_size && secret_out.size() == secret_size &&
           X25519(secret_out.data(), key_.expose().data(), response.data()) == 1;
  }
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    key_exchange own;
    return own.generate(backend, response) && own.decapsulate(backend, share, secret_out);
  }

 private:
  secret<X25519_PRIVATE_KEY_LEN> key_{0};
};

}  // namespace cxtls::backend::boringssl_
