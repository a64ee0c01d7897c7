// docs/extensions.md: which extension may stand in which message, and what cxtls makes of it.
#pragma once
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "cxtls/protocol/extension/registry.hpp"
#include "page.hpp"

namespace documents {

using cxtls::ExtensionType;

// Where a known extension is defined; empty for others.
inline std::string_view document_of(ExtensionType type) {
  switch (type) {
    case ExtensionType::server_name:
      return "RFC 6066, 3";
    case ExtensionType::max_fragment_length:
      return "RFC 6066, 4";
    case ExtensionType::status_request:
      return "RFC 6066, 8; RFC 8446, 4.4.2.1";
    case ExtensionType::supported_groups:
      return "RFC 8446, 4.2.7; RFC 8422, 5.1.1";
    case ExtensionType::ec_point_formats:
      return "RFC 8422, 5.1.2";
    case ExtensionType::signature_algorithms:
    case ExtensionType::signature_algorithms_cert:
      return "RFC 8446, 4.2.3";
    case ExtensionType::heartbeat:
      return "RFC 6520, 2";
    case ExtensionType::application_layer_protocol_negotiation:
      return "RFC 7301, 3.1";
    case ExtensionType::signed_certificate_timestamp:
      return "RFC 6962, 3.3.1; RFC 8446, 4.4.2.1";
    case ExtensionType::client_certificate_type:
    case ExtensionType::server_certificate_type:
      return "RFC 7250, 3";
    case ExtensionType::padding:
      return "RFC 7685, 3";
    case ExtensionType::encrypt_then_mac:
      return "RFC 7366, 2";
    case ExtensionType::extended_master_secret:
      return "RFC 7627, 5.1";
    case ExtensionType::compress_certificate:
      return "RFC 8879, 3";
    case ExtensionType::delegated_credential:
      return "RFC 9345, 4.1";
    case ExtensionType::record_size_limit:
      return "RFC 8449, 4";
    case ExtensionType::session_ticket:
      return "RFC 5077, 3.2";
    case ExtensionType::pre_shared_key:
      return "RFC 8446, 4.2.11";
    case ExtensionType::early_data:
      return "RFC 8446, 4.2.10";
    case ExtensionType::supported_versions:
      return "RFC 8446, 4.2.1";
    case ExtensionType::cookie:
      return "RFC 8446, 4.2.2";
    case ExtensionType::psk_key_exchange_modes:
      return "RFC 8446, 4.2.9";
    case ExtensionType::certificate_authorities:
      return "RFC 8446, 4.2.4";
    case ExtensionType::oid_filters:
      return "RFC 8446, 4.2.5";
    case ExtensionType::post_handshake_auth:
      return "RFC 8446, 4.2.6";
    case ExtensionType::key_share:
      return "RFC 8446, 4.2.8";
    case ExtensionType::renegotiation_info:
      return "RFC 5746, 3.2";
    default:
      return {};
  }
}

struct column {
  cxtls::in message;
  std::string_view head;  // as RFC 8446, 4.2 abbreviates it
  std::string_view name;
};
inline constexpr column columns[] = {
    {cxtls::in::client_hello, "CH", "ClientHello"},
    {cxtls::in::server_hello, "SH", "ServerHello"},
    {cxtls::in::hello_retry_request, "HRR", "HelloRetryRequest"},
    {cxtls::in::encrypted_extensions, "EE", "EncryptedExtensions"},
    {cxtls::in::certificate, "CT", "Certificate"},
    {cxtls::in::certificate_request, "CR", "CertificateRequest"},
    {cxtls::in::new_session_ticket, "NST", "NewSessionTicket"},
    {cxtls::in::tls12_server_hello, "SH 1.2", "ServerHello of TLS 1.2"},
};

// Calls visit.operator()<Line>() for every line of the table.
template <class... Lines, class Visit>
void each_line(cxtls::extensions<Lines...>, Visit&& visit) {
  (visit.template operator()<Lines>(), ...);
}

// The sources of the handshakes: what they build or look for, they use.
inline std::string handshake_sources() {
  std::ostringstream text;
  for (auto const& entry : std::filesystem::recursive_directory_iterator("include/cxtls/handshake"))
    if (entry.is_regular_file()) text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
  return text.str();
}

class matrix {
 public:
  matrix() {
    const std::string sources = handshake_sources();
    each_line(cxtls::rfc_extensions{}, [&]<class Line> {
      const std::string body(cxtls::detail::type_name<typename Line::body>());
      const bool used = sources.find("find<" + body + ">") != std::string::npos ||
                        sources.find("{" + body + "{") != std::string::npos ||
                        sources.find("(" + body + "{") != std::string::npos ||
                        sources.find(" " + body + "{") != std::string::npos;
      rows_.push_back({Line::type, Line::where, Line::is, used});
    });
  }
  bool uses(ExtensionType type) const {
    for (row const& r : rows_)
      if (r.type == type && r.used) return true;
    return false;
  }
  // "x", "last" and "unasked" as the page explains them, or nothing.
  std::string_view cell(ExtensionType type, cxtls::in message) const {
    for (row const& r : rows_)
      if (r.type == type && overlap(r.where, message))
        return r.is == cxtls::quirk::stands_last ? "last" : r.is == cxtls::quirk::needs_no_offer ? "unasked" : "x";
    return "";
  }

