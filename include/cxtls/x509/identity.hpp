// Whom the application wants to talk to: mandatory, typed, without a default (CVE-2025-27809).
#pragma once
#include <array>
#include <variant>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/x509/host_name.hpp"

namespace cxtls {

namespace detail {
// Not constexpr, so that a bad literal is a compile error that reads as its name.
inline void the_literal_is_no_host_name_of_letters_digits_and_hyphens() {}
inline void the_literal_is_no_ip_address() {}
}  // namespace detail

// A DNS host name, kept in lower case without a trailing dot.
//
// Letters, digits and hyphens only. One trailing dot is dropped: it says that the name is absolute, and certificates and
// SNI are without it (RFC 6066, 3). Underscores are refused, as certificates can't hold them (RFC 5280, 4.2.1.6). An
// internationalised name is given as its A-labels ("xn--..."); U-labels are refused, not converted.
class dns_name {
 public:
  // A literal, checked by the compiler: dns_name{"example.com"}.
  template <std::size_t N>
  consteval dns_name(char const (&literal)[N]) {
    if (!assign(std::string_view(literal, N - 1))) detail::the_literal_is_no_host_name_of_letters_digits_and_hyphens();
  }
  // Text known at run time. Fails with config_name_invalid.
  static constexpr result<dns_name> parse(std::string_view text) {
    dns_name name;
    if (!name.assign(text)) return errc::config_name_invalid;
    return name;
  }

  // The same of octets, as view() gives them.
  static constexpr result<dns_name> parse_octets(bytes octets) {
    std::array<char, x509::max_host_name + 1> characters{};
    if (octets.size() > characters.size()) return errc::config_name_invalid;
    for (std::size_t i = 0; i < octets.size(); ++i) characters[i] = static_cast<char>(octets[i]);
    return parse({characters.data(), octets.size()});
  }

  constexpr bytes view() const { return bytes(octets_).first(size_); }
  std::string_view text() const { return as_text(view()); }
  friend constexpr bool operator==(dns_name const& a, dns_name const& b) { return equal(a.view(), b.view()); }

 private:
  constexpr dns_name() = default;
  constexpr bool assign(std::string_view text) {
    if (!text.empty() && text.back() == '.') text.remove_suffix(1);
    if (!x509::is_host_name(text)) return false;
    for (char c : text) octets_[size_++] = static_cast<std::uint8_t>(x509::lower(c));
    return true;
  }
  std::array<std::uint8_t, x509::max_host_name> octets_{};
  std::uint8_t size_ = 0;
};

// An IPv4 or IPv6 address. Compared with iPAddress entries only, octet by octet; never with a dNSName.
class ip_address {
 public:
  template <std::size_t N>
  consteval ip_address(char const (&literal)[N]) {
    if (!assign(std::string_view(literal, N - 1))) detail::the_literal_is_no_ip_address();
  }
  constexpr explicit ip_address(std::array<std::uint8_t, 4> v4) : size_(4) { copy(v4, octets_.data()); }
  constexpr explicit ip_address(std::array<std::uint8_t, 16> v6) : octets_(v6), size_(16) {}
  // Dotted decimal without leading zeros, or RFC 4291, 2.2 without a zone. Fails with config_name_invalid.
  static constexpr result<ip_address> parse(std::string_view text) {
    ip_address address;
    if (!address.assign(text)) return errc::config_name_invalid;
    return address;
  }

  // 4 or 16 octets in network order.
  constexpr bytes view() const { return bytes(octets_).first(size_); }
  constexpr bool is_v4() const { return size_ == 4; }
  friend constexpr bool operator==(ip_address const& a, ip_address const& b) { return equal(a.view(), b.view()); }

