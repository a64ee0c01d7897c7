// docs/alerts.md: every error, what it means, and what the peer is told.
#pragma once
#include <array>
#include <utility>

#include "cxtls/protocol/error_table.hpp"
#include "page.hpp"

namespace documents {

struct error_group {
  cxtls::errc first;
  std::string_view title;
};
// As base/error.hpp divides them.
inline constexpr error_group error_groups[] = {
    {cxtls::errc::need_more, "Wire: are these bytes a valid message?"},
    {cxtls::errc::record_overflow, "Record: framing and protection"},
    {cxtls::errc::unexpected_message, "Handshake: is this message valid in this state?"},
    {cxtls::errc::extended_master_secret_missing, "Handshake of TLS 1.2"},
    {cxtls::errc::certificate_malformed, "X.509: is this chain good for this identity?"},
    {cxtls::errc::random_failed, "Cryptography: the backend failed"},
    {cxtls::errc::out_of_memory, "The connection"},
    {cxtls::errc::config_no_cipher_suite, "The caller"},
};

template <cxtls::errc Code>
consteval std::string_view spelling() {
  std::string_view s = __PRETTY_FUNCTION__;
  s = s.substr(0, s.find_first_of(";]", s.find("Code = ")));
  return s.substr(s.rfind(':') + 1);
}
inline constexpr std::size_t error_count = static_cast<std::size_t>(cxtls::errc::last_);
inline constexpr auto error_names = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array{spelling<static_cast<cxtls::errc>(I + 1)>()...};
}(std::make_index_sequence<error_count>{});

inline std::string alerts_page() {
  std::size_t with_alert = 0;
  for (std::size_t i = 1; i <= error_count; ++i)
    with_alert += cxtls::alert_for(static_cast<cxtls::errc>(i)).has_value() ? 1 : 0;

  page p;
  p << "# Errors and alerts\n\nEvery way in which cxtls says no: the `errc`, the alert that the peer gets, the "
       "sentence "
       "for the log, the rule.\n"
    << "Of " << error_count << " errors, " << with_alert
    << " tell the peer. The others are no business of the peer's, or it can't be reached.\n\n"
    << how_to_write_anew;
  auto const* group = error_groups;
  for (std::size_t i = 1; i <= error_count; ++i) {
    const auto code = static_cast<cxtls::errc>(i);
    if (group != std::end(error_groups) && group->first == code) {
      p << "\n## " << group++->title << "\n\n";
      p.row("error", "alert", "sentence", "rule");
      p.row("---", "---", "---", "---");
    }
    const auto alert = cxtls::alert_for(code);
    p << "| `" << error_names[i - 1] << "` | ";
    if (alert) p << "`" << cxtls::name_of(*alert) << "`";
    p << (alert ? " | " : "none | ") << cxtls::describe(code) << " | " << cxtls::rule_for(code) << " |\n";
  }
  return p.text();
}

}  // namespace documents
