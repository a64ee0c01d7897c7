// Host names as octets: their syntax, and when a name in a certificate stands for a host (RFC 9525, 6.3).
#pragma once
#include "cxtls/base/bytes.hpp"

namespace cxtls::x509 {

inline constexpr std::size_t max_host_name =
    253;  // RFC 1034, 3.1: 255 octets on the wire, length octets and root label
inline constexpr std::size_t max_label = 63;

// Templates on the octet's type, because constant evaluation can't look at a char as an octet.
template <class Octet>
constexpr bool is_letter_or_digit(Octet c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
template <class Octet>
constexpr Octet lower(Octet c) {
  return c >= 'A' && c <= 'Z' ? static_cast<Octet>(c + ('a' - 'A')) : c;
}

// Letters, digits, hyphens: "preferred name syntax" as modified by RFC 1123 (RFC 5280, 4.2.1.6). No underscore, no
// trailing dot, no empty label, no last label of digits only, which would be the end of an IPv4 address.
// Internationalised names are A-labels, which are ASCII like any other: there is no Punycode decoder here to be wrong
// (CVE-2022-3602).
template <class Text>
constexpr bool is_host_name(Text const& name) {
  if (name.empty() || name.size() > max_host_name) return false;
  std::size_t label = 0;
  bool digits = true;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = name[i];
    if (c == '.') {
      if (label == 0 || name[i - 1] == '-') return false;
      label = 0;
      digits = true;
      continue;
    }
    if (!is_letter_or_digit(c) && (c != '-' || label == 0)) return false;
    if (++label > max_label) return false;
    if (c < '0' || c > '9') digits = false;
  }
  return label != 0 && name[name.size() - 1] != '-' && !digits;
}

constexpr std::size_t labels_of(bytes name) {
  std::size_t n = name.empty() ? 0 : 1;
  for (std::uint8_t c : name)
    if (c == '.') ++n;
  return n;
}
constexpr bool equal_fold(bytes a, bytes b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

// RFC 9525, 6.3: a wildcard is the whole left-most label and nothing else.
constexpr bool is_wildcard(bytes presented) {
  return presented.size() > 2 && presented[0] == '*' && presented[1] == '.';
}
// What stands behind the wildcard, or the name itself.
constexpr bytes without_wildcard(bytes presented) { return is_wildcard(presented) ? presented.subspan(2) : presented; }

// A dNSName that can stand in a certificate: a host name, or a wildcard above at least so many labels.
constexpr bool is_presented_name(bytes presented, std::size_t labels_below_wildcard) {
  const bytes name = without_wildcard(presented);
  return is_host_name(name) && (!is_wildcard(presented) || labels_of(name) >= labels_below_wildcard);
}

// Does the certificate's dNSName stand for this host? The wildcard stands for exactly one label. Both are well-formed.
constexpr bool stands_for(bytes presented, bytes host) {
  if (!is_wildcard(presented)) return equal_fold(presented, host);
  for (std::size_t i = 0; i < host.size(); ++i)
    if (host[i] == '.') return i > 0 && equal_fold(presented.subspan(2), host.subspan(i + 1));
  return false;
}

// Is `name` the domain itself or below it? The empty domain is the root, above everything (RFC 5280, 4.2.1.10).
constexpr bool is_in_domain(bytes name, bytes domain) {
  if (domain.empty()) return true;
  if (name.size() < domain.size() || !equal_fold(name.last(domain.size()), domain)) return false;
  return name.size() == domain.size() || name[name.size() - domain.size() - 1] == '.';
}

}  // namespace cxtls::x509
