// A stack without cryptography, for proofs about declarations: no backend header is needed to check a state graph.
#pragma once
#include "cxtls/crypto/capabilities.hpp"
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/crypto/suite.hpp"
#include "cxtls/handshake/certificate_compression.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/protocol/extension/registry.hpp"

namespace cxtls {

struct probe {
  struct backend {
    static constexpr crypto::capabilities<crypto::hash_algorithm, 0> hashes{};
    static constexpr crypto::capabilities<crypto::aead_algorithm, 0> aeads{};
    static constexpr crypto::capabilities<NamedGroup, 0> groups{};
    static constexpr crypto::capabilities<crypto::signature_algorithm, 0> signatures{};
  };
  // With all edges that a policy can have.
  struct compression {
    static constexpr CertificateCompressionAlgorithm algorithm = CertificateCompressionAlgorithm::zlib;
    static constexpr result<std::size_t> compress(bytes, mutable_bytes) { return errc::backend_failed; }
    static constexpr status decompress(bytes, mutable_bytes) { return errc::backend_failed; }
  };
  struct policy : cxtls::policy::modern {
    using certificate_compressions = cxtls::certificate_compressions<compression>;
  };
  using extensions = cxtls::extensions<>;
};

}  // namespace cxtls
