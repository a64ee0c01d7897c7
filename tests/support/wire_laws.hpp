// The laws that every wire format obeys on octets known to be good: what parses builds the same octets again, and no
// octet may be missing or left over. Each holds in constant evaluation and at run time.
#pragma once
#include <utility>
#include <vector>

#include "wire/verbs.hpp"

namespace cxtls::test {

using verbs::octets;

// Why the whole of `in` is no T; errc::none if it is one. errc::last_: parsing, checking and printing disagree.
template <class T>
constexpr errc refusal(bytes in) {
  const auto parsed = parse<T>(in);
  const error parsing = parsed ? error{} : parsed.error();
  const bool same = parsing == check<T>(in) && parsing == print<T>(in, cxtls::detail::no_sink{});
  return same ? parsing.code : errc::last_;
}

// Why `value` can't be built; errc::none if it can.
template <class T>
constexpr errc build_refusal(T const& value) {
  const auto size = measure(value);
  return size ? errc::none : size.error().code;
}

// A block of memory of exactly this size, so that a sanitizer sees a read or write past its end. (Clang can't evaluate
// libstdc++ 12's std::vector of a size.)
class exactly {
 public:
  // Out of line, or GCC 12 warns of sizes that never occur.
  [[gnu::noinline]] constexpr explicit exactly(std::size_t size) : data_(new std::uint8_t[size]{}), size_(size) {}
  constexpr explicit exactly(bytes of) : exactly(of.size()) { copy(of, data_); }
  exactly(exactly const&) = delete;
  constexpr ~exactly() { delete[] data_; }
  constexpr operator mutable_bytes() const { return {data_, size_}; }

 private:
  std::uint8_t* data_;
  std::size_t size_;
};

template <class T>
constexpr bool round_trips(bytes in) {
  const auto parsed = parse<T>(in);
  if (!parsed || in.size() < wire<T>.min_size() || in.size() > wire<T>.max_size()) return false;
  const exactly out(in.size());
  const auto again = build(*parsed, out);
  return again && equal(*again, in);
}

template <class T>
constexpr bool refuses_one_octet_more(bytes in) {
  const exactly longer(in.size() + 1);
  copy(in, mutable_bytes(longer).data());
  const errc why = refusal<T>(mutable_bytes(longer));
  return why != errc::none && why != errc::last_;
}

// The prefixes of `from` to `to - 1` octets; those of the lengths in `legal` are a T of their own.
template <class T>
constexpr bool refuses_prefixes(bytes in, std::size_t from, std::size_t to, std::span<const std::size_t> legal) {
  for (std::size_t n = from; n < to; ++n) {
    bool may = false;
    for (std::size_t exception : legal) may = may || exception == n;
    const exactly prefix(in.first(n));
    const errc why = refusal<T>(mutable_bytes(prefix));
    if (why == errc::last_ || (why == errc::none) != may) return false;
  }
  return true;
}

namespace detail {
// A constant expression of its own for every few prefixes: Clang allows a million steps in each.
inline constexpr std::size_t stride = 8;
template <class T, auto const& In, std::size_t Chunk, std::size_t... Legal>
inline constexpr bool chunk_refused = [] {
  constexpr std::array<std::size_t, sizeof...(Legal)> legal{Legal...};
  const std::size_t end = (Chunk + 1) * stride;
  return refuses_prefixes<T>(In, Chunk * stride, end < In.size() ? end : In.size(), legal);
}();
template <class T, auto const& In, std::size_t... Legal>
consteval bool all_prefixes_refused() {
  return []<std::size_t... Chunk>(std::index_sequence<Chunk...>) {
    return (chunk_refused<T, In, Chunk, Legal...> && ...);
  }(std::make_index_sequence<(In.size() + stride - 1) / stride>{});
}
}  // namespace detail

// `In` is a T. `Legal` are the lengths of prefixes that are one too.
template <class T, auto const& In, std::size_t... Legal>
void obeys_the_laws() {
  static_assert(refusal<T>(In) == errc::none);
  static_assert(round_trips<T>(In));
  static_assert(refuses_one_octet_more<T>(In));
  static_assert(detail::all_prefixes_refused<T, In, Legal...>());
  constexpr std::array<std::size_t, sizeof...(Legal)> legal{Legal...};
  CHECK(refusal<T>(In) == errc::none);
  CHECK(round_trips<T>(In));
  CHECK(refuses_one_octet_more<T>(In));
  CHECK(refuses_prefixes<T>(In, 0, In.size(), legal));
}

// n octets of this value behind their length.
inline std::vector<std::uint8_t> prefixed(std::size_t width, std::size_t n, std::uint8_t value = 0xaa) {
  std::vector<std::uint8_t> out;
  for (std::size_t i = 0; i < width; ++i) out.push_back(static_cast<std::uint8_t>(n >> (8 * (width - 1 - i))));
  out.insert(out.end(), n, value);
  return out;
}
inline std::vector<std::uint8_t> operator+(std::vector<std::uint8_t> a, std::vector<std::uint8_t> const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace cxtls::test
