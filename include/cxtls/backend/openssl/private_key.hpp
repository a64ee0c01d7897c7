// Private keys from DER, and signing with them.
#pragma once
#include <openssl/decoder.h>

#include "cxtls/backend/openssl/signature.hpp"
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/scheme.hpp"

namespace cxtls::backend::openssl_ {

class private_key {
 public:
  static constexpr std::size_t max_signature_size = crypto::max_signature_size;

  // PKCS#8 PrivateKeyInfo (RFC 5208), PKCS#1 RSAPrivateKey (RFC 8017, A.1.2) or SEC 1 ECPrivateKey (RFC 5915); not
  // encrypted. Errors: private_key_malformed, certificate_key_too_small, certificate_key_too_large (RSA),
  // config_unsupported_by_backend (another curve or algorithm).
  static result<private_key> from_der(library const& l, bytes der) {
    const quiet q;
    pkey parsed = parse(l, der);
    if (!parsed) return errc::private_key_malformed;
    EVP_PKEY* const key = parsed.get();
    if (EVP_PKEY_is_a(key, "RSA") == 1) {
      const int bits = EVP_PKEY_get_bits(key);
      if (bits < int{crypto::min_rsa_bits}) return errc::certificate_key_too_small;
      if (bits > int{crypto::max_rsa_bits}) return errc::certificate_key_too_large;
      return whole(private_key(l, std::move(parsed), crypto::key_kind::rsa, {}));
    }
    if (EVP_PKEY_is_a(key, "EC") == 1) {
      for (NamedGroup group : {NamedGroup::secp256r1, NamedGroup::secp384r1, NamedGroup::secp521r1})
        if (is_on(key, group)) return whole(private_key(l, std::move(parsed), crypto::key_kind::ec, group));
    }
    if (EVP_PKEY_is_a(key, "ED25519") == 1)
      return whole(private_key(l, std::move(parsed), crypto::key_kind::ed25519, {}));
    return errc::config_unsupported_by_backend;
  }

  // What this key can sign, in order of preference; scheme_table says which of it is for TLS 1.3.
  bounded<SignatureScheme, crypto::scheme_table.size()> schemes() const {
    bounded<SignatureScheme, crypto::scheme_table.size()> out;
    for (crypto::scheme_info const& row : crypto::scheme_table)
      if (row.kind == kind_ && row.curve == curve_) static_cast<void>(out.push(row.scheme));
    return out;
  }

  // Returns the size of the signature, at most max_signature_size. The randomness in PSS and ECDSA is OpenSSL's own.
  // Errors: signature_scheme_mismatch, no_space, signing_failed.
  result<std::size_t> sign(library const& l, SignatureScheme scheme, bytes message, mutable_bytes out) const {
    if (!schemes().contains(scheme)) return errc::signature_scheme_mismatch;
    const signature_algorithm algorithm = crypto::find(scheme)->algorithm;
    const quiet q;
    if (out.size() < static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()))) return errc::no_space;
    const digest_context context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr;
    std::size_t size = out.size();
    if (!context ||
        EVP_DigestSignInit_ex(context.get(), &options, hash_name(algorithm), l.context(), l.properties(), key_.get(),
                              nullptr) != 1 ||
        !set_padding(options, algorithm) ||
        EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) != 1)
      return errc::signing_failed;
    return size;
  }

  bool matches(crypto::public_key const& key) const {
    const quiet q;
    const pkey other = import(library_, key);
    return other && EVP_PKEY_eq(key_.get(), other.get()) == 1;
  }

 private:
  private_key(library l, pkey key, crypto::key_kind kind, NamedGroup curve)
      : library_(std::move(l)), key_(std::move(key)), kind_(kind), curve_(curve) {}

  // No function that asks for a password is set, so an encrypted key fails instead of prompting. (d2i_AutoPrivateKey
  // would fall back to code that knows neither providers nor properties.)
  static pkey parse(library const& l, bytes der) {
    EVP_PKEY* key = nullptr;
    const handle<OSSL_DECODER_CTX, OSSL_DECODER_CTX_free> decoder(
        OSSL_DECODER_CTX_new_for_pkey(&key, "DER", nullptr, nullptr, EVP_PKEY_KEYPAIR, l.context(), l.properties()));
    std::uint8_t const* at = der.data();
    std::size_t left = der.size();
    const bool good = decoder && !der.empty() && OSSL_DECODER_from_data(decoder.get(), &at, &left) == 1;
    pkey parsed(key);
    return good && left == 0 ? std::move(parsed) : pkey();
  }
  // RFC 5480, 2.1.1: a curve is named: "implicitCurve and specifiedCurve MUST NOT be used in PKIX."
  static bool is_on(EVP_PKEY* key, NamedGroup group) {
    char name[32]{};
    int is_explicit = 0;
    return EVP_PKEY_get_group_name(key, name, sizeof name, nullptr) == 1 &&
           std::string_view(name) == curve_name(group) &&
           EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &is_explicit) == 1 &&
           is_explicit == 0;
  }
  // OpenSSL reads numbers without asking whether they belong together, and its own check of that tests whether RSA's
  // are primes, which takes fifty times as long as a signature. What counts is that the public half verifies what the
  // private half signs.
  static result<private_key> whole(private_key key) {
    std::uint8_t room[max_signature_size];
    const SignatureScheme scheme = key.schemes()[0];
    const auto size = key.sign(key.library_, scheme, {}, room);
    if (!size || !verifies(key.library_, crypto::find(scheme)->algorithm, key.key_, {}, bytes(room).first(*size)))
      return errc::private_key_malformed;
    return key;
  }

  library library_;
  pkey key_;
  crypto::key_kind kind_;
  NamedGroup curve_;  // ec only
};

}  // namespace cxtls::backend::openssl_
