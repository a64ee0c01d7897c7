// Annotated dumps: what each octet of a message is, told by the descriptor that parses it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cxtls/base/bytes.hpp"

namespace cxtls {

// One line of a dump. The views live as long as the input and the program respectively.
struct annotation {
  enum class kind : std::uint8_t {
    group,   // a structure; its parts follow, one level deeper. `meaning` names the case of an EnumSwitch
    number,  // an integer
    name,    // a code point: `meaning` names it, or is empty when the registry doesn't know it
    length,  // the length of what follows
    octets,  // opaque bytes
  };
  std::size_t offset = 0;  // from the start of the input
  bytes raw{};             // the octets it spans
  unsigned depth = 0;
  std::string_view field{};    // the RFC's name of the field, or empty for a list's element
  std::string_view meaning{};  // name of a code point
  std::uint64_t value = 0;     // of a number, name or length
  kind is = kind::octets;
};

// Wraps the caller's `void(annotation const&)` and keeps the depth.
template <class Sink>
class printer {
 public:
  constexpr explicit printer(Sink& sink) : sink_(sink) {}
  constexpr void operator()(annotation line) {
    line.depth = depth_;
    sink_(static_cast<annotation const&>(line));
  }
  constexpr void deeper() { ++depth_; }
  constexpr void shallower() { --depth_; }

 private:
  Sink& sink_;
  unsigned depth_ = 0;
};

namespace detail {
struct no_sink {
  constexpr void operator()(annotation const&) const {}
};
}  // namespace detail

}  // namespace cxtls
