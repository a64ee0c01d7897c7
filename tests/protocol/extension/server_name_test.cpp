#include "cxtls/protocol/extension/server_name.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
// From the ClientHello of RFC 8448, 3.
constexpr auto server = octets(0, 9, 0, 0, 6, 's', 'e', 'r', 'v', 'e', 'r');
constexpr auto with_unknown_type = octets(0, 10, 7, 0, 2, 'x', 'y', 0, 0, 2, 'a', 'b');
constexpr auto empty = octets();

constexpr HostName first_host(bytes in) {
  const auto names = parse<ServerNameList>(in);
  for (ServerName const& entry : names->server_name_list)
    if (auto const* host = std::get_if<HostName>(&entry.name)) return *host;
  return {};
}
constexpr bool one_of_type(bytes in, NameType type) {
  const auto names = parse<ServerNameList>(in);
  for (ServerName const& entry : names->server_name_list)
    if (auto const* other = std::get_if<unknown<NameType>>(&entry.name)) return other->tag == type;
  return false;
}
}  // namespace

TEST_CASE("A27: RFC 8448's server_name is one host name") {
  obeys_the_laws<ServerNameList, server>();
  BOTH(equal(first_host(server).name, "server"));
  BOTH(parse<ServerNameList>(server)->server_name_list.size() == 1);
}

TEST_CASE("A27: a name of an unknown type is kept beside the host name") {
  obeys_the_laws<ServerNameList, with_unknown_type>();
  BOTH(one_of_type(with_unknown_type, NameType{7}));
  BOTH(equal(first_host(with_unknown_type).name, "ab"));
}

TEST_CASE("A27: there is one name per type, in what is parsed and in what is built") {
  BOTH(refusal<ServerNameList>(octets(0, 8, 0, 0, 1, 'a', 0, 0, 1, 'b')) == errc::rule_broken);
  BOTH(refusal<ServerNameList>(octets(0, 8, 7, 0, 1, 'a', 7, 0, 1, 'b')) == errc::rule_broken);
  BOTH(refusal<ServerNameList>(octets(0, 8, 7, 0, 1, 'a', 8, 0, 1, 'b')) == errc::none);
  static constexpr auto name = octets('a');
  static constexpr ServerName twice[] = {{HostName{name}}, {HostName{name}}};
  BOTH(build_refusal(ServerNameList{twice}) == errc::rule_broken);
}

TEST_CASE("A27: neither the list nor a host name is empty") {
  BOTH(refusal<ServerNameList>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<ServerNameList>(octets(0, 3, 0, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<ServerNameList>(octets(0, 4, 0, 0, 1, 'a')) == errc::none);
  BOTH(build_refusal(ServerNameList{}) == errc::length_out_of_range);
}

TEST_CASE("A27: a host name may be as long as its list allows") {
  CHECK(refusal<ServerNameList>(std::vector<std::uint8_t>{0xff, 0xff, 0} + prefixed(2, 65532)) == errc::none);
  CHECK(refusal<HostName>(prefixed(2, 65535)) == errc::none);
  const std::vector<std::uint8_t> longer(65536);
  CHECK(build_refusal(HostName{longer}) == errc::length_out_of_range);
}

TEST_CASE("A27: the answer is empty") {
  obeys_the_laws<ServerNameAcknowledged, empty>();
  BOTH(refusal<ServerNameAcknowledged>(server) == errc::trailing_data);
}
