// first-error: crypto backend: the code point of a suite of its own is taken, by a suite of ours or a signal
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_suites = std::array{crypto::suite_info{CipherSuite::TLS_AES_128_GCM_SHA256, own_aead,
                                                                   crypto::hash_algorithm::sha256, 1000}};
};
static_assert(crypto::require_backend<mine>());
