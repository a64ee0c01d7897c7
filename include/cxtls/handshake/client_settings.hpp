// A client's configuration after it was checked: immutable, shared by its connections.
#pragma once
#include <optional>

#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/stack.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

// Who signs for the client: a key at hand, or somebody outside (a security module, another machine) with these schemes.
template <class B>
using client_signer = std::variant<typename B::private_key, scheme_list>;

template <class B>
struct client_identity {
  x509::certificate_chain chain;
  client_signer<B> signer;
};

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
