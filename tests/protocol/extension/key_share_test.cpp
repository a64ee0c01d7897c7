#include "cxtls/protocol/extension/key_share.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto share = octets(0, 0x1d, 0, 4, 1, 2, 3, 4);
constexpr auto two_shares = octets(0, 13, 0x2a, 0x2a, 0, 1, 0, 0, 0x1d, 0, 4, 1, 2, 3, 4);
constexpr auto no_shares = octets(0, 0);
constexpr auto retry = octets(0, 0x17);
}  // namespace

TEST_CASE("C50: a client shares for several groups, unknown ones kept, or for none") {
  obeys_the_laws<KeyShareClientHello, two_shares>();
  obeys_the_laws<KeyShareClientHello, no_shares>();
  BOTH(parse<KeyShareClientHello>(two_shares)->client_shares.size() == 2);
  BOTH(parse<KeyShareClientHello>(two_shares)->client_shares.front().group == NamedGroup{0x2a2a});
}

TEST_CASE("C50: a server shares for one group, and a retry names one") {
  obeys_the_laws<KeyShareServerHello, share>();
  obeys_the_laws<KeyShareHelloRetryRequest, retry>();
  BOTH(equal(parse<KeyShareServerHello>(share)->server_share.key_exchange, octets(1, 2, 3, 4)));
  BOTH(parse<KeyShareHelloRetryRequest>(retry)->selected_group == NamedGroup::secp256r1);
}

TEST_CASE("C50: a share is not empty, and as long as its length can say") {
  BOTH(refusal<KeyShareServerHello>(octets(0, 0x1d, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<KeyShareServerHello>(octets(0, 0x1d, 0, 1, 9)) == errc::none);
  CHECK(refusal<KeyShareServerHello>(std::vector<std::uint8_t>{0, 0x1d} + prefixed(2, 65535)) == errc::none);
}
