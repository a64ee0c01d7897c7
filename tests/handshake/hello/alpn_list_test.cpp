#include "cxtls/handshake/hello/alpn_list.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace cxtls;

namespace {
constexpr bool finds(alpn_list const& list, std::string_view name) {
  std::uint8_t octets[256]{};
  for (std::size_t i = 0; i < name.size(); ++i) octets[i] = static_cast<std::uint8_t>(name[i]);
  return equal(list.find(bytes(octets).first(name.size())), name);
}
constexpr alpn_list some{"h2", "http/1.1", "h"};
}  // namespace

static_assert(finds(some, "h2") && finds(some, "http/1.1") && finds(some, "h"));
static_assert(some.find(bytes{}).empty());
static_assert(!some.invalid() && !some.empty() && alpn_list{}.empty());
static_assert(alpn_list{""}.invalid());

TEST_CASE("C12: a name is found by its exact octets only") {
  for (std::string_view other : {"H2", "h3", "http/1", "http/1.1 ", "tp/1.1", "\x02h2"})
    CHECK_FALSE(finds(some, other));
  CHECK(finds(some, "http/1.1"));
}

TEST_CASE("names come back in the order in which they were given") {
  std::vector<std::string> names;
  some.each([&](bytes name) { names.emplace_back(as_text(name)); });
  CHECK(names == std::vector<std::string>{"h2", "http/1.1", "h"});
}

TEST_CASE("a name that can't be taken is refused, and leaves the list as it was") {
  alpn_list list{"h2"};
  CHECK_FALSE(list.push(""));
  CHECK_FALSE(list.push(std::string(256, 'x')));
  CHECK_FALSE(list.push(std::string(alpn_list::max_size - 3, 'x')));
  CHECK(list == alpn_list{"h2"});
  CHECK(list.push(std::string(alpn_list::max_size - 4, 'x')));
  CHECK_FALSE(list.push("y"));
  CHECK_FALSE(list.invalid());
}

TEST_CASE("X15: h2c is a name for logs, not one to be offered (RFC 9113, 3.2)") {
  static_assert(alpn_list{application_protocol::h2, application_protocol::h2c}.invalid());
  alpn_list list{application_protocol::h2};
  CHECK_FALSE(list.push(application_protocol::h2c));
  CHECK(list.push("h2c "));
  CHECK_FALSE(finds(list, "h2c"));
  CHECK(finds(list, "h2"));
}
