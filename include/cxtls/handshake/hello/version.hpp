// Which version a handshake goes on with: decided by the hellos alone, before either version's machine has a say.
#pragma once
#include <optional>

#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/hello/select.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "cxtls/protocol/tls13/server_hello.hpp"
#include "cxtls/wire/codec.hpp"

namespace cxtls {

// RFC 8446, 4.2.1: "A server which negotiates a version of TLS prior to TLS 1.3 MUST set ServerHello.version and MUST NOT
// send the "supported_versions" extension." What is malformed is nobody's: TLS 1.3's rules say what is wrong with it.
template <class X>
constexpr bool is_tls12_server_hello(bytes body) {
  const auto hello = parse<basic_server_hello<X>>(body);
  return hello && !find<SelectedVersion>(hello->extensions);
}

// The best version that both sides speak. RFC 8446, 4.2.1: a server that gets supported_versions "MUST NOT use the
// ClientHello.legacy_version value for version negotiation and MUST use only the "supported_versions" extension". Without
// it, legacy_version is the client's best, and that can't be TLS 1.3. Nothing: none in common.
template <class X>
constexpr std::optional<ProtocolVersion> choose_version(bounded<ProtocolVersion, 2> const& ours,
                                                        basic_client_hello<X> const& hello) {
  if (const auto theirs = find<SupportedVersions>(hello.extensions)) return select_common(ours, theirs->versions);
  if (hello.legacy_version >= ProtocolVersion::tls12 && ours.contains(ProtocolVersion::tls12))
    return ProtocolVersion::tls12;
  return std::nullopt;
}

}  // namespace cxtls
