// What a certificate says of itself, for people. Nothing here decides anything.
#pragma once
#include <string>

#include "cxtls/x509/common_name.hpp"
#include "cxtls/x509/parsed.hpp"
#include "text.hpp"

namespace support {

// The names that a server's certificate is for: "localhost, 127.0.0.1".
inline std::string names_in(cxtls::bytes der) {
  constexpr int most = 6;  // some certificates have a hundred
  const auto certificate = cxtls::x509::parse_certificate(der);
  auto const* names = certificate ? certificate->find<cxtls::x509::SubjectAltName>() : nullptr;
  if (names == nullptr) return "nobody";
  std::string text;
  int count = 0;
  for (cxtls::x509::GeneralName const& name : names->names) {
    std::string one;
    if (auto const* dns = std::get_if<cxtls::x509::dNSName>(&name)) one = printable(cxtls::as_text(dns->value));
    if (auto const* ip = std::get_if<cxtls::x509::iPAddress>(&name))
      one = cxtls::as_text(cxtls::x509::address_text(ip->value).view());
    if (one.empty()) continue;
    if (++count > most) return text + ", ...";
    text += (text.empty() ? "" : ", ") + one;
  }
  return text.empty() ? "nobody" : text;
}

// The common name of an issuer or a subject, in quotation marks; empty when there is none.
inline std::string common_name_in(cxtls::list<cxtls::x509::RelativeDistinguishedName> const& name) {
  for (cxtls::x509::RelativeDistinguishedName const& rdn : name)
    for (cxtls::x509::AttributeTypeAndValue const& attribute : rdn)
      if (attribute.type == cxtls::x509::id_at_commonName) return quoted(attribute.value.contents);
  return {};
}
inline std::string issuer_in(cxtls::bytes der) {
  const auto certificate = cxtls::x509::parse_certificate(der);
  return certificate ? common_name_in(certificate->issuer()) : std::string();
}
inline std::string subject_in(cxtls::bytes der) {
  const auto certificate = cxtls::x509::parse_certificate(der);
  return certificate ? common_name_in(certificate->subject()) : std::string();
}

}  // namespace support
