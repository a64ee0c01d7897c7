// Certificates, keys and trust anchors from files: in PEM, if the file has a preamble ("-----BEGIN "), else in DER.
#pragma once
#include "cxtls/own_certificate.hpp"
#include "cxtls/x509/trust_store_system.hpp"

namespace cxtls::io {

// All of a file, in memory that is wiped. Errors: file_unreadable, also over x509::max_bundle_size; errno may say more.
inline cxtls::result<buffer> read_file(char const* path) {
  buffer octets;
  if (!x509::system_loader::read(path, octets)) return errc::file_unreadable;
  return octets;
}

namespace detail {
inline bool is_pem(buffer const& file) { return as_text(file.view()).find("-----BEGIN ") != std::string_view::npos; }
}  // namespace detail

// One's own certificates, the leaf first. Errors: file_unreadable, and those of certificate_chain::from_pem(), from_der().
inline cxtls::result<certificate_chain> certificate_chain_from_file(char const* path) {
  const auto file = read_file(path);
  if (!file) return file.error();
  if (detail::is_pem(*file)) return certificate_chain::from_pem(as_text(file->view()));
  const bytes der = file->view();
  return certificate_chain::from_der(std::span<const bytes>(&der, 1));
}

// Errors: file_unreadable, and those of trust_store::from_pem(), from_der().
inline cxtls::result<trust_store> trust_store_from_file(char const* path) {
  const auto file = read_file(path);
  if (!file) return file.error();
  if (detail::is_pem(*file)) return trust_store::from_pem(as_text(file->view()));
  return trust_store::from_der(file->view());
}

// A private key as DER, not looked at: a context does that. Errors: file_unreadable, and those of private_key_from_pem().
inline cxtls::result<buffer> private_key_from_file(char const* path) {
  auto file = read_file(path);
  if (!file || !detail::is_pem(*file)) return file;
  return x509::private_key_from_pem(as_text(file->view()));
}

// Certificates and their key, of a file each, or in one PEM file. Errors: as above, and those of
// own_certificate::from_pem().
inline cxtls::result<own_certificate> own_certificate_from_files(char const* certificates, char const* key) {
  auto chain = certificate_chain_from_file(certificates);
  if (!chain) return chain.error();
  auto private_key = private_key_from_file(key);
  if (!private_key) return private_key.error();
  return own_certificate{std::move(*chain), std::move(*private_key)};
}
inline cxtls::result<own_certificate> own_certificate_from_file(char const* path) {
  const auto file = read_file(path);
  if (!file) return file.error();
  return own_certificate::from_pem(as_text(file->view()));
}

}  // namespace cxtls::io
