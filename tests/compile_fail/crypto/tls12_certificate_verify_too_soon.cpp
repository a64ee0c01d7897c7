// first-error: transcript: CertificateVerify signs the messages up to ClientKeyExchange (RFC 5246, 7.4.8)
#include "cxtls/crypto/tls12/transcript.hpp"

#include "../../support/toy_backend.hpp"

using namespace cxtls;
using B = test::toy_backend;

auto content(crypto::tls12::transcript<B, after::tls12::ClientCertificate> const& upto) {
  return upto.certificate_verify_content();
}