 private:
  struct row {
    ExtensionType type;
    cxtls::in where;
    cxtls::quirk is;
    bool used;
  };
  std::vector<row> rows_;
};

inline std::string extensions_page() {
  const matrix known;
  page p;
  p << "# Extensions\n\nIn which message which extension may stand: the table of RFC 8446, 4.2, with what came later "
       "and "
       "what TLS 1.2 answers in its\nServerHello. A known extension anywhere else is `errc::extension_misplaced`, an "
       "answer to what wasn't offered\n`errc::extension_unsolicited`, or "
       "`errc::delegated_credential_not_offered`.\n\n"
    << how_to_write_anew << "\n- Messages:";
  std::string_view between = " ";
  for (column const& c : columns) {
    p << between << c.name << " (" << c.head << ")";
    between = c.message == cxtls::in::certificate ? ",\n  " : ", ";
  }
  p << ".\n- x: it may stand there. last: no other extension follows it. unasked: it needs no offer.\n"
       "- *used*: the handshakes send it or heed it (early_data: to refuse it). *parsed*: its format and its places "
       "are "
       "known and\n  enforced, and that is all.\n\n"
       "| code | extension | defined in |";
  for (column const& c : columns) p << " " << c.head << " |";
  p << " cxtls |\n| ---: | --- | --- |";
  for (column const& c : columns) p << (c.head.empty() ? "" : " :---: |");
  p << " --- |\n";
  std::size_t in_all = 0, used = 0;
  for (auto const& row : cxtls::names<ExtensionType>) {
    if (!cxtls::is_known(row.value)) continue;
    ++in_all;
    used += known.uses(row.value) ? 1 : 0;
    p << "| " << static_cast<std::size_t>(row.value) << " | `" << row.name << "` | " << document_of(row.value) << " |";
    for (column const& c : columns) p << " " << known.cell(row.value, c.message) << " |";
    p << (known.uses(row.value) ? " used |\n" : " parsed |\n");
  }
  p << "\n"
    << in_all << " extensions, " << used << " of them used.\n\n## Others of IANA's registry\n\n"
    << "cxtls knows their names only. Where a message asks they are passed by, where it answers they are refused. An\n"
       "application can add its own: `cxtls::extensions<...>`.\n\n";
  p.row("code", "extension");
  p.row("---:", "---");
  for (auto const& row : cxtls::names<ExtensionType>)
    if (!cxtls::is_known(row.value)) p << "| " << static_cast<std::size_t>(row.value) << " | `" << row.name << "` |\n";
  return p.text();
}

}  // namespace documents