 private:
  constexpr ip_address() = default;
  constexpr bool assign(std::string_view text) {
    return text.find(':') == text.npos ? assign_v4(text, 0) : assign_v6(text);
  }
  constexpr bool assign_v4(std::string_view text, std::size_t at) {
    for (std::size_t part = 0; part < 4; ++part) {
      unsigned value = 0;
      std::size_t digits = 0;
      while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' && digits < 4)
        value = value * 10 + static_cast<unsigned>(text[digits++] - '0');
      if (digits == 0 || digits > 3 || value > 255 || (digits > 1 && text[0] == '0')) return false;
      octets_[at + part] = static_cast<std::uint8_t>(value);
      text.remove_prefix(digits);
      if (part == 3) break;
      if (text.empty() || text[0] != '.') return false;
      text.remove_prefix(1);
    }
    size_ = static_cast<std::uint8_t>(at + 4);
    return text.empty();
  }
  static constexpr int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char l = x509::lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
  }
  constexpr bool assign_v6(std::string_view text) {
    constexpr std::size_t none = 16;
    std::size_t at = 0, gap = none;
    if (text.starts_with("::")) {
      gap = 0;
      text.remove_prefix(2);
    }
    while (!text.empty()) {
      if (at >= 16) return false;
      if (text.find('.') < text.find(':')) {  // an IPv4 tail
        if (at > 12 || !assign_v4(text, at)) return false;
        at += 4;
        break;
      }
      unsigned value = 0;
      std::size_t digits = 0;
      while (digits < text.size() && digits < 5 && hex(text[digits]) >= 0)
        value = value << 4 | static_cast<unsigned>(hex(text[digits++]));
      if (digits == 0 || digits > 4) return false;
      octets_[at] = static_cast<std::uint8_t>(value >> 8);
      octets_[at + 1] = static_cast<std::uint8_t>(value);
      at += 2;
      text.remove_prefix(digits);
      if (text.empty()) break;
      if (text[0] != ':') return false;
      text.remove_prefix(1);
      if (text.empty()) return false;
      if (text[0] == ':') {
        if (gap != none) return false;
        gap = at;
        text.remove_prefix(1);
      }
    }
    if (gap == none && at != 16) return false;
    if (gap != none) {
      if (at == 16) return false;
      const std::size_t tail = at - gap;
      for (std::size_t i = 0; i < tail; ++i) octets_[15 - i] = octets_[at - 1 - i];
      for (std::size_t i = gap; i < 16 - tail; ++i) octets_[i] = 0;
    }
    size_ = 16;
    return true;
  }
  std::array<std::uint8_t, 16> octets_{};
  std::uint8_t size_ = 0;
};

// SHA-256 of a certificate's SubjectPublicKeyInfo, DER (RFC 7469, 2.4).
using spki_pin = std::array<std::uint8_t, 32>;

// The peer is whoever has one of these keys. A pin takes the place of the name and of the trust anchors: the leaf's key
// must be pinned, no path is built, and whatever else the peer sends is ignored. What the leaf says about itself still
// counts: it must be well-formed, valid at the time, and made for the purpose.
class pinned_keys {
 public:
  // The current key, its successor, and room for a change of both.
  static constexpr std::size_t capacity = 8;
  pinned_keys() = delete;  // pinned to nothing is anyone: pinned_keys(pin, ...)
  template <class... Pins>
    requires(sizeof...(Pins) > 0 && sizeof...(Pins) <= capacity && (std::is_same_v<Pins, spki_pin> && ...))
  constexpr explicit pinned_keys(Pins... pins) : pins_(pins...) {}
  // Nobody has any of none.
  constexpr explicit pinned_keys(bounded<spki_pin, capacity> const& pins) : pins_(pins) {}
  constexpr bounded<spki_pin, capacity> const& pins() const { return pins_; }
  friend constexpr bool operator==(pinned_keys const&, pinned_keys const&) = default;

 private:
  bounded<spki_pin, capacity> pins_;
};

using identity = std::variant<dns_name, ip_address, pinned_keys>;

}  // namespace cxtls
