// The primitive types: INTEGER, BOOLEAN, NULL, OBJECT IDENTIFIER, BIT STRING, OCTET STRING, character strings.
#pragma once
#include "cxtls/der/tlv.hpp"

namespace cxtls::der {

// Contents that are a run of octets under a rule.
template <class Rule>
struct Octets_ {
  using value_type = bytes;
  constexpr bool read(reader& r, bytes& v) const {
    return r.take(r.remaining(), v) && (Rule::holds(v) || r.fail(errc::rule_broken));
  }
  constexpr bool check(reader& r) const {
    bytes v;
    return read(r, v);
  }
  constexpr void write(writer& w, bytes v) const {
    if (!Rule::holds(v)) return w.fail(errc::rule_broken);
    w.put(v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader ahead = r;
    return check(ahead) ? detail::print_octets(r, r.remaining(), out, field) : r.fail(ahead.failure().code);
  }
  constexpr std::size_t min_size() const { return Rule::min_size; }
  constexpr std::size_t max_size() const { return unbounded; }
  constexpr bool any_bytes() const { return false; }
};

inline constexpr auto OctetString = Tagged<tag::octet_string>(Remaining);

// INTEGER as its contents: two's complement, as short as possible (X.690, 8.3.2).
struct shortest_integer {
  static constexpr std::size_t min_size = 1;
  static constexpr bool holds(bytes v) {
    if (v.empty()) return false;
    return v.size() == 1 || !((v[0] == 0x00 && v[1] < 0x80) || (v[0] == 0xff && v[1] >= 0x80));
  }
};
inline constexpr auto Integer = Tagged<tag::integer>(Octets_<shortest_integer>{});

// A non-negative INTEGER as its magnitude: big-endian, no leading zero, zero is one octet.
struct Magnitude_ : Octets_<shortest_integer> {
  constexpr bool read(reader& r, bytes& v) const {
    if (!Octets_::read(r, v)) return false;
    if (v[0] >= 0x80) return r.fail(errc::rule_broken);
    if (v.size() > 1 && v[0] == 0) v = v.subspan(1);
    return true;
  }
  constexpr bool check(reader& r) const {
    bytes v;
    return read(r, v);
  }
  constexpr void write(writer& w, bytes v) const {
    if (v.empty() || (v.size() > 1 && v[0] == 0)) return w.fail(errc::rule_broken);
    if (v[0] >= 0x80) w.put_uint(1, 0);
    w.put(v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader ahead = r;
    return check(ahead) ? detail::print_octets(r, r.remaining(), out, field) : r.fail(ahead.failure().code);
  }
};
inline constexpr auto Unsigned = Tagged<tag::integer>(Magnitude_{});

// A non-negative INTEGER that fits 32 bits.
struct Small_ {
  using value_type = std::uint32_t;
  constexpr bool read(reader& r, std::uint32_t& v) const {
    bytes magnitude;
    if (!Magnitude_{}.read(r, magnitude)) return false;
    if (magnitude.size() > sizeof v) return r.fail(errc::value_out_of_range);
    v = 0;
    for (std::uint8_t octet : magnitude) v = v << 8 | octet;
    return true;
  }
  constexpr bool check(reader& r) const {
    std::uint32_t v = 0;
    return read(r, v);
  }
  constexpr void write(writer& w, std::uint32_t v) const {
    std::size_t width = 1;
    while (width < 4 && v >> (8 * width) != 0) ++width;
    if (v >> (8 * width - 1) & 1) w.put_uint(1, 0);
    w.put_uint(width, v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    std::uint32_t v = 0;
    if (!read(r, v)) return false;
    out({.offset = at, .raw = r.since(at), .field = field, .value = v, .is = annotation::kind::number});
    return true;
  }
  constexpr std::size_t min_size() const { return 1; }
  constexpr std::size_t max_size() const { return 5; }
  constexpr bool any_bytes() const { return false; }
};
inline constexpr auto SmallInteger = Tagged<tag::integer>(Small_{});

// X.690, 11.1: FALSE is 00, TRUE is FF, nothing else.
struct Boolean_ {
  using value_type = bool;
  constexpr bool read(reader& r, bool& v) const {
    std::uint64_t octet = 0;
    if (!r.take_uint(1, octet)) return false;
    if (octet != 0x00 && octet != 0xff) return r.fail(errc::rule_broken);
    v = octet != 0;
    return true;
  }
  constexpr bool check(reader& r) const {
    bool v = false;
    return read(r, v);
  }
  constexpr void write(writer& w, bool v) const { w.put_uint(1, v ? 0xff : 0x00); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    bool v = false;
    if (!read(r, v)) return false;
    out({.offset = at, .raw = r.since(at), .field = field, .value = v, .is = annotation::kind::number});
    return true;
  }
  constexpr std::size_t min_size() const { return 1; }
  constexpr std::size_t max_size() const { return 1; }
  constexpr bool any_bytes() const { return false; }
};
inline constexpr auto Boolean = Tagged<tag::boolean>(Boolean_{});

struct null {
  friend constexpr bool operator==(null, null) { return true; }
};
inline constexpr auto Null = Tagged<tag::null>(Empty<null>);

// An OBJECT IDENTIFIER as its contents.
struct oid {
  bytes contents{};
  friend constexpr bool operator==(oid a, oid b) { return equal(a.contents, b.contents); }
};
// Groups of seven bits, each subidentifier complete and without a leading zero group (X.690, 8.19).
struct whole_subidentifiers {
  static constexpr std::size_t min_size = 1;
  static constexpr bool holds(bytes v) {
    bool begins = true;
    for (std::uint8_t octet : v) {
      if (begins && octet == 0x80) return false;
      begins = octet < 0x80;
    }
    return begins && !v.empty();
  }
};
struct Oid_ : Octets_<whole_subidentifiers> {
  using value_type = oid;
  constexpr bool read(reader& r, oid& v) const { return Octets_::read(r, v.contents); }
  constexpr void write(writer& w, oid const& v) const { Octets_::write(w, v.contents); }
};
inline constexpr auto ObjectIdentifier = Tagged<tag::object_identifier>(Oid_{});

// The contents of an OID written as its arcs: octets_of<2, 5, 29, 15>.
template <std::uint32_t First, std::uint32_t Second, std::uint32_t... Arcs>
inline constexpr auto octets_of = [] {
  constexpr std::uint32_t subidentifiers[] = {First * 40 + Second, Arcs...};
  constexpr auto width = [](std::uint32_t v) {
    std::size_t n = 1;
    while (v >>= 7) ++n;
    return n;
  };
  constexpr std::size_t size = [width, &subidentifiers] {
    std::size_t n = 0;
    for (std::uint32_t v : subidentifiers) n += width(v);
    return n;
  }();
  std::array<std::uint8_t, size> octets{};
  std::size_t at = 0;
  for (std::uint32_t v : subidentifiers)
    for (std::size_t left = width(v); left-- > 0;)
      octets[at++] = static_cast<std::uint8_t>((v >> (7 * left) & 0x7f) | (left > 0 ? 0x80 : 0));
  return octets;
}();
template <std::uint32_t... Arcs>
inline constexpr oid oid_of{octets_of<Arcs...>};

// Bits from the most significant one of the first octet on. X.690, 11.2: the unused ones are zero.
struct bit_string {
  std::uint8_t unused = 0;  // bits at the end of the last octet that don't count: 0 to 7
  bytes octets{};
};
struct BitString_ {
  using value_type = bit_string;
  static constexpr bool holds(bit_string const& v) {
    if (v.octets.empty()) return v.unused == 0;
    return v.unused < 8 && (v.octets.back() & ((1u << v.unused) - 1)) == 0;
  }
  constexpr bool read(reader& r, bit_string& v) const {
    std::uint64_t unused = 0;
    if (!r.take_uint(1, unused) || !r.take(r.remaining(), v.octets)) return false;
    v.unused = static_cast<std::uint8_t>(unused);
    return holds(v) || r.fail(errc::rule_broken);
  }
  constexpr bool check(reader& r) const {
    bit_string v;
    return read(r, v);
  }
  constexpr void write(writer& w, bit_string const& v) const {
    if (!holds(v)) return w.fail(errc::rule_broken);
    w.put_uint(1, v.unused);
    w.put(v.octets);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader ahead = r;
    return check(ahead) ? detail::print_octets(r, r.remaining(), out, field) : r.fail(ahead.failure().code);
  }
  constexpr std::size_t min_size() const { return 1; }
  constexpr std::size_t max_size() const { return unbounded; }
  constexpr bool any_bytes() const { return false; }
};
inline constexpr auto BitString = Tagged<tag::bit_string>(BitString_{});

// A BIT STRING whose bits have names, up to sixteen of them: bit 0 of the RFC is the most significant one here.
// X.690, 11.2.2: trailing zero bits are not encoded. We write none, but read them: two roots of the public web have them.
struct NamedBits_ {
  using value_type = std::uint16_t;
  constexpr bool read(reader& r, std::uint16_t& v) const {
    bit_string bits;
    if (!BitString_{}.read(r, bits)) return false;
    if (bits.octets.size() > sizeof v) return r.fail(errc::length_out_of_range);
    v = 0;
    for (std::size_t i = 0; i < bits.octets.size(); ++i)
      v = static_cast<std::uint16_t>(v | bits.octets[i] << (8 - 8 * i));
    return true;
  }
  constexpr bool check(reader& r) const {
    std::uint16_t v = 0;
    return read(r, v);
  }
  constexpr void write(writer& w, std::uint16_t v) const {
    unsigned trailing = 0;
    while (v != 0 && trailing < 16 && (v >> trailing & 1) == 0) ++trailing;
    w.put_uint(1, v == 0 ? 0 : trailing % 8);
    if (v != 0) w.put_uint(trailing < 8 ? 2 : 1, trailing < 8 ? v : v >> 8);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    std::uint16_t v = 0;
    if (!read(r, v)) return false;
    out({.offset = at, .raw = r.since(at), .field = field, .value = v, .is = annotation::kind::number});
    return true;
  }
  constexpr std::size_t min_size() const { return 1; }
  constexpr std::size_t max_size() const { return 3; }
  constexpr bool any_bytes() const { return false; }
};
inline constexpr auto NamedBits = Tagged<tag::bit_string>(NamedBits_{});

// International Alphabet 5: ASCII.
struct ascii {
  static constexpr std::size_t min_size = 0;
  static constexpr bool holds(bytes v) {
    for (std::uint8_t octet : v)
      if (octet >= 0x80) return false;
    return true;
  }
};
inline constexpr auto IA5String = Tagged<tag::ia5_string>(Octets_<ascii>{});

}  // namespace cxtls::der
