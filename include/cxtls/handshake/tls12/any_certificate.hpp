// A Certificate of TLS 1.2, whose format depends on the certificate type (RFC 7250, 3): read and written.
#pragma once
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/own_credential.hpp"
#include "cxtls/machine/next.hpp"
#include "cxtls/protocol/tls12/certificate.hpp"

namespace cxtls::tls12 {

// Adds what it shows to `chain`. Errors: what certificate_list's descriptor refuses, certificate_chain_too_long,
// out_of_memory.
constexpr status keep_certificates(machine::received<AnyCertificate> m, CertificateType type,
                                   x509::certificate_list& chain) {
  if (type != CertificateType::X509) return chain.add(m.message.certificate);
  const auto all = parse<Certificate>(m.raw.subspan(handshake_header_size));
  if (!all) return all.error();
  for (ASN1Cert const& one : all->certificate_list)
    if (const status s = chain.add(one.der); !s) return s.error();
  return done{};
}

// Appends the message. RFC 5246, 7.4.6: "If no suitable certificate is available, the client MUST send a certificate
// message containing no certificates." Errors: certificate_chain_too_long, out_of_memory.
template <class B>
constexpr status append_certificate(own_credential<B> const* own, buffer& out) {
  if (own != nullptr && own->chain().type() != CertificateType::X509)
    return append_message(AnyCertificate{own->chain().leaf()}, out);
  bounded<ASN1Cert, x509::max_peer_certificates> all;
  if (own != nullptr)
    for (bytes der : own->chain().certificates())
      if (!all.push({der})) return errc::certificate_chain_too_long;
  return append_message(Certificate{all.view()}, out);
}

}  // namespace cxtls::tls12
