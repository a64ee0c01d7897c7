// PEM: textual encodings (RFC 7468).
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"

namespace cxtls::x509 {

// What we have a use for. Encrypted keys are refused by name rather than misread.
enum class pem_label : std::uint8_t { certificate, public_key, private_key, ec_private_key, rsa_private_key };

struct pem_label_row {
  std::string_view text;
  pem_label label;
};
inline constexpr pem_label_row pem_labels[] = {
    {"CERTIFICATE", pem_label::certificate},          // RFC 7468, 5
    {"PUBLIC KEY", pem_label::public_key},            // RFC 7468, 13: SubjectPublicKeyInfo
    {"PRIVATE KEY", pem_label::private_key},          // RFC 7468, 10: PKCS#8
    {"EC PRIVATE KEY", pem_label::ec_private_key},    // RFC 5915, 4
    {"RSA PRIVATE KEY", pem_label::rsa_private_key},  // PKCS#1, as OpenSSL writes it
};
constexpr bool is_private_key(pem_label label) {
  return label != pem_label::certificate && label != pem_label::public_key;
}

// Base64 (RFC 4648, 4): padded, no stray bits, white space ignored. Not in constant time: where timing of a key's loading
// can be watched, load it as DER. Appends to `out`. Errors: certificate_list_malformed, out_of_memory.
constexpr errc append_base64(std::string_view text, buffer& out) {
  std::uint32_t group = 0;
  int digits = 0, padding = 0;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    std::uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = static_cast<std::uint32_t>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      value = static_cast<std::uint32_t>(c - 'a' + 26);
    } else if (c >= '0' && c <= '9') {
      value = static_cast<std::uint32_t>(c - '0' + 52);
    } else if (c == '+') {
      value = 62;
    } else if (c == '/') {
      value = 63;
    } else if (c == '=' && digits >= 2) {
      ++padding;
    } else {
      return errc::certificate_list_malformed;
    }
    if (padding > 0 && c != '=') return errc::certificate_list_malformed;
    group = group << 6 | value;
    if (++digits < 4) continue;
    const std::size_t size = static_cast<std::size_t>(3 - padding);
    if ((padding == 1 && (group & 0xff) != 0) || (padding == 2 && (group & 0xffff) != 0))
      return errc::certificate_list_malformed;
    const std::uint8_t octets[3] = {static_cast<std::uint8_t>(group >> 16), static_cast<std::uint8_t>(group >> 8),
                                    static_cast<std::uint8_t>(group)};
    if (!out.append(bytes(octets, size))) return errc::out_of_memory;
    group = 0;
    digits = 0;
    // Nothing follows padding.
    if (padding > 0) padding = 4;
  }
  return digits == 0 && (padding == 0 || padding == 4) ? errc::none : errc::certificate_list_malformed;
}

// Walks the blocks of a text. Text between blocks is ignored (RFC 7468, 5.2: explanatory text).
class pem_reader {
 public:
  constexpr explicit pem_reader(std::string_view text) : rest_(text) {}

  // False at the end. `der` is overwritten. Errors: certificate_list_malformed, out_of_memory.
  constexpr result<bool> next(pem_label& label, buffer& der) {
    constexpr std::string_view begin = "-----BEGIN ", end = "-----END ", dashes = "-----";
    const std::size_t at = line_with(begin);
    if (at == rest_.npos) return line_with(end) == rest_.npos ? result<bool>(false) : errc::certificate_list_malformed;
    rest_.remove_prefix(at + begin.size());
    const std::size_t name_end = rest_.find(dashes);
    if (name_end == rest_.npos) return errc::certificate_list_malformed;
    const std::string_view name = rest_.substr(0, name_end);
    bool known = false;
    for (pem_label_row const& row : pem_labels)
      if (row.text == name) {
        label = row.label;
        known = true;
      }
    if (!known) return errc::certificate_list_malformed;
    rest_.remove_prefix(name_end + dashes.size());
    const std::size_t body_end = rest_.find(dashes);
    if (body_end == rest_.npos) return errc::certificate_list_malformed;
    const std::string_view body = rest_.substr(0, body_end);
    rest_.remove_prefix(body_end);
    // The label at the end is the label at the beginning.
    if (!rest_.starts_with(end) || !rest_.substr(end.size()).starts_with(name) ||
        !rest_.substr(end.size() + name.size()).starts_with(dashes))
      return errc::certificate_list_malformed;
    rest_.remove_prefix(end.size() + name.size() + dashes.size());
    wipe(der.room().data(), der.room().size());
    der.clear();
    if (const errc failure = append_base64(body, der); failure != errc::none) return failure;
    if (der.empty()) return errc::certificate_list_malformed;
    return true;
  }

 private:
  // Where a line begins with the text.
  constexpr std::size_t line_with(std::string_view text) const {
    for (std::size_t at = rest_.find(text); at != rest_.npos; at = rest_.find(text, at + 1))
      if (at == 0 || rest_[at - 1] == '\n' || rest_[at - 1] == '\r') return at;
    return rest_.npos;
  }
  std::string_view rest_;
};

}  // namespace cxtls::x509
