#include "cxtls/record/flood_guard.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;
using record::flood_guard;

namespace {
using counted = status (flood_guard::*)();

// How often in a row it may come; 0 when the refusal isn't this error, or isn't final.
constexpr unsigned allowed(flood_guard& g, counted what, errc refusal) {
  for (unsigned n = 0; n < 1000; ++n)
    if (const status s = (g.*what)(); !s) return s.error().code == refusal && !(g.*what)() ? n : 0;
  return 0;
}
constexpr unsigned allowed(counted what, errc refusal) {
  flood_guard g;
  return allowed(g, what, refusal);
}
constexpr unsigned allowed_after(void (flood_guard::*reset)(), counted what, errc refusal) {
  flood_guard g;
  for (unsigned i = 0; i < 2; ++i) (void)(g.*what)();
  (g.*reset)();
  return allowed(g, what, refusal);
}
}  // namespace

TEST_CASE("32 records without content pass in a row, the next doesn't") {
  static_assert(allowed(&flood_guard::empty_record, errc::too_many_empty_records) == 32);
  CHECK(allowed(&flood_guard::empty_record, errc::too_many_empty_records) == record::max_empty_records);
}

TEST_CASE("C28: two change_cipher_spec records pass on a connection, the next doesn't") {
  static_assert(allowed(&flood_guard::change_cipher_spec, errc::change_cipher_spec_unexpected) == 2);
  CHECK(allowed(&flood_guard::change_cipher_spec, errc::change_cipher_spec_unexpected) == 2);
}

TEST_CASE("four warning alerts pass in a row, the next doesn't") {
  static_assert(allowed(&flood_guard::warning_alert, errc::too_many_warnings) == 4);
  CHECK(allowed(&flood_guard::warning_alert, errc::too_many_warnings) == 4);
}

TEST_CASE("32 messages after the handshake pass without application data, the next doesn't") {
  static_assert(allowed(&flood_guard::post_handshake_message, errc::too_many_post_handshake_messages) == 32);
  CHECK(allowed(&flood_guard::post_handshake_message, errc::too_many_post_handshake_messages) == 32);
}

TEST_CASE("four HelloRequests amid a handshake pass, the next doesn't, whatever comes between") {
  static_assert(allowed(&flood_guard::early_hello_request, errc::unexpected_message) == 4);
  CHECK(allowed(&flood_guard::early_hello_request, errc::unexpected_message) == 4);
  CHECK(allowed_after(&flood_guard::handshake_data, &flood_guard::early_hello_request, errc::unexpected_message) == 2);
}

TEST_CASE("application data makes the counts start over, but not that of change_cipher_spec") {
  constexpr auto reset = &flood_guard::application_data;
  CHECK(allowed_after(reset, &flood_guard::empty_record, errc::too_many_empty_records) == 32);
  CHECK(allowed_after(reset, &flood_guard::warning_alert, errc::too_many_warnings) == 4);
  CHECK(allowed_after(reset, &flood_guard::post_handshake_message, errc::too_many_post_handshake_messages) == 32);
  CHECK(allowed_after(reset, &flood_guard::change_cipher_spec, errc::change_cipher_spec_unexpected) == 0);
}

TEST_CASE("handshake octets don't excuse messages after the handshake") {
  constexpr auto reset = &flood_guard::handshake_data;
  CHECK(allowed_after(reset, &flood_guard::empty_record, errc::too_many_empty_records) == 32);
  CHECK(allowed_after(reset, &flood_guard::warning_alert, errc::too_many_warnings) == 4);
  CHECK(allowed_after(reset, &flood_guard::post_handshake_message, errc::too_many_post_handshake_messages) == 30);
}
