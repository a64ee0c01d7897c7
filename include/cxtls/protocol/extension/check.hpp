// A message's extensions as a whole: are they allowed together, and which of them is a Body?
#pragma once
#include <optional>

#include "cxtls/base/bounded.hpp"
#include "cxtls/protocol/extension/registry.hpp"

namespace cxtls {

// Which code points a message carried: what an answer to it may carry.
class extension_set {
 public:
  // False when it is full: more than max_own_extensions and a few GREASE code points above 63.
  [[nodiscard]] constexpr bool add(ExtensionType type) {
    if (contains(type)) return true;
    const auto code = static_cast<std::uint16_t>(type);
    if (code >= 64) return high_.push(type);
    low_ |= std::uint64_t{1} << code;
    return true;
  }
  constexpr bool contains(ExtensionType type) const {
    const auto code = static_cast<std::uint16_t>(type);
    return code < 64 ? (low_ >> code & 1) != 0 : high_.contains(type);
  }
  constexpr bool operator()(ExtensionType type) const { return contains(type); }
  constexpr void clear() {
    low_ = 0;
    high_.clear();
  }

 private:
  std::uint64_t low_ = 0;
  bounded<ExtensionType, max_own_extensions + 8> high_;
};

// Adds the types of a message's extensions. False when the set is full.
template <in M, class X>
[[nodiscard]] constexpr bool add_types(extension_set& set, list<extension_in<M, X>> const& extensions) {
  for (auto const& extension : extensions)
    if (!set.add(extension.type())) return false;
  return true;
}

namespace detail {
// One bit per code point, so that any number of extensions is checked in linear time. 8 KiB, on the stack.
class code_points {
 public:
  // False when it was there already.
  constexpr bool add(ExtensionType type) {
    const auto code = static_cast<std::uint16_t>(type);
    const std::uint64_t bit = std::uint64_t{1} << code % 64;
    if ((words_[code / 64] & bit) != 0) return false;
    words_[code / 64] |= bit;
    return true;
  }

 private:
  std::uint64_t words_[65536 / 64]{};
};
}  // namespace detail

// RFC 8446, 4.2: no two of one type; none known but out of place; none in an answer that `offered`, a
// bool(ExtensionType), denies; pre_shared_key last in ClientHello. The error's field is the extension's name.
template <in M, class X, class Offered>
constexpr error check_extensions(list<extension_in<M, X>> const& extensions, Offered const& offered) {
  detail::code_points seen;
  bool at_end = false;
  for (auto const& extension : extensions) {
    const ExtensionType type = extension.type();
    const auto is = [&](errc code) { return error{code, name_of(type)}; };
    if (!seen.add(type)) return is(errc::duplicate_extension);
    // "The server MUST check that it is the last extension and otherwise fail the handshake with an "illegal_parameter"
    // alert." (RFC 8446, 4.2.11)
    if (std::exchange(at_end, must_be_last<M, X>(type))) return is(errc::rule_broken);
    // "If an implementation receives an extension which it recognizes and which is not specified for the message in
    // which it appears, it MUST abort the handshake with an "illegal_parameter" alert."
    if (extension.extension_data.index() == 0 && is_known<X>(type)) return is(errc::extension_misplaced);
    // "Upon receiving such an extension, an endpoint MUST abort the handshake with an "unsupported_extension" alert."
    // But RFC 9345, 4.1.1 and 4.1.2: who "receives a delegated credential without having indicated support ... MUST abort
    // the handshake with an "unexpected_message" alert."
    if (!may_come_unasked<M, X>(type) && !offered(type))
      return is(type == ExtensionType::delegated_credential ? errc::delegated_credential_not_offered
                                                            : errc::extension_unsolicited);
  }
  return {};
}

// For messages that answer nothing: ClientHello, CertificateRequest, NewSessionTicket.
template <in M, class X>
constexpr error check_extensions(list<extension_in<M, X>> const& extensions) {
  static_assert(!overlap(M, answering_messages),
                "check_extensions of an answering message takes what was offered (RFC 8446, 4.2)");
  return check_extensions(extensions, [](ExtensionType) { return true; });
}

namespace detail {
template <class Body, class Variant>
inline constexpr bool holds = false;
template <class Body, class... Ts>
inline constexpr bool holds<Body, std::variant<Ts...>> = (std::is_same_v<Body, Ts> || ...);
}  // namespace detail

// The message's extension whose body is a Body.
template <class Body, in M, class X>
constexpr std::optional<Body> find(list<extension_in<M, X>> const& extensions) {
  constexpr bool can_stand_here = detail::holds<Body, typename detail::message_switch<M, X>::variant>;
  static_assert(can_stand_here, "find<Body>(extensions): no extension of this message has this body");
  if constexpr (can_stand_here) {
    for (auto const& extension : extensions)
      if (auto const* body = std::get_if<Body>(&extension.extension_data)) return *body;
  }
  return std::nullopt;
}

}  // namespace cxtls
