// A client's configuration after it was checked: immutable, shared by its connections.
#pragma once
#include "cxtls/handshake/own_credential.hpp"
#include "cxtls/handshake/stack.hpp"
#include "cxtls/session/session.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

template <class S>
struct client_settings {
  typename S::backend backend;
  offer offered;
  x509::trust_store trust;
  x509::profile profile;
  owned_list<own_credential<typename S::backend>> credentials{};
  bool ask_application_for_credential = false;
  bool never_anonymous = false;
  bool ask_application_to_verify = false;
  bool reverify_on_resume = false;
  bool early_data = false;
  bool grease = false;
  policy_id policy{};  // which rules admit servers
};

}  // namespace cxtls
