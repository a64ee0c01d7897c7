#include "cxtls/protocol/legacy/truncated_hmac.hpp"

#include "cxtls/protocol/extension/registry.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
}  // namespace

TEST_CASE("A31: truncated_hmac is empty") { obeys_the_laws<legacy::TruncatedHMAC, empty>(); }

TEST_CASE("X5: no message of ours has truncated_hmac") { BOTH(!is_known(ExtensionType::truncated_hmac)); }
