// A payload as the records that it needs, by any protector.
#pragma once
#include "cxtls/record/fragment.hpp"
#include "cxtls/record/padding.hpp"

namespace cxtls::record::detail {

// A policy's padding, as far as the record has room.
template <PaddingPolicy Padding>
constexpr std::size_t padding_within(std::size_t content, std::size_t max_fragment) {
  const std::size_t wanted = Padding::padding(content);
  return wanted < max_fragment - content ? wanted : max_fragment - content;
}
// Exactly what seal_all() writes.
template <PaddingPolicy Padding, class Protector>
constexpr std::size_t sealed_size_all(Protector const& p, ContentType type, std::size_t payload,
                                      std::size_t max_fragment) {
  const auto record_of = [&](std::size_t content) {
    return p.sealed_size(type, content, padding_within<Padding>(content, max_fragment));
  };
  const std::size_t full = payload / max_fragment, last = payload % max_fragment;
  return full * record_of(max_fragment) + (last == 0 ? 0 : record_of(last));
}
// All or nothing: errors as of the protector's seal(), and no_space before anything is sealed.
template <PaddingPolicy Padding, class Protector>
constexpr result<std::size_t> seal_all(Protector& p, ContentType type, std::span<const bytes> pieces, mutable_bytes out,
                                       std::size_t max_fragment) {
  fragmenter f(pieces, max_fragment);
  const std::size_t size = sealed_size_all<Padding>(p, type, f.left(), max_fragment);
  if (out.size() < size) return errc::no_space;
  for (; !f.done(); f.advance()) {
    const auto sealed = p.seal(type, f.next(), padding_within<Padding>(f.next_size(), max_fragment), out);
    if (!sealed) return sealed.error();
    out = out.subspan(*sealed);
  }
  return size;
}

}  // namespace cxtls::record::detail
