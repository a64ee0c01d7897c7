// https URLs, as far as a request for one page needs them (RFC 9110, 4.2.2; RFC 3986).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "text.hpp"

namespace support {

struct endpoint {
  std::string host;  // a name or an address, IPv6 without its brackets
  std::string port;  // decimal
};

struct url {
  endpoint server{};
  bool bracketed = false;  // [::1]: an IPv6 address
  std::string authority;   // as it stood: what the Host field says
  std::string target;      // path and query, at least "/"
};

inline bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5) return false;
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    value = 10 * value + static_cast<unsigned>(c - '0');
  }
  return value >= 1 && value <= 65535;
}

// HOST, HOST:PORT or [ADDRESS]:PORT. An empty `default_port` makes the port mandatory.
inline std::optional<endpoint> parse_endpoint(std::string_view text, std::string_view default_port) {
  const bool bracketed = text.starts_with('[');
  const std::size_t close = bracketed ? text.find(']') : 0;
  if (close == text.npos) return std::nullopt;
  const std::size_t colon = text.find(':', close);
  const std::string_view host = bracketed ? text.substr(1, close - 1) : text.substr(0, colon);
  if (bracketed && close + 1 != (colon == text.npos ? text.size() : colon)) return std::nullopt;
  const std::string_view port = colon == text.npos ? default_port : text.substr(colon + 1);
  // What a host is made of; whether it is a good name is the library's to say.
  const std::string_view extra = bracketed ? ":." : "-._";
  for (const char c : host) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!alphanumeric && extra.find(c) == extra.npos) return std::nullopt;
  }
  if (host.empty() || !is_port(port)) return std::nullopt;
  return endpoint{std::string(host), std::string(port)};
}

// Nothing but https, no user information; the fragment is dropped. Octets that a request line can't hold are refused.
inline std::optional<url> parse_url(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (!same_word(text.substr(0, scheme.size()), scheme)) return std::nullopt;
  for (const char c : text)
    if (c == ' ' || !is_printable(c)) return std::nullopt;
  text.remove_prefix(scheme.size());
  text = text.substr(0, text.find('#'));
  const std::string_view authority = text.substr(0, text.find_first_of("/?"));
  std::optional<endpoint> server = parse_endpoint(authority, "443");
  if (!server) return std::nullopt;
  std::string target(text.substr(authority.size()));
  if (!target.starts_with('/')) target.insert(0, "/");
  return url{std::move(*server), authority.starts_with('['), std::string(authority), std::move(target)};
}

}  // namespace support
