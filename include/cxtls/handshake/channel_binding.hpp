// The channel binding "tls-exporter" (RFC 9266), for both roles.
#pragma once
#include "cxtls/crypto/exporter.hpp"

namespace cxtls {

// RFC 9266, 2: "the first 32 bytes of output".
using channel_binding = std::array<std::uint8_t, 32>;

// RFC 9266, 4.2: the label is "EXPORTER-Channel-Binding", the context is the zero-length string. Errors: backend_failed.
// `exporter` is of TLS 1.3, or of TLS 1.2 with an extended master secret, which RFC 9266, 3 demands.
template <class B>
constexpr result<channel_binding> tls_exporter(B const& b, auto const& exporter) {
  channel_binding out{};
  if (const status s = exporter.export_keying_material(b, "EXPORTER-Channel-Binding", bytes{}, out); !s)
    return s.error();
  return out;
}

}  // namespace cxtls
