#include "cxtls/server_config.hpp"

#include <catch2/catch_test_macros.hpp>
#include <type_traits>

#include "cxtls/protocol/tls13/post_handshake.hpp"

using namespace cxtls;

// It holds keys: a second owner is made on purpose only.
static_assert(!std::is_copy_constructible_v<server_config> && std::is_nothrow_move_constructible_v<server_config>);

namespace {
constexpr bool defaults_ask_for_nothing_and_promise_nothing() {
  const server_config config;
  return config.certificates.empty() && config.clients == client_authentication::off && config.trust.empty() &&
         config.alpn.empty() && config.psks.empty() && config.sessions == nullptr && config.cookies == nullptr &&
         !config.require_alpn && !config.require_known_name && !config.ask_application_for_credential &&
         !config.ask_application_to_verify && !config.reverify_on_resume;
}
constexpr bool defaults_are_within_the_limits() {
  const server_config config;
  return config.tickets > 0 && config.tickets <= max_tickets && config.ticket_lifetime > 0 &&
         config.ticket_lifetime <= max_ticket_lifetime && config.cipher_suites.empty() && config.groups.empty() &&
         config.signature_schemes.empty();
}
}  // namespace

TEST_CASE("a server's configuration asks for nothing and promises nothing by itself") {
  static_assert(defaults_ask_for_nothing_and_promise_nothing());
  CHECK(defaults_ask_for_nothing_and_promise_nothing());
}

TEST_CASE("a server's defaults are within the limits, and all of the policy") {
  static_assert(defaults_are_within_the_limits());
  CHECK(defaults_are_within_the_limits());
}
