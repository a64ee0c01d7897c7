// What a client must not change between its two ClientHellos, as one digest: a server that keeps nothing in between can
// compare them, too.
#pragma once
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"

namespace cxtls {

// Extensions of one ClientHello. Browsers send about twenty with their GREASE, PSKs and padding.
inline constexpr std::size_t max_client_hello_extensions = 128;

namespace detail {

//  struct {                                                RFC 8446, 4.2
//      ExtensionType extension_type;
//      opaque extension_data<0..2^16-1>;
//  } Extension;
struct opaque_extension {
  ExtensionType extension_type{};
  bytes extension_data{};
};

// RFC 8446, 4.1.2: what a second ClientHello may replace, add, remove or update.
constexpr bool may_change(ExtensionType type) {
  switch (type) {
    case ExtensionType::key_share:
    case ExtensionType::early_data:
    case ExtensionType::cookie:
    case ExtensionType::pre_shared_key:
    case ExtensionType::padding:
      return true;
    default:
      return false;
  }
}

}  // namespace detail

template <>
inline constexpr auto wire<detail::opaque_extension> =
    Struct(Field<&detail::opaque_extension::extension_type>(wire<ExtensionType>),
           Field<&detail::opaque_extension::extension_data>(PrefixedBytes(u16)));

// Of a parsed ClientHello whose extensions were checked (no two of one type). The order of the extensions doesn't count:
// clients that shuffle them may do it twice. Errors: too_many_extensions, backend_failed.
template <class B, class X>
constexpr result<crypto::digest> fixed_parts(B const& b, crypto::hash_algorithm a, basic_client_hello<X> const& hello) {
  bounded<detail::opaque_extension, max_client_hello_extensions> sorted;
  const auto all = list<detail::opaque_extension>::from_wire(hello.extensions.raw(), hello.extensions.size());
  for (detail::opaque_extension const& e : all) {
    if (detail::may_change(e.extension_type)) continue;
    if (!sorted.push(e)) return errc::too_many_extensions;
    for (std::size_t i = sorted.size() - 1; i > 0 && sorted[i].extension_type < sorted[i - 1].extension_type; --i)
      std::swap(sorted[i], sorted[i - 1]);
  }

  crypto::any_hash<B> h(b, a);
  // Each part with its size, so that no two hellos look alike.
  const auto add = [&](bytes part) {
    const std::uint8_t size[] = {static_cast<std::uint8_t>(part.size() >> 8), static_cast<std::uint8_t>(part.size())};
    h.update(size);
    h.update(part);
  };
  const auto add_number = [&](auto code) {
    const auto n = static_cast<std::uint16_t>(code);
    const std::uint8_t encoded[] = {static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n)};
    h.update(encoded);
  };
  add_number(hello.legacy_version);
  add(hello.random);
  add(hello.legacy_session_id);
  add(hello.cipher_suites.raw());
  add(hello.legacy_compression_methods);
  for (detail::opaque_extension const& e : sorted) {
    add_number(e.extension_type);
    add(e.extension_data);
  }
  return h.finish();
}

}  // namespace cxtls
