// Descriptors that wrap another one and add a rule.
#pragma once
#include "cxtls/wire/block.hpp"

namespace cxtls {

namespace detail {
// Everything a wrapper passes on; the wrapper replaces what it changes.
template <class D>
struct wrapped_ {
  static_assert(Descriptor<D>, "this combinator wraps a descriptor");
  using value_type = typename D::value_type;
  D inner;
  constexpr bool read(reader& r, value_type& v) const { return inner.read(r, v); }
  constexpr bool check(reader& r) const { return inner.check(r); }
  constexpr void write(writer& w, value_type const& v) const { inner.write(w, v); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const { return inner.print(r, out, field); }
  constexpr std::size_t min_size() const { return inner.min_size(); }
  constexpr std::size_t max_size() const { return inner.max_size(); }
  constexpr bool any_bytes() const { return inner.any_bytes(); }
};
}  // namespace detail

// A structure behind its own length, which it must fill exactly.
template <class Length, class D>
struct Opaque_ : detail::wrapped_<D> {
  using value_type = typename D::value_type;
  Limits limits;
  constexpr bool read(reader& r, value_type& v) const {
    reader::outer saved;
    return detail::enter_block<Length>(r, limits, saved) && this->inner.read(r, v) && r.leave(saved);
  }
  constexpr bool check(reader& r) const {
    reader::outer saved;
    return detail::enter_block<Length>(r, limits, saved) && this->inner.check(r) && r.leave(saved);
  }
  constexpr void write(writer& w, value_type const& v) const {
    detail::write_block<Length>(w, limits, [&] { this->inner.write(w, v); });
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader::outer saved;
    if (!detail::print_block<Length>(r, out, field, limits, saved)) return false;
    out.deeper();
    const bool good = this->inner.print(r, out, {});
    out.shallower();
    return good && r.leave(saved);
  }
  constexpr std::size_t min_size() const {
    return saturating_sum(Length::width, limits.min > this->inner.min_size() ? limits.min : this->inner.min_size());
  }
  constexpr std::size_t max_size() const {
    return saturating_sum(Length::width, limits.max < this->inner.max_size() ? limits.max : this->inner.max_size());
  }
  constexpr bool any_bytes() const { return false; }
};
template <class Length, class D>
constexpr auto Opaque(Length, D inner, Limits limits = {}) {
  return Opaque_<Length, D>{{inner}, detail::checked_limits<Length>(limits)};
}

// Present if and only if octets remain, so legal only as the last field. Absent, it leaves the member as it was.
template <class D>
struct Optional_ : detail::wrapped_<D> {
  using value_type = typename D::value_type;
  constexpr bool read(reader& r, value_type& v) const { return r.at_end() || this->inner.read(r, v); }
  constexpr bool check(reader& r) const { return r.at_end() || this->inner.check(r); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    return r.at_end() || this->inner.print(r, out, field);
  }
  constexpr std::size_t min_size() const { return 0; }
  constexpr bool any_bytes() const { return false; }
};
template <class D>
constexpr auto Optional(D inner) {
  return Optional_<D>{{inner}};
}

// The value is one of those listed, when parsing and when building. The code says which rule was broken.
template <errc Code, class D, auto... Values>
struct OneOf_ : detail::wrapped_<D> {
  using value_type = typename D::value_type;
  static constexpr bool listed(value_type const& v) { return ((v == static_cast<value_type>(Values)) || ...); }
  constexpr bool read(reader& r, value_type& v) const { return this->inner.read(r, v) && (listed(v) || r.fail(Code)); }
  constexpr bool check(reader& r) const {
    value_type v{};
    return read(r, v);
  }
  constexpr void write(writer& w, value_type const& v) const {
    if (!listed(v)) return w.fail(Code);
    this->inner.write(w, v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader again = r;
    return this->inner.print(r, out, field) && (check(again) || r.fail(Code));
  }
  constexpr bool any_bytes() const { return false; }
};
template <auto... Values, class D>
constexpr auto OneOf(D inner) {
  return OneOf_<errc::unknown_value, D, Values...>{{inner}};
}
template <errc Code, auto... Values, class D>
constexpr auto OneOfElse(D inner) {
  return OneOf_<Code, D, Values...>{{inner}};
}

// The predicate holds for the value, when parsing and when building; else the code names the broken rule.
template <errc Code, class D, class Predicate>
struct Where_ : detail::wrapped_<D> {
  using value_type = typename D::value_type;
  Predicate holds;
  constexpr bool read(reader& r, value_type& v) const {
    return this->inner.read(r, v) && (holds(static_cast<value_type const&>(v)) || r.fail(Code));
  }
  constexpr bool check(reader& r) const {
    value_type v{};
    return read(r, v);
  }
  constexpr void write(writer& w, value_type const& v) const {
    if (!holds(v)) return w.fail(Code);
    this->inner.write(w, v);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader again = r;
    return this->inner.print(r, out, field) && (check(again) || r.fail(Code));
  }
  constexpr bool any_bytes() const { return false; }
};
template <errc Code = errc::rule_broken, class D, class Predicate>
constexpr auto Where(D inner, Predicate holds) {
  return Where_<Code, D, Predicate>{{inner}, holds};
}

// Bounds on the encoded size of any descriptor, inclusive, in both directions.
template <class D>
struct SizeWithin_ : detail::wrapped_<D> {
  using value_type = typename D::value_type;
  Limits limits;
  constexpr bool fits(std::size_t n) const { return n >= limits.min && n <= limits.max; }
  constexpr bool read(reader& r, value_type& v) const {
    const std::size_t at = r.position();
    return this->inner.read(r, v) && (fits(r.position() - at) || r.fail(errc::length_out_of_range));
  }
  constexpr bool check(reader& r) const {
    const std::size_t at = r.position();
    return this->inner.check(r) && (fits(r.position() - at) || r.fail(errc::length_out_of_range));
  }
  constexpr void write(writer& w, value_type const& v) const {
    const std::size_t at = w.size();
    this->inner.write(w, v);
    if (w.ok() && !fits(w.size() - at)) w.fail(errc::length_out_of_range);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    return this->inner.print(r, out, field) && (fits(r.position() - at) || r.fail(errc::length_out_of_range));
  }
  constexpr std::size_t min_size() const {
    return limits.min > this->inner.min_size() ? limits.min : this->inner.min_size();
  }
  constexpr std::size_t max_size() const {
    return limits.max < this->inner.max_size() ? limits.max : this->inner.max_size();
  }
  constexpr bool any_bytes() const {
    return this->inner.any_bytes() && limits.min <= this->inner.min_size() && limits.max >= this->inner.max_size();
  }
};
template <class D>
constexpr auto SizeWithin(Limits limits, D inner) {
  if (limits.min > limits.max) detail::the_lower_bound_is_above_the_upper_bound();
  return SizeWithin_<D>{{inner}, limits};
}
template <class D>
constexpr auto SizeAtLeast(std::size_t min, D inner) {
  return SizeWithin_<D>{{inner}, {.min = min, .max = unbounded}};
}
template <class D>
constexpr auto SizeAtMost(std::size_t max, D inner) {
  return SizeWithin_<D>{{inner}, {.min = 0, .max = max}};
}

// Reading and writing remember where this field begins: reader::marked(), writer::marked(). PSK binders cover the
// octets before it (RFC 8446, 4.2.11.2).
template <class D>
struct Marked_ : detail::wrapped_<D> {
  using value_type = typename D::value_type;
  constexpr bool read(reader& r, value_type& v) const {
    r.mark();
    return this->inner.read(r, v);
  }
  constexpr bool check(reader& r) const {
    r.mark();
    return this->inner.check(r);
  }
  constexpr void write(writer& w, value_type const& v) const {
    w.mark();
    this->inner.write(w, v);
  }
};
template <class D>
constexpr auto Marked(D inner) {
  return Marked_<D>{{inner}};
}

}  // namespace cxtls
