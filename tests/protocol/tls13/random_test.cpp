#include "cxtls/protocol/tls13/random.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

namespace {
constexpr Random ending_with(std::array<std::uint8_t, 8> const& last) {
  Random random{1, 2, 3};
  copy(last, random.data() + 24);
  return random;
}
}  // namespace

TEST_CASE("C50: RFC 8448's HelloRetryRequest carries the special random") {
  BOTH(equal(bytes(trace::hello_retry_request).subspan(2, 32), hello_retry_request_random));
}

TEST_CASE("the downgrade sentinels are \"DOWNGRD\" 1 and 0, in the last 8 octets") {
  BOTH(equal(bytes(downgrade_to_tls12).first(7), "DOWNGRD") && downgrade_to_tls12[7] == 1);
  BOTH(equal(bytes(downgrade_to_tls11).first(7), "DOWNGRD") && downgrade_to_tls11[7] == 0);
  BOTH(has_downgrade_sentinel(ending_with(downgrade_to_tls12)));
  BOTH(has_downgrade_sentinel(ending_with(downgrade_to_tls11)));
  BOTH(!has_downgrade_sentinel(ending_with({0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x02})));
  BOTH(!has_downgrade_sentinel(Random{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x01}));
}
