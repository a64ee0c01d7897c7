// Tag, length, value: the one shape of everything in DER (X.690, 8.1 and 10.1).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls::der {

// Identifier octets: class, primitive or constructed, tag number (X.690, 8.1.2). Tag numbers above 30 take more octets;
// nothing in X.509 uses one, so they are refused.
namespace tag {
inline constexpr std::uint8_t boolean = 0x01;
inline constexpr std::uint8_t integer = 0x02;
inline constexpr std::uint8_t bit_string = 0x03;
inline constexpr std::uint8_t octet_string = 0x04;
inline constexpr std::uint8_t null = 0x05;
inline constexpr std::uint8_t object_identifier = 0x06;
inline constexpr std::uint8_t utf8_string = 0x0c;
inline constexpr std::uint8_t printable_string = 0x13;
inline constexpr std::uint8_t ia5_string = 0x16;
inline constexpr std::uint8_t utc_time = 0x17;
inline constexpr std::uint8_t generalized_time = 0x18;
inline constexpr std::uint8_t sequence = 0x30;
inline constexpr std::uint8_t set = 0x31;
inline constexpr std::uint8_t constructed = 0x20;
inline constexpr std::uint8_t context = 0x80;
inline constexpr std::uint8_t number = 0x1f;
}  // namespace tag

// Lengths of up to four octets: 4 GiB, far above any limit of TLS.
inline constexpr std::size_t max_length_width = 4;

// Only the definite form and only its shortest encoding: the indefinite form is BER, and cost Botan quadratic time
// (CVE-2026-44378).
[[nodiscard]] constexpr bool take_length(reader& r, std::size_t& n) {
  std::uint64_t first = 0, value = 0;
  if (!r.take_uint(1, first)) return false;
  if (first < 0x80) {
    n = static_cast<std::size_t>(first);
    return true;
  }
  const std::size_t width = first & 0x7f;
  if (width == 0 || width > max_length_width) return r.fail(errc::length_out_of_range);
  if (!r.take_uint(width, value)) return false;
  if (value < 0x80 || value >> (8 * (width - 1)) == 0) return r.fail(errc::rule_broken);
  n = static_cast<std::size_t>(value);
  return true;
}
constexpr std::size_t length_width(std::size_t n) {
  std::size_t width = 1;
  if (n >= 0x80)
    for (std::size_t rest = n; rest != 0; rest >>= 8) ++width;
  return width;
}
constexpr void put_header(writer& w, std::uint8_t identifier, std::size_t n) {
  w.put_uint(1, identifier);
  const std::size_t width = length_width(n);
  if (width > 1) w.put_uint(1, 0x80 | (width - 1));
  w.put_uint(width > 1 ? width - 1 : 1, n);
}

// Narrows the reader to the contents of a value with this identifier octet.
[[nodiscard]] constexpr bool enter(reader& r, std::uint8_t identifier, reader::outer& saved) {
  std::uint64_t found = 0;
  std::size_t n = 0;
  if (!r.take_uint(1, found)) return false;
  if (found != identifier) return r.fail(errc::unknown_value);
  return take_length(r, n) && r.enter(n, saved);
}

// The next identifier octet; 0, which no value has, at the end.
constexpr std::uint8_t peek(reader const& r) {
  reader ahead = r;
  std::uint64_t identifier = 0;
  return !r.at_end() && ahead.take_uint(1, identifier) ? static_cast<std::uint8_t>(identifier) : std::uint8_t{0};
}

// A descriptor of a whole value also says which identifier octets begin it: OPTIONAL, DEFAULT and CHOICE go by them.
template <class D>
concept Value = Descriptor<D> && requires(D const& d, std::uint8_t identifier) {
  { d.begins(identifier) } -> std::same_as<bool>;
};
template <class T>
concept HasDer = Value<wire_of<T>>;

// Contents behind an identifier octet and a length, which they must fill exactly.
template <std::uint8_t Identifier, class Contents>
struct Tagged_ {
  static_assert(Descriptor<Contents>, "the contents are described by a descriptor");
  static_assert((Identifier & tag::number) != tag::number, "tag numbers above 30 take more than one octet");
  using value_type = typename Contents::value_type;
  Contents contents;

  constexpr bool begins(std::uint8_t identifier) const { return identifier == Identifier; }
  constexpr bool read(reader& r, value_type& v) const {
    reader::outer saved;
    return enter(r, Identifier, saved) && contents.read(r, v) && r.leave(saved);
  }
  constexpr bool check(reader& r) const {
    reader::outer saved;
    return enter(r, Identifier, saved) && contents.check(r) && r.leave(saved);
  }
  // The length comes first and its width depends on it: the contents are counted, then written. Counting itself needs
  // no order, so that it stays linear however deep the nesting is.
  constexpr void write(writer& w, value_type const& v) const {
    if (w.counts()) {
      const std::size_t before = w.size();
      contents.write(w, v);
      return put_header(w, Identifier, w.size() - before);
    }
    writer counter = writer::counting();
    contents.write(counter, v);
    put_header(w, Identifier, counter.size());
    contents.write(w, v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    reader::outer saved;
    if (!enter(r, Identifier, saved)) return false;
    out({.offset = at, .raw = r.since(at), .field = field, .value = r.remaining(), .is = annotation::kind::length});
    out.deeper();
    const bool good = contents.print(r, out, {});
    out.shallower();
    return good && r.leave(saved);
  }
  constexpr std::size_t min_size() const {
    return saturating_sum(1 + length_width(contents.min_size()), contents.min_size());
  }
  constexpr std::size_t max_size() const { return saturating_sum(2 + max_length_width, contents.max_size()); }
  constexpr bool any_bytes() const { return false; }
};
template <std::uint8_t Identifier, class Contents>
constexpr auto Tagged(Contents contents) {
  return Tagged_<Identifier, Contents>{contents};
}

// SEQUENCE { ... }
template <class... Fields>
constexpr auto Sequence(Fields... fields) {
  return Tagged<tag::sequence>(Struct(fields...));
}
// [N] EXPLICIT: a value inside another.
template <std::uint8_t N, Value D>
constexpr auto Explicit(D inner) {
  return Tagged < tag::context | tag::constructed | N > (inner);
}
// [N] IMPLICIT: the same contents under another tag; whether they are constructed stays.
template <std::uint8_t N, std::uint8_t Identifier, class Contents>
constexpr auto Implicit(Tagged_<Identifier, Contents> d) {
  return Tagged < tag::context | (Identifier & tag::constructed) | N > (d.contents);
}

}  // namespace cxtls::der
