// Answers to the questions of a client's Await states.
#pragma once
#include <cstddef>

namespace cxtls {

// Which of the client's credentials answers a server that asks for one.
struct ClientCredentialChoice {
  // The one that came along with the answer, not one of the settings.
  static constexpr std::size_t added = ~std::size_t{0};
  // None is shown: an empty Certificate (RFC 8446, 4.4.2, and RFC 5246, 7.4.6).
  static constexpr std::size_t none = added - 1;
  std::size_t index = none;
};

}  // namespace cxtls
