// Private keys from DER, and signing with them.
#pragma once
#include <openssl/bytestring.h>

#include "cxtls/backend/boringssl/signature.hpp"
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/scheme.hpp"

namespace cxtls::backend {

class boringssl;

namespace boringssl_ {

class private_key {
 public:
  static constexpr std::size_t max_signature_size = crypto::max_signature_size;

  // PKCS#8 PrivateKeyInfo (RFC 5208), PKCS#1 RSAPrivateKey (RFC 8017, A.1.2) or SEC 1 ECPrivateKey (RFC 5915); not
  // encrypted. Errors: private_key_malformed, certificate_key_too_small, certificate_key_too_large (RSA),
  // config_unsupported_by_backend (another curve or algorithm).
  static result<private_key> from_der(boringssl const&, bytes der) {
    const quiet q;
    bssl::UniquePtr<EVP_PKEY> key = parse(der);
    if (!key) return errc::private_key_malformed;
    switch (EVP_PKEY_id(key.get())) {
      case EVP_PKEY_RSA: {
        const unsigned bits = BN_num_bits(RSA_get0_n(EVP_PKEY_get0_RSA(key.get())));
        if (bits < crypto::min_rsa_bits) return errc::certificate_key_too_small;
        if (bits > crypto::max_rsa_bits) return errc::certificate_key_too_large;
        return private_key(std::move(key), crypto::key_kind::rsa, {});
      }
      case EVP_PKEY_EC: {
        const int nid = EC_GROUP_get_curve_name(EC_KEY_get0_group(EVP_PKEY_get0_EC_KEY(key.get())));
        for (NamedGroup group : {NamedGroup::secp256r1, NamedGroup::secp384r1, NamedGroup::secp521r1})
          if (nid == nid_of(group)) return private_key(std::move(key), crypto::key_kind::ec, group);
        return errc::config_unsupported_by_backend;
      }
      case EVP_PKEY_ED25519:
        return private_key(std::move(key), crypto::key_kind::ed25519, {});
      default:
        return errc::config_unsupported_by_backend;
    }
  }

  // What this key can sign, in order of preference; scheme_table says which of it is for TLS 1.3.
  bounded<SignatureScheme, crypto::scheme_table.size()> schemes() const {
    bounded<SignatureScheme, crypto::scheme_table.size()> out;
    for (crypto::scheme_info const& row : crypto::scheme_table)
      if (row.kind == kind_ && row.curve == curve_) static_cast<void>(out.push(row.scheme));
    return out;
  }

  // Returns the size of the signature, at most max_signature_size. The randomness in PSS and ECDSA is BoringSSL's own.
  // Errors: signature_scheme_mismatch, no_space, signing_failed.
  result<std::size_t> sign(boringssl const&, SignatureScheme scheme, bytes message, mutable_bytes out) const {
    if (!schemes().contains(scheme)) return errc::signature_scheme_mismatch;
    const signature_algorithm algorithm = crypto::find(scheme)->algorithm;
    const quiet q;
    bssl::ScopedEVP_MD_CTX context;
    EVP_PKEY_CTX* options = nullptr;
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), &options, hash_for(algorithm), nullptr, key_.get()) != 1 ||
        !set_padding(options, algorithm) ||
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1)
      return errc::signing_failed;
    if (out.size() < size) return errc::no_space;
    size = out.size();
    if (EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) != 1)
      return errc::signing_failed;
    return size;
  }

  bool matches(crypto::public_key const& key) const {
    const quiet q;
    const auto other = std::visit([](auto const& k) { return import(k); }, key);
    return other && EVP_PKEY_cmp(key_.get(), other.get()) == 1;
  }

 private:
  private_key(bssl::UniquePtr<EVP_PKEY> key, crypto::key_kind kind, NamedGroup curve)
      : key_(std::move(key)), kind_(kind), curve_(curve) {}

  static bssl::UniquePtr<EVP_PKEY> parse(bytes der) {
    CBS in;
    CBS_init(&in, der.data(), der.size());
    bssl::UniquePtr<EVP_PKEY> key(EVP_parse_private_key(&in));
    if (key) return CBS_len(&in) == 0 ? std::move(key) : nullptr;

    key.reset(EVP_PKEY_new());
    CBS_init(&in, der.data(), der.size());
    if (const bssl::UniquePtr<RSA> rsa(RSA_parse_private_key(&in)); rsa)
      return key && CBS_len(&in) == 0 && EVP_PKEY_set1_RSA(key.get(), rsa.get()) == 1 ? std::move(key) : nullptr;
    CBS_init(&in, der.data(), der.size());
    if (const bssl::UniquePtr<EC_KEY> ec(EC_KEY_parse_private_key(&in, nullptr)); ec)
      return key && CBS_len(&in) == 0 && EVP_PKEY_set1_EC_KEY(key.get(), ec.get()) == 1 ? std::move(key) : nullptr;
    return nullptr;
  }

  bssl::UniquePtr<EVP_PKEY> key_;  // wiped when freed
  crypto::key_kind kind_;
  NamedGroup curve_;  // ec only
};

}  // namespace boringssl_
}  // namespace cxtls::backend
