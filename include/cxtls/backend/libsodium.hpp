// libsodium as a crypto backend, from version 1.0.18 on. Link with -lsodium.
// It has what one suite of TLS 1.3 takes, TLS_CHACHA20_POLY1305_SHA256 with X25519 and Ed25519, and nothing for the
// certificates that the public web shows: it is for peers whose keys one makes oneself, and for small programs.
#pragma once
#include <sodium/core.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include "cxtls/backend/libsodium/aead.hpp"
#include "cxtls/backend/libsodium/hash.hpp"
#include "cxtls/backend/libsodium/key_exchange.hpp"
#include "cxtls/backend/libsodium/mlkem.hpp"
#include "cxtls/backend/libsodium/signature.hpp"
#include "cxtls/crypto/capabilities.hpp"

namespace cxtls::backend {

// A class that derives from it may replace random().
class libsodium {
 public:
  static constexpr std::string_view name = "libsodium";
  // `auto x = T{...}`: GCC 12 puts a static member whose class arguments it deduced into writable memory.
  static constexpr auto hashes = crypto::capabilities{crypto::hash_algorithm::sha256};
  static constexpr auto aeads = crypto::capabilities{crypto::aead_algorithm::chacha20_poly1305};
  static constexpr auto groups =
      crypto::joined(libsodium_::post_quantum_groups, crypto::capabilities{NamedGroup::x25519});
  static constexpr auto signatures = crypto::capabilities{crypto::signature_algorithm::ed25519};

  // sodium_init() chooses the implementations that fit the processor and opens the source of randomness. It may be
  // called by several threads and any number of times; all but the first find that it has been done. So each object
  // calls it, and there is no state of ours that somebody would have to set up before.
  libsodium() : libsodium(sodium_init() >= 0) {}

  // False if sodium_init() failed. Later on libsodium ends the process rather than give out octets that it didn't draw.
  [[nodiscard]] bool random(mutable_bytes out) const {
    if (ready_ && !out.empty()) randombytes_buf(out.data(), out.size());
    return ready_;
  }
  static bool equal(bytes a, bytes b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
  }

  template <crypto::hash_algorithm A>
  using hash = libsodium_::hash<A>;
  template <crypto::hash_algorithm A>
  using hmac = libsodium_::hmac<A>;
  template <crypto::aead_algorithm A>
  using aead = libsodium_::aead<A>;
  template <NamedGroup G>
  using key_exchange = libsodium_::key_exchange<G>;
  template <crypto::signature_algorithm A>
  using verifier = libsodium_::verifier<A>;
  using private_key = libsodium_::private_key;

 protected:
  explicit libsodium(bool ready) : ready_(ready) {}

 private:
  bool ready_;
};

}  // namespace cxtls::backend
