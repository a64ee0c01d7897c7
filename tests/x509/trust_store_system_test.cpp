#include "cxtls/x509/trust_store_system.hpp"

#include <catch2/catch_test_macros.hpp>

#include <stdlib.h>  // mkstemp

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "x509/openssl_certs.hpp"

using namespace cxtls;
namespace made = cxtls::test::openssl;

namespace {

// A file of this test's own that is gone afterwards.
class temporary {
 public:
  explicit temporary(std::string const& text) {
    std::FILE* const f = fdopen(mkstemp(name_.data()), "wb");
    REQUIRE(f != nullptr);
    REQUIRE(std::fwrite(text.data(), 1, text.size(), f) == text.size());
    REQUIRE(std::fclose(f) == 0);
  }
  temporary(temporary const&) = delete;
  ~temporary() { std::remove(name_.c_str()); }
  char const* name() const { return name_.c_str(); }

 private:
  std::string name_ = (std::filesystem::temp_directory_path() / "cxtls-trust-XXXXXX").string();
};
x509::trust_store load(std::vector<char const*> const& files) {
  return x509::system_loader::from(files.data(), files.size());
}

}  // namespace

TEST_CASE("T14: the system's anchors are loaded, and are many") {
  bool expected = false;
  for (char const* bundle : x509::system_bundles)
    if (std::FILE* const f = std::fopen(bundle, "rb")) {
      std::fclose(f);
      expected = true;
    }
  if (!expected) SKIP("this machine has none of the bundles that we know");
  const auto trust = x509::trust_store::system();
  CHECK(!trust.failure());
  CHECK(trust.size() > 50);
}

TEST_CASE("T14: nothing to load is a failure that says so, not an empty store that doesn't") {
  const auto none = load({"/nonexistent/bundle"});
  CHECK(none.empty());
  CHECK(none.failure().code == errc::trust_store_unreadable);
  const temporary nothing("# no certificate\n");
  CHECK(load({nothing.name()}).failure().code == errc::trust_store_empty);
}

TEST_CASE("T14: the first bundle that can be read is taken") {
  const temporary bundle(std::string(made::root_rsa) + made::root_p256), other(made::root_p384);
  const auto trust = load({"/nonexistent/bundle", bundle.name(), other.name()});
  CHECK(!trust.failure());
  CHECK(trust.size() == 2);
}

TEST_CASE("half a bundle isn't the system's trust store") {
  const temporary broken(std::string(made::root_rsa) + "-----BEGIN CERTIFICATE-----\n");
  const auto trust = load({broken.name()});
  CHECK(trust.empty());
  CHECK(trust.failure().code == errc::certificate_list_malformed);
}

TEST_CASE("certificates of a bundle that can't be parsed are left out") {
  const temporary bundle(std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") +
                         made::root_rsa);
  const auto trust = load({bundle.name()});
  CHECK(!trust.failure());
  CHECK(trust.size() == 1);
}

TEST_CASE("T14: a system whose store we can't read says so, and isn't one of those that have a bundle") {
  const auto none = x509::system_loader::unsupported();
  CHECK(none.empty());
  CHECK(none.failure().code == errc::trust_store_unsupported);
  // Where this test runs there are files to look for, found or not.
  CHECK(x509::trust_store::system().failure().code != errc::trust_store_unsupported);
}
