// What ASN.1 does with values: SEQUENCE OF, SET OF, OPTIONAL, DEFAULT, CHOICE, ANY.
#pragma once
#include <optional>
#include <variant>

#include "cxtls/der/tlv.hpp"

namespace cxtls::der {

// One value of any type, not looked into.
struct any {
  std::uint8_t identifier = tag::null;
  bytes contents{};
  friend constexpr bool operator==(any const& a, any const& b) {
    return a.identifier == b.identifier && equal(a.contents, b.contents);
  }
};
struct Any_ {
  using value_type = any;
  constexpr bool begins(std::uint8_t identifier) const { return identifier != 0; }
  constexpr bool read(reader& r, any& v) const {
    std::uint64_t identifier = 0;
    std::size_t n = 0;
    if (!r.take_uint(1, identifier)) return false;
    v.identifier = static_cast<std::uint8_t>(identifier);
    if (!legal(v.identifier)) return r.fail(errc::unknown_value);
    return take_length(r, n) && r.take(n, v.contents);
  }
  constexpr bool check(reader& r) const {
    any v;
    return read(r, v);
  }
  constexpr void write(writer& w, any const& v) const {
    if (!legal(v.identifier)) return w.fail(errc::unknown_value);
    put_header(w, v.identifier, v.contents.size());
    w.put(v.contents);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    if (!check(r)) return false;
    out({.offset = at, .raw = r.since(at), .field = field});
    return true;
  }
  constexpr std::size_t min_size() const { return 2; }
  constexpr std::size_t max_size() const { return unbounded; }
  constexpr bool any_bytes() const { return false; }

 private:
  // 0 is BER's end-of-contents.
  static constexpr bool legal(std::uint8_t identifier) {
    return identifier != 0 && (identifier & tag::number) != tag::number;
  }
};
inline constexpr Any_ Any{};

// The contents of SEQUENCE OF and SET OF. Limits count elements, not octets.
template <class T, bool Sorted>
struct Repeated_ {
  static_assert(HasDer<T>, "the element has no DER descriptor: specialise cxtls::wire<T> directly under T");
  using value_type = list<T>;
  Limits limits;
  constexpr bool read(reader& r, list<T>& v) const {
    const std::size_t start = r.position();
    std::size_t count = 0;
    bytes previous;
    for (; !r.at_end(); ++count) {
      if (count == limits.max) return r.fail(errc::length_out_of_range);
      const std::size_t at = r.position();
      if (!wire<T>.check(r)) return false;
      // X.690, 11.6: the elements of a SET OF ascend by their encodings.
      if (Sorted && before(r.since(at), previous)) return r.fail(errc::rule_broken);
      previous = r.since(at);
    }
    if (count < limits.min) return r.fail(errc::length_out_of_range);
    v = list<T>::from_wire(r.since(start), count);
    return true;
  }
  constexpr bool check(reader& r) const {
    list<T> v;
    return read(r, v);
  }
  // Precondition for SET OF: the caller's elements are in order.
  constexpr void write(writer& w, list<T> const& v) const {
    if (v.size() < limits.min || v.size() > limits.max) return w.fail(errc::length_out_of_range);
    for (T const& item : v) wire<T>.write(w, item);
  }
  constexpr bool print(reader& r, auto& out, std::string_view) const {
    reader ahead = r;
    if (!check(ahead)) {
      r.fail(ahead.failure().code);
      return r.blame(ahead.failure().field);
    }
    while (!r.at_end())
      if (!wire<T>.print(r, out, {})) return false;
    return true;
  }
  constexpr std::size_t min_size() const { return limits.min * wire<T>.min_size(); }
  constexpr std::size_t max_size() const { return unbounded; }
  constexpr bool any_bytes() const { return false; }

