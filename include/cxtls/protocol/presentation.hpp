// Names that the presentation-language text of TLS's own structures takes from the RFC, not from the C++ type.
#pragma once
#include "cxtls/protocol/registry/certificate_compression_algorithm.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
#include "cxtls/wire/presentation.hpp"

namespace cxtls {

// RFC 8446, 4.2 has one Extension; ours says by its type in which message it stands.
template <in M, class X>
inline constexpr std::string_view presented_name<extension_in<M, X>> = "Extension";

// RFC 8446, 4.1.3: a HelloRetryRequest "uses the same structure" as the ServerHello.
template <class X>
struct detail::presentation::shown<detail::ServerHelloOrRetry_<X>> {
  static constexpr void type(auto& put, auto const&) { put("ServerHello"); }
  static constexpr void shape(auto&, auto const&) {}
  static constexpr void note(auto& notes, auto const&) { notes.next()("or HelloRetryRequest"); }
  static constexpr void parts(auto& visit) {
    visit.template operator()<basic_server_hello<X>>();
    visit.template operator()<basic_hello_retry_request<X>>();
  }
};

template <>
inline constexpr bool presented_in_decimal<ExtensionType> = true;
template <>
inline constexpr bool presented_in_decimal<CertificateCompressionAlgorithm> = true;

}  // namespace cxtls
