// NOT CRYPTOGRAPHY. The toy backend with X25519MLKEM768: it protects nothing, but its octets are as many as those of the real
// group, so that a ClientHello with them fits no usual packet.
#pragma once
#include <vector>

#include "cxtls/crypto/hybrid.hpp"
#include "support/toy_backend.hpp"

namespace cxtls::test {

// A KEM of ML-KEM-768's sizes whose secret is a checksum of what went over the wire.
class toy_kem {
 public:
  static constexpr std::size_t share_size = 1184, response_size = 1088, secret_size = 32;
  toy_kem() = default;
  toy_kem(toy_kem&&) = default;
  toy_kem& operator=(toy_kem&&) = default;

  bool generate(toy_backend const& b, mutable_bytes share) {
    if (!b.random(share)) return false;
    share_.assign(share.begin(), share.end());
    return true;
  }
  bool decapsulate(toy_backend const&, bytes response, mutable_bytes secret_out) {
    toy::mixer m;
    m.add(share_);
    m.add(response);
    m.finish(secret_out);
    return !share_.empty();
  }
  static bool encapsulate(toy_backend const& b, bytes share, mutable_bytes response, mutable_bytes secret_out) {
    toy_kem own;
    own.share_.assign(share.begin(), share.end());
    return b.random(response) && own.decapsulate(b, response, secret_out);
  }

 private:
  std::vector<std::uint8_t> share_{};
};

struct quantum_toy : toy_backend {
  using toy_backend::toy_backend;
  static constexpr auto groups = crypto::joined(crypto::capabilities{NamedGroup::X25519MLKEM768}, toy_backend::groups);
  template <NamedGroup G>
  struct key_exchange : toy_backend::key_exchange<G> {};
};
template <>
struct quantum_toy::key_exchange<NamedGroup::X25519MLKEM768>
    : crypto::hybrid<toy_kem, toy_backend::key_exchange<NamedGroup::x25519>> {};

}  // namespace cxtls::test
