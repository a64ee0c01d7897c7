// What a connection negotiated, as a block of lines.
#pragma once
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "certificate.hpp"
#include "cxtls/handshake/info.hpp"
#include "text.hpp"

namespace support {

// The registry's name of a code point, or its number.
template <class E>
std::string name_or_number(std::optional<E> const& value) {
  if (!value) return "none";
  const std::string_view name = cxtls::name_of(*value);
  return name.empty() ? std::to_string(static_cast<unsigned>(*value)) : std::string(name);
}

template <class Connection>
void print_summary(Connection const& tls, std::string const& peer, std::FILE* out) {
  const auto row = [out](char const* what, std::string const& value) {
    std::fprintf(out, "  %-18s %s\n", what, value.c_str());
  };
  cxtls::connection_info const& info = tls.info();
  std::fprintf(out, "connected to %s\n", peer.c_str());
  row("version", info.version == cxtls::ProtocolVersion::tls13   ? "TLS 1.3"
                 : info.version == cxtls::ProtocolVersion::tls12 ? "TLS 1.2"
                                                                 : name_or_number(info.version));
  row("cipher suite", name_or_number(info.cipher_suite));
  row("group", name_or_number(info.group));
  row("signature scheme", name_or_number(info.peer_signature_scheme));
  row("alpn", info.alpn_protocol ? printable(cxtls::as_text(info.alpn())) : "none");
  row("hello retried", info.hello_retried ? "yes" : "no");
  row("resumed", info.resumed ? "yes" : "no");
  if (info.early_data_accepted) row("early data", *info.early_data_accepted ? "taken" : "refused");
  if (info.peer_certificate_type == cxtls::CertificateType::X509) {
    row("certificates", std::to_string(tls.peer_certificates().size()) + ", verified");
    row("the first is for", names_in(tls.peer_certificates()[0]));
  } else {
    row("certificates", "none: a bare key, which is pinned");
  }
  if (info.certificate_requested)
    row("client certificate", info.own_signature_scheme ? "shown" : "asked for, none shown");
}

}  // namespace support