 private:
  static constexpr bool before(bytes a, bytes b) {
    const std::size_t n = a.size() < b.size() ? a.size() : b.size();
    for (std::size_t i = 0; i < n; ++i)
      if (a[i] != b[i]) return a[i] < b[i];
    return a.size() < b.size();
  }
};
template <class T>
constexpr auto SequenceOf(Limits limits = {}) {
  return Tagged<tag::sequence>(Repeated_<T, false>{limits});
}
template <class T>
constexpr auto SetOf(Limits limits = {}) {
  return Tagged<tag::set>(Repeated_<T, true>{limits});
}

// Everything that OPTIONAL, DEFAULT and a captured encoding pass on.
template <Value D>
struct around_ {
  D inner;
  constexpr bool begins(std::uint8_t identifier) const { return inner.begins(identifier); }
  constexpr bool present(reader const& r) const { return inner.begins(peek(r)); }
  constexpr std::size_t max_size() const { return inner.max_size(); }
  constexpr bool any_bytes() const { return false; }
};

// OPTIONAL
template <Value D>
struct Maybe_ : around_<D> {
  using value_type = std::optional<typename D::value_type>;
  constexpr bool read(reader& r, value_type& v) const {
    v.reset();
    return !this->present(r) || this->inner.read(r, v.emplace());
  }
  constexpr bool check(reader& r) const { return !this->present(r) || this->inner.check(r); }
  constexpr void write(writer& w, value_type const& v) const {
    if (v) this->inner.write(w, *v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    return !this->present(r) || this->inner.print(r, out, field);
  }
  constexpr std::size_t min_size() const { return 0; }
};
template <Value D>
constexpr auto Maybe(D inner) {
  return Maybe_<D>{{inner}};
}

// DEFAULT: the default itself is never encoded (X.690, 11.5).
template <Value D>
struct Default_ : around_<D> {
  using value_type = typename D::value_type;
  value_type standard;
  constexpr bool read(reader& r, value_type& v) const {
    if (!this->present(r)) {
      v = standard;
      return true;
    }
    return this->inner.read(r, v) && (!(v == standard) || r.fail(errc::rule_broken));
  }
  constexpr bool check(reader& r) const {
    value_type v{};
    return read(r, v);
  }
  constexpr void write(writer& w, value_type const& v) const {
    if (!(v == standard)) this->inner.write(w, v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader ahead = r;
    if (!check(ahead)) {
      r.fail(ahead.failure().code);
      return r.blame(ahead.failure().field);
    }
    return !this->present(r) || this->inner.print(r, out, field);
  }
  constexpr std::size_t min_size() const { return 0; }
};
template <Value D>
constexpr auto Default(D inner, typename D::value_type standard) {
  return Default_<D>{{inner}, standard};
}

// A value together with the octets it came in: what a signature covers, what is compared as a whole. Building writes
// the value.
template <class T>
struct encoded {
  T value{};
  bytes raw{};
};
template <Value D>
struct Encoded_ : around_<D> {
  using value_type = encoded<typename D::value_type>;
  constexpr bool read(reader& r, value_type& v) const {
    const std::size_t at = r.position();
    if (!this->inner.read(r, v.value)) return false;
    v.raw = r.since(at);
    return true;
  }
  constexpr bool check(reader& r) const { return this->inner.check(r); }
  constexpr void write(writer& w, value_type const& v) const { this->inner.write(w, v.value); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const { return this->inner.print(r, out, field); }
  constexpr std::size_t min_size() const { return this->inner.min_size(); }
};
template <Value D>
constexpr auto Encoded(D inner) {
  return Encoded_<D>{{inner}};
}

// CHOICE: the identifier octet decides which alternative is there.
template <HasDer... Ts>
struct Choice_ {
  using value_type = std::variant<Ts...>;
  constexpr bool begins(std::uint8_t identifier) const { return (wire<Ts>.begins(identifier) || ...); }
  constexpr bool read(reader& r, value_type& v) const {
    bool good = false;
    const std::uint8_t identifier = peek(r);
    return (read_as<Ts>(r, identifier, v, good) || ...) ? good : none_of_them(r);
  }
  constexpr bool check(reader& r) const {
    bool good = false;
    const std::uint8_t identifier = peek(r);
    return ((wire<Ts>.begins(identifier) && (good = wire<Ts>.check(r), true)) || ...) ? good : none_of_them(r);
  }
  constexpr void write(writer& w, value_type const& v) const { (write_as<Ts>(w, v), ...); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    bool good = false;
    const std::uint8_t identifier = peek(r);
    return ((wire<Ts>.begins(identifier) && (good = wire<Ts>.print(r, out, field), true)) || ...) ? good
                                                                                                  : none_of_them(r);
  }
  constexpr std::size_t min_size() const { return 2; }
  constexpr std::size_t max_size() const { return unbounded; }
  constexpr bool any_bytes() const { return false; }

 private:
  static constexpr bool none_of_them(reader& r) { return r.fail(r.at_end() ? errc::truncated : errc::unknown_value); }
  template <class T>
  constexpr bool read_as(reader& r, std::uint8_t identifier, value_type& v, bool& good) const {
    if (!wire<T>.begins(identifier)) return false;
    T alternative{};
    good = wire<T>.read(r, alternative);
    if (good) replace(v, alternative);
    return true;
  }
  template <class T>
  constexpr void write_as(writer& w, value_type const& v) const {
    if (auto const* alternative = std::get_if<T>(&v)) wire<T>.write(w, *alternative);
  }
};
template <class... Ts>
inline constexpr Choice_<Ts...> Choice{};

}  // namespace cxtls::der
