// A server's connection of any stack. This header compiles none; any/erased_server.hpp makes one.
#pragma once
#include "cxtls/any/any_endpoint.hpp"
#include "cxtls/half_rtt.hpp"
#include "cxtls/handshake/server_answers.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"

namespace cxtls {

// What each function does: server.hpp. A credential that isn't the configuration's has a backend in its type: for that,
// erased_server::typed().
class any_server : public any_endpoint {
 public:
  using any_endpoint::send;
  virtual result<std::size_t> send(half_rtt early) = 0;
  virtual status send_ticket() = 0;
  virtual bool may_send_half_rtt() const = 0;

  using any_endpoint::refuse;
  using any_endpoint::resume;
  virtual machine::resumed resume(machine::continuation<SessionChoice>&& question, SessionChoice const& value) = 0;
  virtual machine::resumed resume(machine::continuation<CredentialChoice>&& question,
                                  CredentialChoice const& value) = 0;
  virtual machine::resumed refuse(machine::continuation<SessionChoice>&& question,
                                  errc why = refusal_of<SessionChoice>) = 0;
  virtual machine::resumed refuse(machine::continuation<CredentialChoice>&& question,
                                  errc why = refusal_of<CredentialChoice>) = 0;
  // The application's own extensions are unknown ones here.
  virtual std::optional<ClientHello> client_hello() const = 0;
};

}  // namespace cxtls
