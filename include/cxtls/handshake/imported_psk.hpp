// An external key as TLS 1.3 imports it (RFC 9258): another key for each hash, each bound to who is the client and who is
// the server. TLS 1.2 has no part in it (5.1: "External PSKs MUST NOT be imported for (D)TLS 1.2 or prior versions").
#pragma once
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/crypto/sender.hpp"
#include "cxtls/handshake/external_psk.hpp"
#include "cxtls/protocol/tls13/imported_identity.hpp"

namespace cxtls {

// Of one endpoint. Host names and addresses fit; longer names only make ClientHellos longer.
inline constexpr std::size_t max_psk_endpoint_name = 127;
// Two names behind their lengths.
inline constexpr std::size_t max_psk_context = 2 * (1 + max_psk_endpoint_name);
// In front of each of the two opaque fields its length; a version and a KDF behind them.
inline constexpr std::size_t max_imported_identity = 2 + max_external_psk_identity + 2 + max_psk_context + 2 + 2;
using imported_identity = bounded<std::uint8_t, max_imported_identity>;

// The names by which both sides know each other, as this side sees them. They travel in the clear.
struct psk_endpoints {
  bytes own{};
  bytes peer{};
};

// Role: what we are in connections by this key. It decides whose name stands where in the context, so that an endpoint
// that is both, with one key, doesn't take its own ClientHello for its peer's (RFC 9258, A: the Selfie attack).
template <crypto::sender Role>
class imported_psk {
 public:
  // RFC 9258, 5.1: the hash is the key's own, whatever the suite's is; "SHA-256 SHOULD be used" if it has none.
  // Errors: length_out_of_range (an empty or long identity or name, a short or long key), config_psk_invalid (both
  // endpoints have one name: nothing would tell them apart).
  static constexpr result<imported_psk> create(bytes external_identity, bytes key, psk_endpoints const& endpoints,
                                               crypto::hash_algorithm hash = crypto::hash_algorithm::sha256) {
    for (auto const& [name, field] : {std::pair(endpoints.own, "own"), std::pair(endpoints.peer, "peer")})
      if (name.empty() || name.size() > max_psk_endpoint_name) return error{errc::length_out_of_range, field};
    if (equal(endpoints.own, endpoints.peer)) return error{errc::config_psk_invalid, "peer"};
    std::uint8_t octets[max_psk_context];
    const auto context = build(Role == crypto::sender::client ? PskContext{endpoints.own, endpoints.peer}
                                                              : PskContext{endpoints.peer, endpoints.own},
                               octets);
    if (!context) return context.error();
    return with_context(external_identity, key, *context, hash);
  }
  // For peers that agreed on another context, empty or not. One that doesn't say who is which lets a key be turned
  // against its holder if it serves in both roles. Errors: as above.
  static constexpr result<imported_psk> with_context(bytes external_identity, bytes key, bytes context,
                                                     crypto::hash_algorithm hash = crypto::hash_algorithm::sha256) {
    if (context.size() > max_psk_context) return error{errc::length_out_of_range, "context"};
    auto external = external_psk::create(external_identity, key, hash);
    if (!external) return external.error();
    imported_psk psk(std::move(*external));
    for (std::uint8_t octet : context) (void)psk.context_.push(octet);
    return psk;
  }

  constexpr bytes external_identity() const { return external_.identity(); }
  constexpr bytes context() const { return context_.view(); }
  constexpr crypto::hash_algorithm hash() const { return external_.hash(); }
  // What it is called where a suite of this hash is used. Empty: never.
  constexpr imported_identity identity(crypto::hash_algorithm target) const {
    std::uint8_t octets[max_imported_identity];
    imported_identity name;
    const auto kdf = target == crypto::hash_algorithm::sha384 ? KDFIdentifier::hkdf_sha384 : KDFIdentifier::hkdf_sha256;
    if (const auto built = build(ImportedIdentity{external_identity(), context(), ProtocolVersion::tls13, kdf}, octets))
      for (std::uint8_t octet : *built) (void)name.push(octet);
    return name;
  }
  // ipskx of RFC 9258, 5.1. Errors: backend_failed.
  template <class B>
  constexpr result<crypto::hash_secret> key(B const& b, crypto::hash_algorithm target) const {
    const auto epskx = crypto::extract(b, hash(), {}, external_.expose());
    if (!epskx) return epskx.error();
    const auto messages = crypto::hash_of(b, hash(), identity(target).view());
    if (!messages) return messages.error();
    crypto::hash_secret ipskx(crypto::hash_size(target));
    const status made = crypto::expand_label(b, hash(), epskx->expose(), "derived psk", messages->view(), ipskx.fill());
    if (!made) return made.error();
    return ipskx;
  }

  // The key that was agreed upon, which must serve for nothing else (RFC 9258, 4).
  constexpr external_psk const& external() const { return external_; }
  constexpr imported_psk duplicate() const {
    imported_psk copy(external_.duplicate());
    copy.context_ = context_;
    return copy;
  }
  // By name, context and hash: keys aren't compared.
  friend constexpr bool operator==(imported_psk const& a, imported_psk const& b) {
    return a.external_ == b.external_ && a.context_ == b.context_;
  }

 private:
  constexpr explicit imported_psk(external_psk&& external) : external_(std::move(external)) {}
  external_psk external_;
  bounded<std::uint8_t, max_psk_context> context_{};
};

// One key of a pair that is both: two values, of two types.
using client_psk = imported_psk<crypto::sender::client>;
using server_psk = imported_psk<crypto::sender::server>;

}  // namespace cxtls
