// Answers to the questions of a server's Await states.
#pragma once
#include <variant>

#include "cxtls/handshake/imported_psk.hpp"
#include "cxtls/session/session.hpp"

namespace cxtls {

// Which of the offered pre-shared keys is known, if any.
struct SessionChoice {
  std::uint16_t index = 0;  // into the offered identities
  std::variant<std::monostate, session, external_psk, server_psk> key{};
};
// Which of the server's credentials answers this client.
struct CredentialChoice {
  // The one that came along with the answer, not one of the settings.
  static constexpr std::size_t added = ~std::size_t{0};
  std::size_t index = 0;
};

}  // namespace cxtls
