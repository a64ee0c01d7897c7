// The pseudorandom function of TLS 1.2 and its key derivation. The former from https://www.ietf.org/mail-archive/web/tls/current/msg03416.html ("TLS 1.2
// test vectors"). Its other two are for SHA-224 and SHA-512, which no suite of TLS 1.2 that we have uses as a PRF.
#pragma once
#include <array>
#include <string_view>

#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::backend_kit::vectors {

struct prf_vector {
  crypto::hash_algorithm algorithm;
  std::string_view secret, label, seed, out;
};
inline constexpr auto prf = std::to_array<prf_vector>({
    {crypto::hash_algorithm::sha256, "9bbe436ba940f017b17652849a71db35", "test label",
     "a0ba9f936cda311827a6f796ffd5198c",
     "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17"
     "abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66"},
    {crypto::hash_algorithm::sha384, "b80b733d6ceefcdc71566ea48e5567df", "test label",
     "cd665cf6a8447dd6ff8b27555edb7465",
     "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700"
     "884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d9184259b5bf8cd4d90fa0d31e2dec479e4f1a2"
     "6066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa3be85e0990703d73e56f"},
});

// NIST's ACVP-Server, gen-val/json-files/TLS-v1.2-KDF-RFC7627/internalProjection.json: tests 1, 2, 21 and 22.
struct tls12_kdf_vector {
  crypto::hash_algorithm algorithm;
  std::string_view premaster, session_hash, client_random, server_random, master_secret, key_block;
};
inline constexpr auto tls12_kdf = std::to_array<tls12_kdf_vector>({
    {crypto::hash_algorithm::sha256,
     "75bf0f2b5c2058813c4bf66eae416c57cc05b7f7d631bc2400fe4372b2271c8d94947b0e380387d3b4dac40f269deb9d",
     "15d4a2221a31ebd09626e539a1e136811bbd039353019dec59948b3c1865bcd8",
     "4a36795a5147ce96f33b1d2ef5db049b7ea8f8f5d0c2e7d8cb8fec513afebbfd",
     "5e703da483a30b7fe0e7dec61e7fb242d8a1552352c915a794ca8204d855ebc9",
     "4ec38663d2cefe30eda0f30957649953a5437d37cdbc409408da44f30bd8d9f280e07ee55233afa69e1c90d8a24239e3",
     "b75c260ab116592109aa4d11593ad9ffe9845d6b3cb2441fd5d932c649cd89da"
     "ca41b39e487c6b2ba0ba9de993fe56b9acff6e9bfbfe16d9fd076204d6fba2e4"},
    {crypto::hash_algorithm::sha256,
     "38e7602e37825b20ac2e9a5188e72314dce8bbc845192ddafc111d83de34d193cc8d5293a672bd31167332f6468f502a",
     "7acdda9b27bd88a3f97a046a6f9296d5754d2e18c96b933f0c551f0c65032525",
     "65712d6284c20aaa20cd77cd98610c0ef293642ebe48dacdf4cf82b7a320e045",
     "9f924ac0acf9ff13cead35788e19cbf43ecabbbb90a19ec752bea90d3783f0c5",
     "c76a7885090396363c013435bd3b4fe22fb6bae8a0f14f2f1449d7fcdc55f74f0ca3c6f6b5be1531e2238999572f4f7b",
     "3ec5d951a010532aaf377dd08ce5672b560229607ca748974f0b06ef7b7e5818"
     "f5ed5589d1d5e88858dbb783dbb56fa789e130185627a3b7e9fee9f5824579c8"},
    {crypto::hash_algorithm::sha384,
     "fd4d86f4df8b6a9128094e17342f52f27980824041f37979e4629e1bea18efa2f21a92d697c631840969aa47c3e0bfa0",
     "68703b041bd72d01cead43ce6f47f52bf3f08313b059f0e554dbe66384a44cb001c828b7ce49fb5c015024cc3cb4d1fa",
     "aa50bf0f3683d59f6d3358e1c1a2550ad9eea0cbdc565ff6139ac8e2a72e89a2",
     "360364450c08c1554a87af98ae10fd3e6002d1ed6e79335b63114854890df07f",
     "9896d185855afe89b7e8aca2fa2e9afcd506001ae4cd8053c04fcc0130d538c5adeada744f14debb8de08f8d64081218",
     "0572ed739a964eac717576d2336d16444ffe23560f6d73c14d40ed26ba71ac95"
     "cc0883f2fd7da934813b995ace9c47e49e44fb61ecd948aa175d93f975ec8485"},
    {crypto::hash_algorithm::sha384,
     "ab41d897d888692cb5ad5a4d3515b52ca10575936cb0607a3373aa6ee6d39f916f96ca20ba273b5a4b2862f73248ce58",
     "700315a238db688937712df22e7b051fa19b9a2105b91ef2362160b46a8e8636e5b7bcb197b8155aad2cf42fd78265f1",
     "dc93e9854ce1571409f28840ac781679bf8c273a10e54c4390f6d64911a2a3b1",
     "5a0ba9f5f2fd99b1292f579d8cbe1bdb62fc6147a5ebea0e485789f87d53481a",
     "0261b1f2b76d8cddb663fe8b333483ee78908df0992ead2d5239964b58abaf7a4c70c9daa629e6d8520b78787f3d4a0b",
     "1d5de68262f4fd4cf294dd68299421ff0b54933893e9e4870836be79f97aaab0"
     "3a4d08cc731ec85a579de9b4228c9270376fe3a64bdc3f7756e8c761b96dc83b"},
});

}  // namespace cxtls::backend_kit::vectors
