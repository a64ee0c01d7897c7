// Secrets that outlive the handshake: exporters, and what resumption starts from.
#pragma once
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/crypto/hkdf.hpp"

namespace cxtls::crypto {

class exporter_secret {
 public:
  constexpr exporter_secret(hash_algorithm a, hash_secret s) : algorithm_(a), secret_(std::move(s)) {}
  constexpr bytes expose() const { return secret_.expose(); }

  // RFC 8446, 7.5. No context and an empty one are the same in TLS 1.3.
  // Errors: backend_failed, no_space (more than 255 hashes), length_out_of_range (a label of no or of over 249 octets).
  template <class B>
  constexpr status export_keying_material(B const& b, std::string_view label, bytes context, mutable_bytes out) const {
    const auto empty = hash_of(b, algorithm_, {});
    if (!empty) return empty.error();
    const auto context_hash = hash_of(b, algorithm_, context);
    if (!context_hash) return context_hash.error();
    const auto labelled = derive(b, algorithm_, secret_.expose(), label, empty->view());
    if (!labelled) return labelled.error();
    return expand_label(b, algorithm_, labelled->expose(), "exporter", context_hash->view(), out);
  }

 private:
  hash_algorithm algorithm_;
  hash_secret secret_;
};

class resumption_secret {
 public:
  constexpr resumption_secret(hash_algorithm a, hash_secret s) : algorithm_(a), secret_(std::move(s)) {}
  constexpr bytes expose() const { return secret_.expose(); }

  // The PSK of one ticket: RFC 8446, 4.6.1. Errors: backend_failed, length_out_of_range (a nonce of over 255 octets).
  template <class B>
  constexpr result<hash_secret> resumption_psk(B const& b, bytes ticket_nonce) const {
    return derive(b, algorithm_, secret_.expose(), "resumption", ticket_nonce);
  }

 private:
  hash_algorithm algorithm_;
  hash_secret secret_;
};

// Authenticates the PSK offer: RFC 8446, 4.2.11.2.
class binder_key {
 public:
  constexpr binder_key(hash_algorithm a, hash_secret s) : algorithm_(a), secret_(std::move(s)) {}

  // `partial_client_hello` hashes everything up to the binders, which are left out. Errors: backend_failed.
  template <class B>
  constexpr result<digest> binder(B const& b, digest const& partial_client_hello) const {
    auto finished_key = derive(b, algorithm_, secret_.expose(), "finished", {});
    if (!finished_key) return finished_key.error();
    digest out(hash_size(algorithm_));
    if (!hmac(b, algorithm_, finished_key->expose(), partial_client_hello.view(), out.fill()))
      return errc::backend_failed;
    return out;
  }

 private:
  hash_algorithm algorithm_;
  hash_secret secret_;
};

}  // namespace cxtls::crypto
