// The backend of the examples that are built once for each: https_get-libsodium and so on.
#pragma once
#if defined(EXAMPLE_ON_LIBSODIUM)
#include "cxtls/backend/libsodium.hpp"
namespace support {
using chosen_backend = cxtls::backend::libsodium;
}
#elif defined(EXAMPLE_ON_OPENSSL)
#include "cxtls/backend/openssl.hpp"
namespace support {
using chosen_backend = cxtls::backend::openssl;
}
#else
#include "cxtls/backend/boringssl.hpp"
namespace support {
using chosen_backend = cxtls::backend::boringssl;
}
#endif
