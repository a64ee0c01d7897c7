#include "cxtls/protocol/extension/supported_groups.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
// From the EncryptedExtensions of RFC 8448, 3.
constexpr auto nine = octets(0, 0x12, 0, 0x1d, 0, 0x17, 0, 0x18, 0, 0x19, 1, 0, 1, 1, 1, 2, 1, 3, 1, 4);
constexpr auto grease = octets(0, 4, 0x1a, 0x1a, 0, 0x1d);
}  // namespace

TEST_CASE("C50: RFC 8448's supported_groups begin with x25519") {
  obeys_the_laws<NamedGroupList, nine>();
  BOTH(parse<NamedGroupList>(nine)->named_group_list.size() == 9);
  BOTH(parse<NamedGroupList>(nine)->named_group_list.front() == NamedGroup::x25519);
  BOTH(parse<NamedGroupList>(nine)->named_group_list.contains(NamedGroup::ffdhe8192));
}

TEST_CASE("C50: an unknown group is kept") {
  obeys_the_laws<NamedGroupList, grease>();
  BOTH(parse<NamedGroupList>(grease)->named_group_list.front() == NamedGroup{0x1a1a});
}

TEST_CASE("C50: groups are at least one, and whole") {
  BOTH(refusal<NamedGroupList>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<NamedGroupList>(octets(0, 1, 0)) == errc::length_out_of_range);
  BOTH(refusal<NamedGroupList>(octets(0, 2, 0, 0x1d)) == errc::none);
  BOTH(refusal<NamedGroupList>(octets(0, 3, 0, 0x1d, 0)) == errc::truncated);
  BOTH(build_refusal(NamedGroupList{}) == errc::length_out_of_range);
}

TEST_CASE("C50: groups are as many as the length can say") {
  CHECK(refusal<NamedGroupList>(prefixed(2, 65534)) == errc::none);
  CHECK(refusal<NamedGroupList>(prefixed(2, 65535)) == errc::truncated);
  const std::vector<NamedGroup> many(32768);
  CHECK(build_refusal(NamedGroupList{std::span(many).first(32767)}) == errc::none);
  CHECK(build_refusal(NamedGroupList{std::span(many)}) == errc::length_out_of_range);
}
