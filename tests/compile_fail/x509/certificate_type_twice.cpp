// first-error: two certificate types have the same code point
#include "cxtls/x509/certificate_type.hpp"

template <int N>
struct mine {
  static constexpr cxtls::CertificateType type = cxtls::CertificateType(224);
  static cxtls::result<cxtls::crypto::public_key> key_of(cxtls::bytes body) { return cxtls::x509::raw_public_key(body); }
};
constexpr auto listed = cxtls::certificate_types<mine<0>, mine<1>>::all();
