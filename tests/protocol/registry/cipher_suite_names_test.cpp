#include "cxtls/protocol/registry/cipher_suite_names.hpp"

#include <catch2/catch_test_macros.hpp>
#include "wire/verbs.hpp"

using namespace cxtls;

TEST_CASE("A51: the table has every suite once, in order, and names both ways") {
  // IANA's 352 of March 2024. python-tls has 320: IANA's of 2016.
  BOTH(all_cipher_suites.size() == 352);
  for (std::size_t i = 0; i < all_cipher_suites.size(); ++i) {
    auto const& row = all_cipher_suites[i];
    CAPTURE(row.name);
    CHECK(row.name.starts_with("TLS_"));
    CHECK(registered_name_of(row.value) == row.name);
    CHECK(cipher_suite_from_registered_name(row.name) == row.value);
    if (i > 0) CHECK(all_cipher_suites[i - 1].value < row.value);
  }
  BOTH(registered_name_of(CipherSuite{0x0a0a}).empty());
  BOTH(!cipher_suite_from_registered_name("TLS_RSA_WITH_NOTHING"));
}

TEST_CASE("A51: the suites that cxtls knows by name in code have these names, too") {
  for (auto const& known : names<CipherSuite>) {
    CAPTURE(known.name);
    CHECK(registered_name_of(known.value) == known.name);
  }
}

TEST_CASE("A51: ChaCha20-Poly1305 has RFC 7905's code points, not the draft's that python-tls has") {
  BOTH(registered_name_of(CipherSuite{0xcc13}).empty() && registered_name_of(CipherSuite{0xcc14}).empty());
  BOTH(registered_name_of(CipherSuite{0xcca8}) == "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
  BOTH(registered_name_of(CipherSuite{0xcca9}) == "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
  BOTH(registered_name_of(CipherSuite{0xccaa}) == "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
}

TEST_CASE("A51: suites have the numbers that their RFCs print") {
  BOTH(registered_name_of(CipherSuite{0x0000}) == "TLS_NULL_WITH_NULL_NULL");                  // RFC 5246, A.5
  BOTH(registered_name_of(CipherSuite{0x002f}) == "TLS_RSA_WITH_AES_128_CBC_SHA");             // RFC 5246, A.5
  BOTH(registered_name_of(CipherSuite{0x006d}) == "TLS_DH_anon_WITH_AES_256_CBC_SHA256");      // RFC 5246, A.5
  BOTH(registered_name_of(CipherSuite{0x009e}) == "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");      // RFC 5288, 3
  BOTH(registered_name_of(CipherSuite{0xc00a}) == "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA");     // RFC 8422, 6
  BOTH(registered_name_of(CipherSuite{0xc027}) == "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");    // RFC 5289, 3.1
  BOTH(registered_name_of(CipherSuite{0xc0ae}) == "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8");       // RFC 7251, 2
  BOTH(registered_name_of(CipherSuite{0xc102}) == "TLS_GOSTR341112_256_WITH_28147_CNT_IMIT");  // RFC 9189
  BOTH(registered_name_of(CipherSuite{0xd001}) == "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256");    // RFC 8442, 3
}
