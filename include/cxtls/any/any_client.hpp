// A client of any stack. This header compiles none; any/erased_client.hpp makes one.
#pragma once
#include "cxtls/any/any_endpoint.hpp"

namespace cxtls {

// What each function does: client.hpp.
class any_client : public any_endpoint {
 public:
  virtual step start(unix_time now) = 0;
  virtual bytes peer_ocsp_response() const = 0;
  virtual bytes peer_signed_certificate_timestamps() const = 0;
};

}  // namespace cxtls
