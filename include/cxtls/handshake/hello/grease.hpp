// Code points that mean nothing (RFC 8701), offered so that servers go on ignoring what they don't know.
#pragma once
#include <array>

#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/extension_type.hpp"
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/protocol/registry/psk_key_exchange_mode.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"

namespace cxtls {

// Of one connection: made of random octets, and the same in both of its ClientHellos. None of it is ever accepted: what
// a server chooses is looked up in the offer, which doesn't hold them.
class grease {
 public:
  static constexpr std::size_t size = 7;  // octets of randomness
  constexpr explicit grease(std::array<std::uint8_t, size> const& drawn) : drawn_(drawn) {}

  constexpr CipherSuite cipher_suite() const { return CipherSuite{value(0)}; }
  constexpr NamedGroup group() const { return NamedGroup{value(1)}; }
  constexpr ProtocolVersion version() const { return ProtocolVersion{value(2)}; }
  constexpr SignatureScheme signature_scheme() const { return SignatureScheme{value(3)}; }
  constexpr ExtensionType first_extension() const { return ExtensionType{value(4)}; }
  // Never the same as the first: no two extensions of one type.
  constexpr ExtensionType last_extension() const {
    const bool same = value(5) == value(4);
    return ExtensionType{static_cast<std::uint16_t>(same ? value(5) ^ 0x1010 : value(5))};
  }
  // RFC 8701, 2: 0x0B, 0x2A, 0x49, ..., 0xE4.
  constexpr PskKeyExchangeMode psk_mode() const {
    return PskKeyExchangeMode{static_cast<std::uint8_t>(0x0b + 0x1f * (drawn_[6] % 8))};
  }

 private:
  // RFC 8701, 2: 0x0A0A, 0x1A1A, ..., 0xFAFA.
  constexpr std::uint16_t value(std::size_t i) const {
    return static_cast<std::uint16_t>(0x0a0a + 0x1010 * (drawn_[i] % 16));
  }
  std::array<std::uint8_t, size> drawn_;
};

}  // namespace cxtls
