#include "cxtls/handshake/hello/client_hello.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/protocol/extension/check.hpp"

using namespace cxtls;

namespace {

constexpr std::array<std::uint8_t, 32> some_random{1, 2, 3};
constexpr std::array<std::uint8_t, 32> some_id{9, 8, 7};
constexpr std::array<std::uint8_t, 32> some_share{5, 5, 5};
constexpr std::array<std::uint8_t, 6> some_name{'a', '.', 't', 'e', 's', 't'};

struct built {
  buffer raw;
  extension_set sent;
  bool good = false;
};
constexpr built build_one(bytes name, bytes cookie, alpn_list const& alpn = {}) {
  const offer o = make_offer<backend::boringssl>(policy::modern::value, {}, {}, alpn);
  const KeyShareEntry share{NamedGroup::x25519, some_share};
  built b;
  const client_hello_input input{.random = some_random,
                                 .legacy_session_id = some_id,
                                 .shares = std::span<const KeyShareEntry>(&share, 1),
                                 .cookie = cookie,
                                 .server_name = name};
  b.good = static_cast<bool>(build_client_hello<extensions<>>(o, input, b.raw, b.sent));
  return b;
}
constexpr auto parsed(built const& b) { return parse<ClientHello>(b.raw.view().subspan(handshake_header_size)); }

constexpr bool offers_what_it_lists(built const& b) {
  const auto hello = parsed(b);
  if (!b.good || !hello) return false;
  extension_set in_it;
  if (!add_types(in_it, hello->extensions)) return false;
  for (unsigned i = 0; i < 100; ++i)  // ours are below
    if (in_it.contains(ExtensionType(i)) != b.sent.contains(ExtensionType(i))) return false;
  return true;
}

}  // namespace

// In constant evaluation, too.
static_assert(offers_what_it_lists(build_one({}, {})));

TEST_CASE("F24: what was offered is what stands in the message, exactly") {
  CHECK(offers_what_it_lists(build_one({}, {})));
  CHECK(offers_what_it_lists(build_one(some_name, {})));
  CHECK(offers_what_it_lists(build_one(some_name, some_id, {"h2"})));
}

TEST_CASE("C16: built again with a cookie, the hello differs by the cookie only") {
  const built first = build_one(some_name, {}, {"h2"}), second = build_one(some_name, some_id, {"h2"});
  const bytes a = first.raw.view(), b = second.raw.view();
  const std::size_t cookie = 2 + 2 + 2 + some_id.size();
  REQUIRE(b.size() == a.size() + cookie);
  // The lengths of message and extensions aside.
  const std::size_t fixed = 4 + 2 + 32 + 1 + 32 + 2 + 2 * 3 + 2;
  CHECK(equal(a.subspan(4, fixed - 4), b.subspan(4, fixed - 4)));
  CHECK(equal(a.subspan(fixed + 2), b.subspan(fixed + 2, a.size() - fixed - 2)));
  CHECK(second.sent.contains(ExtensionType::cookie));
  CHECK_FALSE(first.sent.contains(ExtensionType::cookie));
}

TEST_CASE("a hello that can't be built says why") {
  const std::array<std::uint8_t, 33> long_id{};
  const offer o = make_offer<backend::boringssl>(policy::modern::value, {}, {}, {});
  const KeyShareEntry share{NamedGroup::x25519, some_share};
  buffer raw;
  extension_set sent;
  const client_hello_input input{
      .random = some_random, .legacy_session_id = long_id, .shares = std::span<const KeyShareEntry>(&share, 1)};
  CHECK(build_client_hello<extensions<>>(o, input, raw, sent).error().code == errc::length_out_of_range);
}
