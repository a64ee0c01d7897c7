// A client's configuration after it was checked: immutable, shared by its connections.
#pragma once
#include <optional>

#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/stack.hpp"
#include "cxtls/x509/credential.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

// A certificate whose key is elsewhere: somebody outside signs, by one of these schemes.
struct external_credential {
  certificate_chain chain;
  scheme_list schemes{};
};
// What the client authenticates with: a key at hand, or one outside.
template <class B>
using client_identity = std::variant<credential<B>, external_credential>;

template <class B>
constexpr certificate_chain const& chain_of(client_identity<B> const& identity) {
  if (auto const* own = std::get_if<credential<B>>(&identity)) return own->chain();
  return std::get_if<external_credential>(&identity)->chain;
}

template <class S>
struct client_settings {
  typename S::backend backend;
  offer offered;
  x509::trust_store trust;
  x509::profile profile;
  std::optional<client_identity<typename S::backend>> identity;
  bool ask_application_to_verify = false;
};

}  // namespace cxtls
