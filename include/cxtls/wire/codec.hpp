// The verbs: parse, check, build, measure, print.
#pragma once
#include "cxtls/base/result.hpp"
#include "cxtls/wire/descriptor.hpp"

namespace cxtls {

// The whole input is one T. Errors name the innermost field. The value views `in`.
template <class T>
  requires HasWire<T>
constexpr result<T> parse(bytes in) {
  reader r(in);
  T value{};
  if (!wire<T>.read(r, value)) return r.failure();
  if (!r.at_end()) return error{errc::trailing_data};
  return value;
}

// Is the whole input one T?
template <class T>
  requires HasWire<T>
constexpr error check(bytes in) {
  reader r(in);
  if (wire<T>.check(r) && !r.at_end()) r.fail(errc::trailing_data);
  return r.failure();
}

// The T at the start of a stream that may still grow.
template <class T>
struct parsed_prefix {
  T value{};
  std::size_t size = 0;     // octets that T took
  std::size_t missing = 0;  // after errc::need_more: at least so many more are needed
  error failure{};
  constexpr explicit operator bool() const { return !failure; }
};
template <class T>
  requires HasWire<T>
constexpr parsed_prefix<T> parse_prefix(bytes in) {
  reader r(in, input::growing);
  parsed_prefix<T> p;
  if (wire<T>.read(r, p.value)) {
    p.size = r.position();
  } else {
    p.failure = r.failure();
    p.missing = r.missing();
  }
  return p;
}

// How many octets build() will write, or why it would refuse.
template <class T>
  requires HasWire<T>
constexpr result<std::size_t> measure(T const& value) {
  writer w = writer::counting();
  wire<T>.write(w, value);
  if (!w.ok()) return w.failure();
  return w.size();
}

// Returns the octets written: a prefix of `out`.
template <class T>
  requires HasWire<T>
constexpr result<mutable_bytes> build(T const& value, mutable_bytes out) {
  writer w(out);
  wire<T>.write(w, value);
  if (!w.ok()) return w.failure();
  return out.first(w.size());
}

// Calls sink(annotation const&) for every part of the T in `in`, up to the first error.
template <class T, class Sink>
  requires HasWire<T>
constexpr error print(bytes in, Sink&& sink) {
  reader r(in);
  printer<std::remove_reference_t<Sink>> out(sink);
  if (wire<T>.print(r, out, {}) && !r.at_end()) r.fail(errc::trailing_data);
  return r.failure();
}

}  // namespace cxtls
