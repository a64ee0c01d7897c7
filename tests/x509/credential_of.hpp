// Why a text is no credential.
#pragma once
#include <string>

#include "cxtls/x509/credential.hpp"
#include "support/backend.hpp"

namespace cxtls::test {

inline errc credential_refusal(std::string const& text) {
  const auto c = credential<linked_backend>::from_pem(linked_backend{}, text);
  return c ? errc::none : c.error().code;
}
inline errc credential_refusal(std::string const& certificates, std::string const& key) {
  const auto c = credential<linked_backend>::from_pem(linked_backend{}, certificates, key);
  return c ? errc::none : c.error().code;
}

}  // namespace cxtls::test
