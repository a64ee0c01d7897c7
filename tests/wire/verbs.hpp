// A descriptor's verbs as single expressions, for tests. Each call also checks that the verbs agree with one another.
#pragma once
#include <catch2/catch_test_macros.hpp>

#include "cxtls/wire/codec.hpp"

// The same expression as a static_assert and at run time, where the sanitizers look on.
#define BOTH(...)             \
  static_assert(__VA_ARGS__); \
  CHECK((__VA_ARGS__))

namespace verbs {

template <class... Octets>
constexpr std::array<std::uint8_t, sizeof...(Octets)> octets(Octets... values) {
  return {static_cast<std::uint8_t>(values)...};
}

// An error that no descriptor reports: two verbs disagree.
inline constexpr cxtls::error disagreement{cxtls::errc::last_, "verbs disagree"};

template <class T>
struct outcome {
  T value{};
  cxtls::error failure{};
  std::size_t size = 0;     // octets consumed
  std::size_t missing = 0;  // after need_more
  constexpr bool ok() const { return !failure; }
};

// Reads from the start of `in`; leftovers are no error. `in` must outlive a value that views it.
template <class D>
constexpr auto read(D const& d, cxtls::bytes in, cxtls::input kind = cxtls::input::whole) {
  outcome<typename D::value_type> o;
  cxtls::reader r(in, kind), checked(in, kind), printed(in, kind);
  cxtls::detail::no_sink sink;
  cxtls::printer<cxtls::detail::no_sink> out(sink);
  const bool good = d.read(r, o.value);
  o.failure = r.failure();
  o.size = r.position();
  o.missing = r.missing();
  const bool same = good == !r.failure() && d.check(checked) == good && d.print(printed, out, {}) == good &&
                    checked.failure() == o.failure && printed.failure() == o.failure;
  const bool at_same_place = !good || (checked.position() == o.size && printed.position() == o.size);
  const bool within_bounds = !good || (o.size >= d.min_size() && o.size <= d.max_size());
  if (!same || !at_same_place || !within_bounds) o.failure = disagreement;
  return o;
}
template <class D>
constexpr cxtls::error failure(D const& d, cxtls::bytes in) {
  return read(d, in).failure;
}

template <std::size_t Capacity>
struct written {
  std::array<std::uint8_t, Capacity> storage{};
  std::size_t size = 0;
  cxtls::error failure{};
  constexpr cxtls::bytes view() const { return cxtls::bytes(storage).first(size); }
  template <std::size_t N>
  friend constexpr bool operator==(written const& w, std::array<std::uint8_t, N> const& expected) {
    return !w.failure && cxtls::equal(w.view(), expected);
  }
};

// What `value` becomes, after the same in an output that fits exactly, in one that is an octet short, and counted.
template <std::size_t Capacity = 64, class D>
constexpr written<Capacity> write(D const& d, typename D::value_type const& value) {
  written<Capacity> w;
  cxtls::writer roomy(w.storage);
  d.write(roomy, value);
  w.failure = roomy.failure();
  w.size = roomy.size();
  cxtls::writer counted = cxtls::writer::counting();
  d.write(counted, value);
  if (counted.failure() != w.failure) w.failure = disagreement;
  if (w.failure) return w;
  std::array<std::uint8_t, Capacity> again{};
  cxtls::writer exact(cxtls::mutable_bytes(again).first(w.size));
  d.write(exact, value);
  if (!exact.ok() || exact.size() != w.size || counted.size() != w.size || again != w.storage) w.failure = disagreement;
  if (w.size > 0) {
    cxtls::writer tight(cxtls::mutable_bytes(again).first(w.size - 1));
    d.write(tight, value);
    if (tight.failure().code != cxtls::errc::no_space) w.failure = disagreement;
  }
  return w;
}

// A dump, kept. The views in it live as long as the input.
struct dump {
  cxtls::annotation lines[48]{};
  std::size_t size = 0;
  cxtls::error failure{};
  constexpr cxtls::annotation const& operator[](std::size_t i) const { return lines[i]; }
};
template <class D>
constexpr dump print(D const& d, cxtls::bytes in, std::string_view field = {}) {
  dump kept;
  auto keep = [&kept](cxtls::annotation const& line) { kept.lines[kept.size++] = line; };
  cxtls::printer<decltype(keep)> out(keep);
  cxtls::reader r(in);
  (void)d.print(r, out, field);
  kept.failure = r.failure();
  return kept;
}

}  // namespace verbs
