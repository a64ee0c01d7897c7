// first-error: a certificate type has `static constexpr CertificateType type` and `static constexpr result<crypto::public_key> key_of(bytes body)`
#include "cxtls/x509/certificate_type.hpp"

struct mine {
  static constexpr cxtls::CertificateType type = cxtls::CertificateType(224);
  static bool key_of(cxtls::bytes) { return true; }
};
constexpr auto listed = cxtls::certificate_types<mine>::all();
