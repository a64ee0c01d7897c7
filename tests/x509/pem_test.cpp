#include "cxtls/x509/pem.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "wire/verbs.hpp"

using namespace cxtls;
using namespace std::string_literals;

namespace {

constexpr errc base64_refusal(std::string_view text) {
  buffer out;
  return x509::append_base64(text, out);
}
constexpr bool base64(std::string_view text, std::string_view expected) {
  buffer out;
  return x509::append_base64(text, out) == errc::none && equal(out.view(), expected);
}

// The labels and contents of a text's blocks, or why it is no PEM.
struct blocks {
  std::vector<x509::pem_label> labels;
  std::vector<std::string> contents;
  errc failure = errc::none;
};
blocks read(std::string_view text) {
  blocks found;
  x509::pem_reader r(text);
  buffer der;
  for (;;) {
    x509::pem_label label{};
    const auto more = r.next(label, der);
    if (!more) found.failure = more.error().code;
    if (!more || !*more) return found;
    found.labels.push_back(label);
    found.contents.emplace_back(as_text(der.view()));
  }
}
std::string block(std::string const& label, std::string const& body) {
  return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
}

}  // namespace

// RFC 4648, 10.
TEST_CASE("base64: the RFC's vectors") {
  BOTH(base64("", ""));
  BOTH(base64("Zg==", "f"));
  BOTH(base64("Zm8=", "fo"));
  BOTH(base64("Zm9v", "foo"));
  BOTH(base64("Zm9vYg==", "foob"));
  BOTH(base64("Zm9vYmE=", "fooba"));
  BOTH(base64("Zm9vYmFy", "foobar"));
  BOTH(base64("Zm9v\r\nYm Fy\t", "foobar"));
}

TEST_CASE("base64: what isn't canonical is refused") {
  BOTH(base64_refusal("Zg=") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Zg") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Z") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Z===") == errc::certificate_list_malformed);
  BOTH(base64_refusal("====") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Zh==") == errc::certificate_list_malformed);  // stray bits
  BOTH(base64_refusal("Zm9=") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Zg==Zg==") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Zg==Zm9v") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Zm9v!") == errc::certificate_list_malformed);
  BOTH(base64_refusal("Zm-_") == errc::certificate_list_malformed);
}

TEST_CASE("PEM: blocks are found among explanatory text, with either line ending") {
  const auto found = read("# a comment\n" + block("CERTIFICATE", "Zm9v") + "Subject: x\r\n" +
                          "-----BEGIN PRIVATE KEY-----\r\nYmFy\r\n-----END PRIVATE KEY-----\r\n" +
                          block("EC PRIVATE KEY", "Zg==") + block("RSA PRIVATE KEY", "Zg=="));
  CHECK(found.failure == errc::none);
  CHECK(found.labels == std::vector{x509::pem_label::certificate, x509::pem_label::private_key,
                                    x509::pem_label::ec_private_key, x509::pem_label::rsa_private_key});
  CHECK(found.contents == std::vector{"foo"s, "bar"s, "f"s, "f"s});
}

TEST_CASE("PEM: a text without blocks has none") {
  CHECK(read("").labels.empty());
  CHECK(read("nothing here ----- BEGIN\n").failure == errc::none);
}

TEST_CASE("PEM: a block that isn't whole is refused") {
  const auto malformed = errc::certificate_list_malformed;
  CHECK(read("-----BEGIN CERTIFICATE-----\nZm9v\n").failure == malformed);
  CHECK(read("-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE\n").failure == malformed);
  CHECK(read("-----BEGIN CERTIFICATE-----\nZm9v\n-----END PRIVATE KEY-----\n").failure == malformed);
  CHECK(read("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n").failure == malformed);
  CHECK(read("-----END CERTIFICATE-----\n").failure == malformed);
  CHECK(read("-----BEGIN CERTIFICATE\n").failure == malformed);
  CHECK(read(block("CERTIFICATE", "-----BEGIN CERTIFICATE-----\nZm9v")).failure == malformed);
}

TEST_CASE("PEM: encrypted keys and other labels are refused by name") {
  CHECK(read(block("ENCRYPTED PRIVATE KEY", "Zm9v")).failure == errc::certificate_list_malformed);
  CHECK(read(block("TRUSTED CERTIFICATE", "Zm9v")).failure == errc::certificate_list_malformed);
  CHECK(read(block("EC PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\nZm9v")).failure == errc::certificate_list_malformed);
}
