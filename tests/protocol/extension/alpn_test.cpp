#include "cxtls/protocol/extension/alpn.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto http = octets(0, 12, 2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1');
}

TEST_CASE("C50: application protocols are names in the order of preference") {
  obeys_the_laws<ProtocolNameList, http>();
  BOTH(parse<ProtocolNameList>(http)->protocol_name_list.size() == 2);
  BOTH(equal(parse<ProtocolNameList>(http)->protocol_name_list.front().name, "h2"));
}

TEST_CASE("C50: neither the list nor a name is empty, and no name is longer than 255 octets") {
  BOTH(refusal<ProtocolNameList>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<ProtocolNameList>(octets(0, 1, 0)) == errc::length_out_of_range);
  BOTH(refusal<ProtocolNameList>(octets(0, 3, 0, 1, 'a')) == errc::length_out_of_range);
  BOTH(refusal<ProtocolNameList>(octets(0, 2, 1, 'a')) == errc::none);
  CHECK(refusal<ProtocolNameList>(std::vector<std::uint8_t>{1, 0} + prefixed(1, 255)) == errc::none);
  const std::vector<std::uint8_t> long_name(256);
  const ProtocolName names[] = {{long_name}};
  CHECK(build_refusal(ProtocolNameList{names}) == errc::length_out_of_range);
}
