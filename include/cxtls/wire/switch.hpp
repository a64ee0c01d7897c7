// A tag that decides what follows it. The value is one std::variant whose alternative *is* the tag, so that tag and body
// can't disagree.
#pragma once
#include <variant>

#include "cxtls/wire/block.hpp"
#include "cxtls/wire/enum.hpp"
#include "cxtls/wire/octets.hpp"

namespace cxtls {

// A tag without a case: alternative 0 of every EnumSwitch. The body is kept as it came.
template <class E>
struct unknown {
  E tag{};
  bytes body{};
};

// Gives a variant another value. (Clang with libstdc++ 12 can't assign one in constant evaluation.)
template <class Variant, class T>
constexpr void replace(Variant& v, T&& value) {
  std::destroy_at(&v);
  std::construct_at(&v, std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(value));
}

// case tag: T;
template <auto Tag, class T>
struct Case_ {
  static_assert(HasWire<T>, "the case's body has no wire format: specialise cxtls::wire<Body> directly under it");
  static constexpr auto tag = Tag;
  using value = T;
};
template <auto Tag, class T>
inline constexpr Case_<Tag, T> Case{};

// How far the body goes: behind its own length, or (where the RFC gives none) as far as its descriptor reads.
template <class Length>
struct Framed_ {
  Limits limits;
  constexpr bool enter(reader& r, reader::outer& saved) const { return detail::enter_block<Length>(r, limits, saved); }
  constexpr bool leave(reader& r, reader::outer const& saved) const { return r.leave(saved); }
  constexpr bool print_enter(reader& r, auto& out, reader::outer& saved) const {
    return detail::print_block<Length>(r, out, "length", limits, saved);
  }
  constexpr void write(writer& w, auto&& body) const { detail::write_block<Length>(w, limits, body); }
  static constexpr std::size_t overhead = Length::width;
  constexpr std::size_t cap(std::size_t n) const { return n < limits.max ? n : limits.max; }
  static constexpr auto otherwise = Remaining;
};
// Unknown tags follow Otherwise, a descriptor of bytes: RFC 6066, 3 promises that new name types will begin with a length.
template <class Otherwise>
struct Bare_ {
  constexpr bool enter(reader&, reader::outer&) const { return true; }
  constexpr bool leave(reader&, reader::outer const&) const { return true; }
  constexpr bool print_enter(reader&, auto&, reader::outer&) const { return true; }
  constexpr void write(writer&, auto&& body) const { body(); }
  static constexpr std::size_t overhead = 0;
  constexpr std::size_t cap(std::size_t n) const { return n; }
  Otherwise otherwise{};
};
// Unknown tags are refused.
struct NoOtherwise_ : Remaining_ {
  constexpr bool read(reader& r, bytes&) const { return r.fail(errc::unknown_value); }
  constexpr bool check(reader& r) const { return r.fail(errc::unknown_value); }
  constexpr void write(writer& w, bytes) const { w.fail(errc::unknown_value); }
  // No body at all: neither bound of the switch comes from here.
  constexpr std::size_t min_size() const { return unbounded; }
  constexpr std::size_t max_size() const { return 0; }
  constexpr bool print(reader& r, auto&, std::string_view) const { return r.fail(errc::unknown_value); }
};

template <class Tag, class Framing, class... Cases>
class EnumSwitch_ {
  using E = typename Tag::value_type;
  static consteval bool distinct() {
    const E tags[] = {E{}, Cases::tag...};
    for (std::size_t i = 1; i < std::size(tags); ++i)
      for (std::size_t j = i + 1; j < std::size(tags); ++j)
        if (tags[i] == tags[j]) return false;
    return true;
  }
  template <class T, class... Ts>
  static constexpr int count_of = (0 + ... + (std::is_same_v<T, Ts> ? 1 : 0));
  static_assert((std::is_same_v<std::remove_cv_t<decltype(Cases::tag)>, E> && ...),
                "a case's tag is not of the switch's enumeration");
  static_assert(distinct(), "two cases of an EnumSwitch have the same tag");
  static_assert(((count_of<typename Cases::value, typename Cases::value...> == 1) && ...),
                "two cases of an EnumSwitch have the same body type: give each its own");

 public:
  using value_type = std::variant<unknown<E>, typename Cases::value...>;
  constexpr EnumSwitch_(Tag tag, Framing framing) : tag_(tag), framing_(framing) {}
  constexpr Framing const& framing() const { return framing_; }

