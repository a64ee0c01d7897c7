// Keying material for protocols on top of TLS 1.2 (RFC 5705). It comes from a master secret that is bound to its
// handshake (RFC 7627), so that it can be a channel binding, too (RFC 9266): there is no other master secret.
#pragma once
#include <optional>

#include "cxtls/crypto/prf.hpp"
#include "cxtls/crypto/tls12/secrets.hpp"

namespace cxtls::crypto::tls12 {

class exporter_secret {
 public:
  constexpr exporter_secret(hash_algorithm a, master_octets s, randoms const& r)
      : algorithm_(a), secret_(std::move(s)), randoms_(r) {}

  // RFC 5705, 4. Other than in TLS 1.3, no context and an empty one differ, and a label may be empty. Errors:
  // backend_failed, length_out_of_range (a context of over 2^16 - 1 octets), rule_broken (a label that TLS itself uses).
  template <class B>
  constexpr status export_keying_material(B const& b, std::string_view label, std::optional<bytes> context,
                                          mutable_bytes out) const {
    if (context && context->size() > 0xffff) return error{errc::length_out_of_range, "context"};
    for (std::string_view taken :
         {"client finished", "server finished", "master secret", "extended master secret", "key expansion"})
      if (label == taken) return error{errc::rule_broken, "label"};
    std::uint8_t size[2] = {};
    if (context) {
      size[0] = static_cast<std::uint8_t>(context->size() >> 8);
      size[1] = static_cast<std::uint8_t>(context->size());
    }
    const bytes seed[] = {randoms_.client, randoms_.server, size, context.value_or(bytes{})};
    return prf(b, algorithm_, secret_.expose(), label, std::span(seed).first(context ? 4 : 2), out);
  }

 private:
  hash_algorithm algorithm_;
  master_octets secret_;
  randoms randoms_;
};

}  // namespace cxtls::crypto::tls12
