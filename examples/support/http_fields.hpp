// What requests and responses of HTTP/1.1 have in common: header fields, and how long a body is (RFC 9110, RFC 9112).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxtls/base/result.hpp"
#include "text.hpp"

namespace support {

// What browsers and servers allow for a head lies between 8 and 256 KiB.
inline constexpr std::size_t max_head_size = 65'536;
// A chunk's size line: 16 hexadecimal digits and room for extensions, which nobody sends.
inline constexpr std::size_t max_chunk_line = 1'024;

struct field {
  std::string name;  // in lower case
  std::string value;
};

inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// A number without sign or space that fits 63 bits.
inline std::optional<std::uint64_t> parse_number(std::string_view text, unsigned base) {
  if (text.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char raw : text) {
    const char c = lower(raw);
    const unsigned digit = c >= '0' && c <= '9'   ? static_cast<unsigned>(c - '0')
                           : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a') + 10
                                                  : base;
    if (digit >= base || value > (std::uint64_t{INT64_MAX} - digit) / base) return std::nullopt;
    value = base * value + digit;
  }
  return value;
}

// field-line = field-name ":" OWS field-value OWS        RFC 9112, 5
// No space before the colon (5.1), no folded lines (5.2).
inline std::optional<field> parse_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == line.npos || line.find_first_of(" \t") < colon) return std::nullopt;
  field f{std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))};
  for (char& c : f.name) c = lower(c);
  return f;
}

// Where a message's body ends (RFC 9112, 6.3). Neither: a request has none, a response goes on to the connection's end.
struct framing {
  bool chunked = false;
  std::optional<std::uint64_t> length{};  // octets
};
enum class framing_fault { length_malformed, coding_unknown, contradiction };

inline cxtls::result<framing, framing_fault> framing_of(std::vector<field> const& fields) {
  framing found;
  for (field const& f : fields) {
    if (f.name == "content-length") {
      const std::optional<std::uint64_t> value = parse_number(f.value, 10);
      if (!value || (found.length && *found.length != *value)) return framing_fault::length_malformed;
      found.length = value;
    } else if (f.name == "transfer-encoding") {
      if (found.chunked || !same_word(f.value, "chunked")) return framing_fault::coding_unknown;
      found.chunked = true;
    }
  }
  if (found.chunked && found.length) return framing_fault::contradiction;
  return found;
}

}  // namespace support
