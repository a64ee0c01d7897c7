// What a server asks of clients' certificates by their extensions (RFC 8446, 4.2.5), and whether one has it.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/owned_list.hpp"
#include "cxtls/protocol/extension/oid_filters.hpp"
#include "cxtls/x509/parsed.hpp"

namespace cxtls {
namespace x509 {

// More filters than a certificate can have extensions (max_extensions), no certificate meets; and each is compared with
// each, since none may stand there twice.
inline constexpr std::size_t max_oid_filters = max_extensions;

// A filter of one's own: an extension, and what its value must have.
class oid_filter {
 private:
  constexpr oid_filter() = default;
  template <class T>
  static constexpr result<oid_filter> of_type(T const& value) {
    const auto size = measure(value);
    if (!size) return size.error();
    buffer room;
    if (!room.resize(*size)) return errc::out_of_memory;
    if (const auto built = build(value, room.edit()); !built) return built.error();
    return of(extension_id<T>, room.view());
  }

 public:
  // All of these bits of KeyUsage. Errors: rule_broken (none), out_of_memory.
  static constexpr result<oid_filter> key_usage(std::uint16_t bits) { return of_type(KeyUsage{bits}); }
  // All of these purposes, anyExtendedKeyUsage not among them. Errors: length_out_of_range (none), out_of_memory.
  static constexpr result<oid_filter> extended_key_usage(std::span<const der::oid> purposes) {
    return of_type(ExtKeyUsage{list<der::oid>(purposes)});
  }
  // Any other extension. `value`: its extnValue, octet for octet; empty: whatever it is. Clients ignore what they don't
  // know, so that theirs may well lack it. Errors: out_of_memory.
  static constexpr result<oid_filter> of(der::oid extension, bytes value = {}) {
    oid_filter f;
    const auto size = measure(extension);
    if (!size) return size.error();
    if (!f.oid_.resize(*size) || !f.value_.append(value)) return errc::out_of_memory;
    if (const auto built = build(extension, f.oid_.edit()); !built) return built.error();
    return f;
  }

  constexpr OIDFilter view() const { return {oid_.view(), value_.view()}; }
  // A second owner of the like. Errors: out_of_memory.
  constexpr result<oid_filter> duplicate() const {
    oid_filter copy;
    if (!copy.oid_.append(oid_.view()) || !copy.value_.append(value_.view())) return errc::out_of_memory;
    return copy;
  }
  friend constexpr bool operator==(oid_filter const& a, oid_filter const& b) {
    return equal(a.oid_.view(), b.oid_.view()) && equal(a.value_.view(), b.value_.view());
  }

 private:
  buffer oid_, value_;  // DER
};

// Is it a list that may be sent? Errors: length_out_of_range (more than max_oid_filters), oid_filter_repeated,
// oid_filter_malformed (no OID, or not a value of the extensions that RFC 8446 has rules for), rule_broken
// (anyExtendedKeyUsage).
constexpr error check_oid_filters(list<OIDFilter> const& filters) {
  if (filters.size() > max_oid_filters) return {errc::length_out_of_range, "filters"};
  bounded<bytes, max_oid_filters> seen;
  for (OIDFilter const& f : filters) {
    const auto extension = parse<der::oid>(f.certificate_extension_oid);
    if (!extension) return {errc::oid_filter_malformed, "certificate_extension_oid"};
    // "Any given OID MUST NOT appear more than once in the filters list."
    for (bytes other : seen)
      if (equal(other, f.certificate_extension_oid)) return {errc::oid_filter_repeated, "certificate_extension_oid"};
    (void)seen.push(f.certificate_extension_oid);
    const bytes value = f.certificate_extension_values;
    if (value.empty()) continue;
    if (*extension == extension_id<KeyUsage> && !parse<KeyUsage>(value))
      return {errc::oid_filter_malformed, "certificate_extension_values"};
    if (*extension == extension_id<ExtKeyUsage>) {
      const auto usage = parse<ExtKeyUsage>(value);
      if (!usage) return {errc::oid_filter_malformed, "certificate_extension_values"};
      // "The special anyExtendedKeyUsage OID MUST NOT be used in the request."
      if (usage->purposes.contains(anyExtendedKeyUsage)) return {errc::rule_broken, "anyExtendedKeyUsage"};
    }
  }
  return {};
}

enum class filter_verdict : std::uint8_t { met, unmet, unknown };

// RFC 8446, 4.2.5, has rules for two extensions: all of the bits, all of the purposes (of which anyExtendedKeyUsage in the
// certificate is another one). Without a value it is enough that the extension is there.
constexpr filter_verdict judge(parsed_certificate const& c, OIDFilter const& f) {
  const auto extension = parse<der::oid>(f.certificate_extension_oid);
  const bytes value = f.certificate_extension_values;
  const auto verdict = [](bool met) { return met ? filter_verdict::met : filter_verdict::unmet; };
  if (!extension) return filter_verdict::unknown;
  if (*extension == extension_id<KeyUsage>) {
    auto const* own = c.find<KeyUsage>();
    const auto wanted = value.empty() ? result<KeyUsage>(KeyUsage{}) : parse<KeyUsage>(value);
    return verdict(own != nullptr && wanted && (own->bits & wanted->bits) == wanted->bits);
  }
  if (*extension == extension_id<ExtKeyUsage>) {
    auto const* own = c.find<ExtKeyUsage>();
    if (own == nullptr) return filter_verdict::unmet;
    if (value.empty()) return filter_verdict::met;
    const auto wanted = parse<ExtKeyUsage>(value);
    if (!wanted) return filter_verdict::unmet;
    for (der::oid purpose : wanted->purposes)
      if (!own->purposes.contains(purpose)) return filter_verdict::unmet;
    return filter_verdict::met;
  }
  return filter_verdict::unknown;
}

// Of a client's own. "However, the client MUST ignore and skip any unrecognized certificate extension OIDs."
constexpr bool meets(parsed_certificate const& c, list<OIDFilter> const& filters) {
  for (OIDFilter const& f : filters)
    if (judge(c, f) == filter_verdict::unmet) return false;
  return true;
}

// Of a client's at the server, which knows what it asked for: of extensions without a rule, the value octet for octet.
constexpr bool has_all(parsed_certificate const& c, owned_list<oid_filter> const& filters) {
  for (std::size_t i = 0; i < filters.size(); ++i) {
    const OIDFilter f = filters[i].view();
    filter_verdict verdict = judge(c, f);
    if (verdict == filter_verdict::unknown && c.tbs().extensions)
      for (Extension const& e : *c.tbs().extensions)
        if (const auto id = parse<der::oid>(f.certificate_extension_oid);
            id && e.extnID == *id &&
            (f.certificate_extension_values.empty() || equal(e.extnValue, f.certificate_extension_values)))
          verdict = filter_verdict::met;
    if (verdict != filter_verdict::met) return false;
  }
  return true;
}

}  // namespace x509

using x509::oid_filter;

}  // namespace cxtls
