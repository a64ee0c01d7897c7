// Certificates with their keys, and trust anchors, from PEM files.
#pragma once
#include <string>
#include <utility>

#include "cxtls/base/wipe.hpp"
#include "cxtls/own_certificate.hpp"
#include "cxtls/x509/trust_store.hpp"
#include "file.hpp"
#include "problem.hpp"

namespace support {

inline problem credential_problem(cxtls::error why, std::string const& certificate, std::string const& key) {
  return {exit_status::file, certificate + " with " + key + ": " + sentence_of(why)};
}

inline void wipe(std::string& text) { cxtls::wipe(reinterpret_cast<std::uint8_t*>(text.data()), text.size()); }

// A public key in place of certificates (RFC 7250)?
inline bool is_public_key(std::string const& pem) { return pem.find("-----BEGIN PUBLIC KEY-----") != pem.npos; }

// The certificates, leaf first, of one file and the key of another, or both of one. Or a public key and its private key,
// of two.
inline result<cxtls::own_certificate> read_credential(std::string const& certificate, std::string const& key) {
  result<std::string> pem = read_file(certificate);
  if (!pem) return pem.error();
  if (key != certificate) {
    result<std::string> more = read_file(key);
    if (!more) return more.error();
    if (is_public_key(*pem)) {
      auto raw = cxtls::own_certificate::raw_from_pem(*pem, *more);
      wipe(*more);
      if (!raw) return credential_problem(raw.error(), certificate, key);
      return std::move(*raw);
    }
    pem->append("\n").append(*more);
    wipe(*more);
  }
  auto read = cxtls::own_certificate::from_pem(*pem);
  wipe(*pem);
  if (!read) return credential_problem(read.error(), certificate, key);
  return std::move(*read);
}

// What the certificate delegates (RFC 9345), and the key that it delegates to.
inline result<done> read_delegation(std::string const& credential, std::string const& key,
                                    cxtls::own_certificate& own) {
  const result<std::string> octets = read_file(credential);
  if (!octets) return octets.error();
  result<std::string> pem = read_file(key);
  if (!pem) return pem.error();
  auto read = cxtls::x509::private_key_from_pem(*pem);
  wipe(*pem);
  if (!read) return credential_problem(read.error(), credential, key);
  own.delegated_key = std::move(*read);
  if (!own.delegated_credential.append(cxtls::as_bytes(*octets)))
    return credential_problem({cxtls::errc::out_of_memory}, credential, key);
  return done{};
}

inline result<cxtls::trust_store> read_anchors(std::string const& name) {
  result<std::string> pem = read_file(name);
  if (!pem) return pem.error();
  cxtls::result<cxtls::trust_store> store = cxtls::trust_store::from_pem(*pem);
  if (!store) return problem{exit_status::file, name + ": " + sentence_of(store.error())};
  return std::move(*store);
}

}  // namespace support
