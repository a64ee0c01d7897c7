#include "cxtls/crypto/exporter.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::hex;

namespace {
const backend::boringssl b;
exporter_secret ones() {
  std::array<std::uint8_t, 32> octets{};
  octets.fill(1);
  return {hash_algorithm::sha256, hash_secret::of(octets)};
}
std::string exported(std::string_view label, bytes context, std::size_t size) {
  std::vector<std::uint8_t> out(size);
  REQUIRE(ones().export_keying_material(b, label, context, out));
  return hex(out);
}
}  // namespace

TEST_CASE("RFC 8446, 7.5: exported keying material is what OpenSSL's HKDF gives for both steps") {
  // secret=$(openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt mode:EXPAND_ONLY -kdfopt hexkey:01...01
  //   -kdfopt hexinfo:0020 0a 746c7331332074657374 20 $(printf '' | sha256sum) HKDF)
  // openssl kdf -keylen 40 -kdfopt digest:SHA256 -kdfopt mode:EXPAND_ONLY -kdfopt hexkey:$secret
  //   -kdfopt hexinfo:0028 0e 746c733133206578706f72746572 20 $(printf 'abc' | sha256sum) HKDF
  constexpr std::uint8_t context[] = {'a', 'b', 'c'};
  CHECK(exported("test", context, 40) ==
        "dc338c66631eaccada16c170dc7e241b9b0b9ce8e8e54c94b7c292be9c6a4533f6b3b7592deae901");
}

TEST_CASE("RFC 8446, 7.5: label, context and length each change what is exported") {
  constexpr std::uint8_t context[] = {'a', 'b', 'c'};
  CHECK(exported("test", {}, 32) != exported("text", {}, 32));
  CHECK(exported("test", {}, 32) != exported("test", context, 32));
  CHECK(exported("test", {}, 32) != exported("test", {}, 64).substr(0, 64));
}

TEST_CASE("an exporter without a label, or for too much, is refused") {
  std::vector<std::uint8_t> out(255 * 32 + 1);
  CHECK(ones().export_keying_material(b, "", {}, mutable_bytes(out).first(32)).error().code ==
        errc::length_out_of_range);
  CHECK(ones().export_keying_material(b, "test", {}, out).error().code == errc::no_space);
}

TEST_CASE("RFC 8446, 4.6.1: each ticket nonce gives another PSK") {
  std::array<std::uint8_t, 32> octets{};
  const resumption_secret r(hash_algorithm::sha256, hash_secret::of(octets));
  constexpr std::uint8_t one[] = {0}, two[] = {1};
  CHECK(hex(r.resumption_psk(b, one)->expose()) != hex(r.resumption_psk(b, two)->expose()));
  const std::array<std::uint8_t, 256> too_long{};
  CHECK(r.resumption_psk(b, too_long).error().code == errc::length_out_of_range);
}
