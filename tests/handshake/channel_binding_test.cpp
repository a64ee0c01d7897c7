#include "cxtls/handshake/channel_binding.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/backend.hpp"
#include "support/hex.hpp"

using namespace cxtls;

TEST_CASE("RFC 9266: tls-exporter is what OpenSSL's HKDF gives for both steps of RFC 8446, 7.5") {
  // empty=$(printf '' | sha256sum)
  // secret=$(openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt mode:EXPAND_ONLY -kdfopt hexkey:01...01
  //   -kdfopt hexinfo:0020 1e $(printf 'tls13 EXPORTER-Channel-Binding' | xxd -p) 20 $empty HKDF)
  // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt mode:EXPAND_ONLY -kdfopt hexkey:$secret
  //   -kdfopt hexinfo:0020 0e $(printf 'tls13 exporter' | xxd -p) 20 $empty HKDF
  std::array<std::uint8_t, 32> ones{};
  ones.fill(1);
  const crypto::exporter_secret exporter(crypto::hash_algorithm::sha256, crypto::hash_secret::of(ones));
  const auto binding = tls_exporter(test::linked_backend{}, exporter);
  REQUIRE(binding);
  CHECK(test::hex(*binding) == "ae70fcff6cacac0e7c5406a62dbb6de71dec55c400840a4fe245bf4df27500f5");
}
