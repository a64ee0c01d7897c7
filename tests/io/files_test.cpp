#include "cxtls/io/files.hpp"

#include <catch2/catch_test_macros.hpp>

#include <stdlib.h>  // mkstemp

#include <filesystem>
#include <string>

#include "vectors/openssl_chains.hpp"

using namespace cxtls;
namespace chains = cxtls::test::chains;

namespace {

// A file of this test's own that is gone afterwards.
class temporary {
 public:
  explicit temporary(std::string_view text) {
    std::FILE* const f = fdopen(mkstemp(name_.data()), "wb");
    REQUIRE(f != nullptr);
    REQUIRE(std::fwrite(text.data(), 1, text.size(), f) == text.size());
    REQUIRE(std::fclose(f) == 0);
  }
  temporary(temporary const&) = delete;
  ~temporary() { std::remove(name_.c_str()); }
  operator char const*() const { return name_.c_str(); }

 private:
  std::string name_ = (std::filesystem::temp_directory_path() / "cxtls-files-XXXXXX").string();
};

char const* const nowhere = "/nonexistent/file";
std::string without_key(std::string_view pem) { return std::string(pem.substr(0, pem.find("-----BEGIN PRIVATE KEY"))); }
std::string key_of(std::string_view pem) { return std::string(pem.substr(pem.find("-----BEGIN PRIVATE KEY"))); }

}  // namespace

TEST_CASE("B26: a file is read whole, whatever its size, up to a limit") {
  for (std::size_t size : {std::size_t{0}, std::size_t{1}, x509::read_at_once - 1, x509::read_at_once,
                           x509::read_at_once + 1, std::size_t{100'000}}) {
    std::string text(size, 'a');
    if (!text.empty()) text.back() = 'z';
    const temporary file(text);
    const auto read = io::read_file(file);
    REQUIRE(read);
    CHECK(as_text(read->view()) == text);
  }
  CHECK(io::read_file(temporary(std::string(x509::max_bundle_size, 'a'))));
  const auto over = io::read_file(temporary(std::string(x509::max_bundle_size + 1, 'a')));
  REQUIRE_FALSE(over);
  CHECK(over.error().code == errc::file_unreadable);
}

TEST_CASE("B26: what is no file says so, wherever a file is wanted") {
  CHECK(io::read_file(nowhere).error().code == errc::file_unreadable);
  CHECK(io::read_file("/").error().code == errc::file_unreadable);
  CHECK(io::certificate_chain_from_file(nowhere).error().code == errc::file_unreadable);
  CHECK(io::trust_store_from_file(nowhere).error().code == errc::file_unreadable);
  CHECK(io::private_key_from_file(nowhere).error().code == errc::file_unreadable);
  CHECK(io::own_certificate_from_file(nowhere).error().code == errc::file_unreadable);
  const temporary pem(chains::p256);
  CHECK(io::own_certificate_from_files(nowhere, pem).error().code == errc::file_unreadable);
  const temporary certificate(without_key(chains::p256));
  CHECK(io::own_certificate_from_files(certificate, nowhere).error().code == errc::file_unreadable);
}

TEST_CASE("B26, B27: one's own certificates and key come from one PEM file, or from one each, in PEM or DER") {
  const own_certificate expected = *own_certificate::from_pem(chains::p256);
  const bytes key = std::get<buffer>(expected.key).view();
  const auto is_expected = [&](result<own_certificate> const& made) {
    return made && *made == expected && equal(std::get<buffer>(made->key).view(), key);
  };
  const temporary both(chains::p256), certificate(without_key(chains::p256)), pem_key(key_of(chains::p256));
  const temporary der(as_text(expected.chain.leaf())), der_key(as_text(key));
  CHECK(is_expected(io::own_certificate_from_file(both)));
  CHECK(is_expected(io::own_certificate_from_files(certificate, pem_key)));
  CHECK(is_expected(io::own_certificate_from_files(der, der_key)));
  CHECK(is_expected(io::own_certificate_from_files(certificate, der_key)));
  CHECK(io::own_certificate_from_file(certificate).error().code == errc::private_key_missing);
  CHECK(io::own_certificate_from_files(both, pem_key).error().code == errc::certificate_private_key_misplaced);
  CHECK(io::own_certificate_from_files(certificate, certificate).error().code == errc::private_key_missing);
}

TEST_CASE("B29: trust anchors come from a file, in PEM or DER") {
  const trust_store expected = *trust_store::from_pem(chains::root);
  const auto from_pem = io::trust_store_from_file(temporary("a preamble\n" + std::string(chains::root)));
  REQUIRE(from_pem);
  CHECK(*from_pem == expected);
  const auto from_der = io::trust_store_from_file(temporary(as_text(expected[0])));
  REQUIRE(from_der);
  CHECK(*from_der == expected);
  CHECK(io::trust_store_from_file(temporary(chains::p256)).error().code == errc::certificate_private_key_misplaced);
  CHECK_FALSE(io::trust_store_from_file(temporary("no certificate\n")));
  CHECK_FALSE(io::trust_store_from_file(temporary("")));
}
