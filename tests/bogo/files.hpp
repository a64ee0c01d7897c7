// The runner's certificates and keys, which come as files of PEM.
#pragma once
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#ifdef BOGO_ON_OPENSSL
#include "cxtls/backend/openssl.hpp"
#else
#include "cxtls/backend/boringssl.hpp"
#endif
#include "cxtls/handshake/imported_psk.hpp"
#include "cxtls/own_certificate.hpp"
#include "cxtls/x509/trust_store.hpp"
#include "options.hpp"
#include "problem.hpp"

namespace bogo {

#ifdef BOGO_ON_OPENSSL
using backend = cxtls::backend::openssl;
#else
using backend = cxtls::backend::boringssl;
#endif

inline std::optional<std::string> read_file(std::string const& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::nullopt;
  std::string text;
  char piece[4096];
  for (std::size_t n = 0; (n = std::fread(piece, 1, sizeof piece, file.get())) != 0;) text.append(piece, n);
  return text;
}

// Whom -trust-cert trusts: nobody without it, and with it one root.
inline cxtls::result<cxtls::trust_store> trusted(options const& o) {
  if (o.trust_cert.empty()) return cxtls::trust_store();
  const auto pem = read_file(o.trust_cert);
  if (!pem) return cxtls::errc::trust_store_unreadable;
  return cxtls::trust_store::from_pem(*pem);
}

// A credential as it was asked for. With `async` its key is elsewhere, as far as cxtls knows: `key` signs.
struct loaded {
  int number = -1;  // as -expect-selected-credential counts; -1 is the one without -new-...-credential
  cxtls::own_certificate shown;
  cxtls::certificate_chain chain;
  std::optional<backend::private_key> key{};
};

// Every scheme that a key can sign with, the caller's preferences first.
inline cxtls::scheme_list schemes_of(backend::private_key const& key, std::vector<std::uint16_t> const& wanted) {
  cxtls::scheme_list out;
  for (std::uint16_t code : wanted) (void)out.push(static_cast<cxtls::SignatureScheme>(code));
  if (wanted.empty())
    for (cxtls::SignatureScheme scheme : key.schemes()) (void)out.push(scheme);
  return out;
}

// The public half of a private key, which the runner has no file of.
inline cxtls::result<cxtls::own_certificate> raw_public_key(std::string_view key_text) {
  auto der = cxtls::x509::private_key_from_pem(key_text);
  if (!der) return der.error();
  std::uint8_t const* in = der->view().data();
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
      d2i_AutoPrivateKey(nullptr, &in, static_cast<long>(der->size())), EVP_PKEY_free);
  std::uint8_t* out = nullptr;
  const int size = key ? i2d_PUBKEY(key.get(), &out) : -1;
  if (size <= 0) return cxtls::errc::private_key_malformed;
  auto chain = cxtls::certificate_chain::of_public_key(cxtls::bytes(out, static_cast<std::size_t>(size)));
  OPENSSL_free(out);
  if (!chain) return chain.error();
  return cxtls::own_certificate{std::move(*chain), std::move(*der)};
}

inline cxtls::result<cxtls::own_certificate> read_own(credential_options const& c) {
  const auto key_text = read_file(c.key_file);
  if (!key_text) return cxtls::errc::private_key_missing;
  if (c.raw_public_key) return raw_public_key(*key_text);
  const auto certificates = read_file(c.cert_file);
  if (!certificates) return cxtls::errc::private_key_missing;
  return cxtls::own_certificate::from_pem(*certificates, *key_text);
}

inline cxtls::result<loaded> load(credential_options const& c, int number, bool async) {
  auto shown = read_own(c);
  if (!shown) return shown.error();
  auto chain = shown->chain.duplicate();
  if (!chain) return chain.error();
  auto key = backend::private_key::from_der(backend{}, std::get<cxtls::buffer>(shown->key).view());
  if (!key) return key.error();
  if (async) {
    shown->key = cxtls::external_key{schemes_of(*key, c.signing_prefs)};
  } else {
    for (std::uint16_t code : c.signing_prefs)
      (void)shown->signature_schemes.push(static_cast<cxtls::SignatureScheme>(code));
  }
  if (!shown->ocsp_response.append(c.ocsp_response) ||
      !shown->signed_certificate_timestamps.append(c.signed_cert_timestamps))
    return cxtls::errc::out_of_memory;
  shown->must_match_issuer = c.must_match_issuer;
  return loaded{number, std::move(*shown), std::move(*chain), std::move(*key)};
}

// The contexts are the runner's own, and name nobody.
template <class Psk>
cxtls::result<Psk> import(credential_options const& c) {
  using enum cxtls::crypto::hash_algorithm;
  return Psk::with_context(c.psk_identity, c.psk_key, c.psk_context, c.psk_sha384 ? sha384 : sha256);
}

// All certificates, in the order in which BoringSSL would try them: the default one last.
inline cxtls::result<std::vector<loaded>> load_credentials(options const& o) {
  std::vector<loaded> all;
  for (std::size_t i = 0; i < o.credentials.size(); ++i) {
    if (o.credentials[i].pre_shared_key) continue;
    auto one = load(o.credentials[i], static_cast<int>(i), o.async);
    if (!one) return one.error();
    all.push_back(std::move(*one));
  }
  if (!o.credential.cert_file.empty()) {
    auto one = load(o.credential, -1, o.async);
    if (!one) return one.error();
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace bogo
