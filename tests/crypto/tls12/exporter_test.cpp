#include "cxtls/crypto/tls12/exporter.hpp"

#include "crypto/tls12/trace.hpp"

using namespace cxtls;
using namespace cxtls::test::tls12;
using test::hex;
using test::unhex;

namespace {
const backend::boringssl b;
std::string exported(handshake const& h, std::string_view label, std::optional<bytes> context, std::size_t size) {
  std::vector<std::uint8_t> out(size);
  REQUIRE(master_of(h).exporter(randoms_of(h)).export_keying_material(b, label, context, out));
  return hex(out);
}
errc refusal(std::string_view label, std::optional<bytes> context) {
  std::vector<std::uint8_t> out(32);
  const status s = master_of(rsa).exporter(randoms_of(rsa)).export_keying_material(b, label, context, out);
  return s ? errc::none : s.error().code;
}
}  // namespace

TEST_CASE("RFC 5705, 4: without a context, what OpenSSL's s_client exported") {
  for (handshake const* h : {&client_certificate, &rsa, &chacha20, &resumed})
    CHECK(exported(*h, "EXPORTER-test", std::nullopt, 40) == h->exported);
}

TEST_CASE("RFC 5705, 4: an empty context is another one than none, and its length counts") {
  // openssl kdf -keylen 32 -kdfopt digest:SHA384 -kdfopt hexsecret:$master -kdfopt seed:EXPORTER-test
  //   -kdfopt hexseed:$client_random$server_random{0000, 0003616263} TLS1-PRF
  CHECK(exported(rsa, "EXPORTER-test", bytes{}, 32) ==
        "e811048b9ef9eee9a9bbd2d3a8e835810c611ee79ed150f99111a332e23e9936");
  const std::uint8_t context[] = {'a', 'b', 'c'};
  CHECK(exported(rsa, "EXPORTER-test", bytes(context), 32) ==
        "fb2d0325aec8bfdb8aebd36a6633e29a5f33a0bdacf68f8384b5feb4be771fe6");
}

TEST_CASE("RFC 5705, 4: a label may be empty") {
  // The same without -kdfopt seed.
  CHECK(exported(rsa, "", std::nullopt, 32) == "804173ac5d25f4cc017a5e368978bd3129ed8cc35377597cf6b4e46ee3c3ac53");
}

TEST_CASE("RFC 5705, 4: TLS's own labels export nothing, and what has no length is refused") {
  for (std::string_view label :
       {"client finished", "server finished", "master secret", "extended master secret", "key expansion"})
    CHECK(refusal(label, std::nullopt) == errc::rule_broken);
  CHECK(refusal("key expansio", std::nullopt) == errc::none);
  const std::vector<std::uint8_t> context(0x10000);
  CHECK(refusal("test", bytes(context).first(0xffff)) == errc::none);
  CHECK(refusal("test", context) == errc::length_out_of_range);
}
