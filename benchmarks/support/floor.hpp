// What the benchmarks of handshakes share: timing in alternating rounds, and the floor, which is the public-key operations
// of a handshake done by the same libcrypto, and nothing else.
#pragma once
#include <openssl/bytestring.h>
#include <openssl/curve25519.h>
#include <openssl/digest.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "cxtls/base/bytes.hpp"
#include "recorded/openssl.hpp"

namespace bench {

using namespace cxtls;
using octet_string = std::vector<std::uint8_t>;
using clock_type = std::chrono::steady_clock;

// Rounds alternate between what is compared, so that a change of the machine's pace falls on both.
inline constexpr int rounds = 25;
inline constexpr auto round_time = std::chrono::milliseconds(20);

struct contestant {
  std::string name;
  std::function<void()> run;
  std::vector<double> microseconds{};

  void round() {
    const auto start = clock_type::now();
    int n = 0;
    auto passed = clock_type::duration::zero();
    for (; passed < round_time; passed = clock_type::now() - start, ++n) run();
    microseconds.push_back(std::chrono::duration<double, std::micro>(passed).count() / n);
  }
  double median() {
    std::sort(microseconds.begin(), microseconds.end());
    return microseconds[microseconds.size() / 2];
  }
};

inline void need(bool good, char const* what) {
  if (!good) test::broken(what);
}

// ---- the floor: public-key operations, and nothing else ----

struct signature_case {
  bssl::UniquePtr<EVP_PKEY> key;
  bool pss = false;
  octet_string message = octet_string(130), signature{};  // as long as what a CertificateVerify signs

  static bool set_up(EVP_PKEY_CTX* options, bool pss) {
    return !pss || (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1 &&
                    EVP_PKEY_CTX_set_rsa_pss_saltlen(options, -1) == 1);
  }
  EVP_MD const* hash() const { return EVP_PKEY_id(key.get()) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256(); }
  explicit signature_case(bytes pkcs8, bool with_pss) : pss(with_pss) {
    CBS in;
    CBS_init(&in, pkcs8.data(), pkcs8.size());
    key.reset(EVP_parse_private_key(&in));
    need(key != nullptr, "the key can't be read");
    bssl::ScopedEVP_MD_CTX context;
    EVP_PKEY_CTX* options = nullptr;
    std::size_t size = 1024;
    signature.resize(size);
    need(EVP_DigestSignInit(context.get(), &options, hash(), nullptr, key.get()) == 1 && set_up(options, pss) &&
             EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1,
         "signing");
    signature.resize(size);
  }
  void sign() const {
    bssl::ScopedEVP_MD_CTX context;
    EVP_PKEY_CTX* options = nullptr;
    octet_string out(signature.size() + 16);
    std::size_t size = out.size();
    need(EVP_DigestSignInit(context.get(), &options, hash(), nullptr, key.get()) == 1 && set_up(options, pss) &&
             EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) == 1,
         "signing");
  }
  void verify() const {
    bssl::ScopedEVP_MD_CTX context;
    EVP_PKEY_CTX* options = nullptr;
    need(EVP_DigestVerifyInit(context.get(), &options, hash(), nullptr, key.get()) == 1 && set_up(options, pss) &&
             EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1,
         "verifying");
  }
};

inline void x25519_once() {
  std::uint8_t share[32], key[32], secret[32];
  static const std::uint8_t peer[32] = {9};
  X25519_keypair(share, key);
  need(X25519(secret, key, peer) == 1, "X25519");
}

}  // namespace bench