  constexpr bool read(reader& r, value_type& v) const {
    E e{};
    reader::outer saved;
    if (!tag_.read(r, e) || !framing_.enter(r, saved)) return false;
    bool good = true;
    const bool hit = (read_case<Cases>(r, e, v, good) || ...);
    if (!hit) {
      bytes body;
      good = framing_.otherwise.read(r, body);
      if (good) replace(v, unknown<E>{e, body});
    }
    return good && framing_.leave(r, saved);
  }
  constexpr bool check(reader& r) const {
    E e{};
    reader::outer saved;
    if (!tag_.read(r, e) || !framing_.enter(r, saved)) return false;
    bool good = true;
    const bool hit = ((Cases::tag == e && (good = wire<typename Cases::value>.check(r), true)) || ...);
    if (!hit) good = framing_.otherwise.check(r);
    return good && framing_.leave(r, saved);
  }
  constexpr void write(writer& w, value_type const& v) const {
    if (auto const* u = std::get_if<unknown<E>>(&v)) {
      if (((Cases::tag == u->tag) || ...)) return w.fail(errc::rule_broken);
      tag_.write(w, u->tag);
      framing_.write(w, [&] { framing_.otherwise.write(w, u->body); });
      return;
    }
    (write_case<Cases>(w, v), ...);
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    reader ahead = r;
    E e{};
    if (!tag_.read(ahead, e)) return r.fail(ahead.failure().code);
    out({.offset = r.position(), .field = field, .meaning = name_of(e), .is = annotation::kind::group});
    out.deeper();
    const bool good = print_parts(r, out, e);
    out.shallower();
    return good;
  }
  constexpr std::size_t min_size() const {
    std::size_t least = framing_.otherwise.min_size();
    ((least = wire<typename Cases::value>.min_size() < least ? wire<typename Cases::value>.min_size() : least), ...);
    return saturating_sum(tag_.min_size() + Framing::overhead, least);
  }
  constexpr std::size_t max_size() const {
    std::size_t most = framing_.otherwise.max_size();
    ((most = wire<typename Cases::value>.max_size() > most ? wire<typename Cases::value>.max_size() : most), ...);
    return saturating_sum(tag_.max_size() + Framing::overhead, framing_.cap(most));
  }
  constexpr bool any_bytes() const { return false; }

 private:
  template <class Case>
  constexpr bool read_case(reader& r, E e, value_type& v, bool& good) const {
    if (Case::tag != e) return false;
    typename Case::value body{};
    good = wire<typename Case::value>.read(r, body);
    if (good) replace(v, std::move(body));
    return true;
  }
  template <class Case>
  constexpr void write_case(writer& w, value_type const& v) const {
    auto const* body = std::get_if<typename Case::value>(&v);
    if (body == nullptr) return;
    tag_.write(w, Case::tag);
    framing_.write(w, [&] { wire<typename Case::value>.write(w, *body); });
  }
  constexpr bool print_parts(reader& r, auto& out, E e) const {
    reader::outer saved;
    if (!tag_.print(r, out, "type") || !framing_.print_enter(r, out, saved)) return false;
    bool good = true;
    const bool hit = ((Cases::tag == e && (good = wire<typename Cases::value>.print(r, out, {}), true)) || ...);
    if (!hit) good = framing_.otherwise.print(r, out, "body");
    return good && framing_.leave(r, saved);
  }
  Tag tag_;
  Framing framing_;
};

// EnumSwitch(tag, length, cases...): each body stands behind its length, and unknown tags keep theirs.
template <class Tag, class T, std::size_t Width, class... Cases>
constexpr auto EnumSwitch(Tag tag, UInt_<T, Width>, Cases...) {
  using Length = UInt_<T, Width>;
  return EnumSwitch_<Tag, Framed_<Length>, Cases...>{tag, {detail::checked_limits<Length>({})}};
}
// Without lengths of the bodies: Otherwise(descriptor) says how an unknown tag goes on, Closed refuses it.
template <class D>
constexpr Bare_<D> Otherwise(D descriptor) {
  static_assert(std::is_same_v<typename D::value_type, bytes>, "Otherwise(...) takes a descriptor of opaque bytes");
  return {descriptor};
}
inline constexpr Bare_<NoOtherwise_> Closed{};
template <class Tag, class D, class... Cases>
constexpr auto EnumSwitch(Tag tag, Bare_<D> bare, Cases...) {
  return EnumSwitch_<Tag, Bare_<D>, Cases...>{tag, bare};
}

}  // namespace cxtls
