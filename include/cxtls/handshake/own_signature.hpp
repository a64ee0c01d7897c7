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

// Signs at once with a key at hand; for one that is elsewhere, the handshake waits.
template <class B>
constexpr machine::answer<Signature> sign(B const& b, own_credential<B> const& own, SignatureScheme scheme,
                                          bytes content) {
  auto const* at_hand = own.at_hand();
  if (at_hand == nullptr) return machine::pending;
  std::array<std::uint8_t, crypto::max_signature_size> octets;
  const auto size = at_hand->key().sign(b, scheme, content, octets);
  if (!size) return size.error();
  Signature signature;
  for (std::uint8_t octet : bytes(octets).first(*size)) (void)signature.octets.push(octet);
  return signature;
}

}  // namespace cxtls
