// How this side authenticates in either version: what it shows along with its certificate, and its signature.
#pragma once
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/own_credential.hpp"
#include "cxtls/machine/answer.hpp"

namespace cxtls {

// What the peer wants to see along with the leaf. RFC 8446, 4.4.2.1: only that may be sent.
struct EvidenceWanted {
  bool ocsp_staple = false;
  bool signed_certificate_timestamps = false;
};

template <class B>
constexpr machine::answer<Signature> sign_with(B const& b, typename B::private_key const& key, SignatureScheme scheme,
                                               bytes content) {
  std::array<std::uint8_t, crypto::max_signature_size> octets;
  const auto size = key.sign(b, scheme, content, octets);
  if (!size) return size.error();
  Signature signature;
  for (std::uint8_t octet : bytes(octets).first(*size)) (void)signature.octets.push(octet);
  return signature;
}
// Signs at once with a key at hand; for one that is elsewhere, the handshake waits.
template <class B>
constexpr machine::answer<Signature> sign(B const& b, own_credential<B> const& own, SignatureScheme scheme,
                                          bytes content) {
  auto const* at_hand = own.at_hand();
  if (at_hand == nullptr) return machine::pending;
  return sign_with(b, at_hand->key(), scheme, content);
}
// In TLS 1.3, where the certificate may have delegated it.
template <class B>
constexpr machine::answer<Signature> sign(B const& b, own_credential<B> const& own, tls13_signer<B> const& signer,
                                          bytes content) {
  if (signer.delegation != nullptr) return sign_with(b, signer.delegation->key, signer.scheme, content);
  return sign(b, own, signer.scheme, content);
}

}  // namespace cxtls
