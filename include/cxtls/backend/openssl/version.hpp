// Which OpenSSL this is. openssl.hpp includes it first, so that this is what is said about wrong headers.
#pragma once
#include <openssl/opensslv.h>
#ifdef OPENSSL_IS_BORINGSSL
#error \
    "cxtls/backend/openssl.hpp: these are BoringSSL's headers; put the directory of OpenSSL's first in the include path"
#elif OPENSSL_VERSION_NUMBER < 0x30000000L
#error "cxtls/backend/openssl.hpp: this needs OpenSSL 3.0 or newer; these headers are older, or LibreSSL's"
#endif

namespace cxtls::backend::openssl_ {

// 3.5 has X25519MLKEM768. The library that is loaded may lack it all the same; then no share is generated.
inline constexpr bool has_ml_kem = OPENSSL_VERSION_NUMBER >= 0x30500000L;

}  // namespace cxtls::backend::openssl_
