// A client of any stack. This header compiles none; any/erased_client.hpp makes one.
#pragma once
#include "cxtls/any/any_endpoint.hpp"
#include "cxtls/handshake/client_answers.hpp"
#include "cxtls/handshake/own_credential.hpp"

namespace cxtls {

// What each function does: client.hpp. A credential that isn't the configuration's has a backend in its type: for that,
// erased_client::typed().
class any_client : public any_endpoint {
 public:
  virtual step start(unix_time now) = 0;

  using any_endpoint::refuse;
  using any_endpoint::resume;
  virtual machine::resumed resume(machine::continuation<ClientCredentialChoice>&& question,
                                  ClientCredentialChoice const& value) = 0;
  virtual machine::resumed refuse(machine::continuation<ClientCredentialChoice>&& question,
                                  errc why = refusal_of<ClientCredentialChoice>) = 0;
  virtual std::optional<credential_request> certificate_request() const = 0;
  virtual bytes certificate_request_message() const = 0;

  virtual bytes peer_ocsp_response() const = 0;
  virtual bytes peer_signed_certificate_timestamps() const = 0;
};

}  // namespace cxtls
