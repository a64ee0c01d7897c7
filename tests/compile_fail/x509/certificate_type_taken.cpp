// first-error: a certificate type has a code point that IANA gave to another one
#include "cxtls/x509/certificate_type.hpp"

struct mine {
  static constexpr cxtls::CertificateType type = cxtls::CertificateType(2);  // RawPublicKey
  static cxtls::result<cxtls::crypto::public_key> key_of(cxtls::bytes body) { return cxtls::x509::raw_public_key(body); }
};
static_assert(cxtls::certificate_types<mine>::well_formed);
