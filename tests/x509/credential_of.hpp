// Why a text is no credential.
#pragma once
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/x509/credential.hpp"

namespace cxtls::test {

inline errc credential_refusal(std::string const& text) {
  const auto c = credential<backend::boringssl>::from_pem(backend::boringssl{}, text);
  return c ? errc::none : c.error().code;
}
inline errc credential_refusal(std::string const& certificates, std::string const& key) {
  const auto c = credential<backend::boringssl>::from_pem(backend::boringssl{}, certificates, key);
  return c ? errc::none : c.error().code;
}

}  // namespace cxtls::test
