#include "cxtls/protocol/legacy/pre_master_secret.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr auto secret =
    octets(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
           29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46);
}  // namespace

TEST_CASE("A39: PreMasterSecret is the offered version and 46 octets") {
  obeys_the_laws<legacy::PreMasterSecret, secret>();
  BOTH(secret.size() == 48);
  BOTH(parse<legacy::PreMasterSecret>(secret)->client_version == ProtocolVersion::tls12);
  BOTH(parse<legacy::PreMasterSecret>(secret)->random[45] == 46);
  // Whether the version is the offered one is for who decrypts it.
  BOTH(wire<legacy::PreMasterSecret>.any_bytes());
}
