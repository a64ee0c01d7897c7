// A commonName that repeats a subjectAltName (BR, 7.1.4.3). It never identifies anyone here: there is no fallback to it
// (CVE-2026-42012).
#pragma once
#include "cxtls/x509/general_name.hpp"

namespace cxtls::x509 {

// "192.0.2.1" and RFC 5952: the only text that an address has.
class address_text {
 public:
  constexpr explicit address_text(bytes address) {
    if (address.size() == 4) {
      for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0) put('.');
        decimal(address[i]);
      }
    } else if (address.size() == 16) {
      v6(address);
    }
  }
  constexpr bytes view() const { return bytes(text_).first(size_); }

 private:
  constexpr void put(char c) { text_[size_++] = static_cast<std::uint8_t>(c); }
  constexpr void decimal(unsigned n) {
    if (n >= 100) put(static_cast<char>('0' + n / 100));
    if (n >= 10) put(static_cast<char>('0' + n / 10 % 10));
    put(static_cast<char>('0' + n % 10));
  }
  constexpr void hex(unsigned n) {
    bool begun = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit = n >> shift & 15;
      begun = begun || digit != 0 || shift == 0;
      if (begun) put("0123456789abcdef"[digit]);
    }
  }
  // RFC 5952, 4: lower case, no leading zeros, "::" for the first longest run of two or more zero groups.
  constexpr void v6(bytes address) {
    unsigned groups[8]{};
    for (std::size_t i = 0; i < 8; ++i) groups[i] = static_cast<unsigned>(address[2 * i] << 8 | address[2 * i + 1]);
    std::size_t gap = 8, length = 1;
    for (std::size_t i = 0; i < 8; ++i) {
      std::size_t n = 0;
      while (i + n < 8 && groups[i + n] == 0) ++n;
      if (n > length) {
        gap = i;
        length = n;
      }
    }
    for (std::size_t i = 0; i < 8; ++i) {
      if (i == gap) {
        put(':');
        put(':');
        i += length - 1;
        continue;
      }
      if (i > 0 && i != gap + length) put(':');
      hex(groups[i]);
    }
  }
  std::array<std::uint8_t, 39> text_{};
  std::size_t size_ = 0;
};

constexpr bool repeats(bytes common_name, GeneralNames const& names) {
  for (GeneralName const& name : names) {
    if (auto const* dns = std::get_if<dNSName>(&name); dns != nullptr && equal(dns->value, common_name)) return true;
    if (auto const* ip = std::get_if<iPAddress>(&name);
        ip != nullptr && !ip->value.empty() && equal(address_text(ip->value).view(), common_name))
      return true;
  }
  return false;
}
// Is there no commonName, or one, which is one of the names character by character? ("MUST contain exactly one entry".)
// That there are no more also keeps the work linear.
constexpr bool common_name_repeats(Name const& subject, GeneralNames const& names) {
  std::optional<bytes> found;
  for (RelativeDistinguishedName const& rdn : subject)
    for (AttributeTypeAndValue const& attribute : rdn) {
      if (!(attribute.type == id_at_commonName)) continue;
      if (found) return false;
      found = attribute.value.contents;
    }
  return !found || repeats(*found, names);
}

}  // namespace cxtls::x509
