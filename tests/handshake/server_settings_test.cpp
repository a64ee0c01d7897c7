#include "cxtls/handshake/server_settings.hpp"

#include <catch2/catch_test_macros.hpp>
#include <type_traits>

#include "cxtls/server_context.hpp"
#include "support/server_duet.hpp"
#include "support/tested_stack.hpp"

using namespace cxtls;
using namespace cxtls::test;

static_assert(!std::is_copy_constructible_v<server_settings<tls>> &&
              std::is_nothrow_move_constructible_v<server_settings<tls>>);
// One octet numbers the tickets of a connection: RFC 8446, 4.6.1.
static_assert(max_tickets < 255);

TEST_CASE("a context keeps what its configuration said, in our order of preference") {
  server_config config = asking_config(client_authentication::optional);
  config.cipher_suites = suite_list(CipherSuite::TLS_CHACHA20_POLY1305_SHA256, CipherSuite::TLS_AES_128_GCM_SHA256);
  config.groups = group_list(NamedGroup::secp384r1, NamedGroup::x25519);
  config.alpn = {"h2", "http/1.1"};
  config.require_known_name = config.require_alpn = config.reverify_on_resume = true;
  config.name_authorities = false;
  config.tickets = 3;
  config.ticket_lifetime = 77;
  const server_end end(std::move(config));
  auto const& settings = end.context->settings();
  CHECK(settings.accepted.cipher_suites ==
        suite_list(CipherSuite::TLS_CHACHA20_POLY1305_SHA256, CipherSuite::TLS_AES_128_GCM_SHA256));
  CHECK(settings.accepted.groups == group_list(NamedGroup::secp384r1, NamedGroup::x25519));
  CHECK(settings.accepted.alpn == alpn_list{"h2", "http/1.1"});
  CHECK(settings.credentials.size() == 1);
  CHECK(settings.clients == client_authentication::optional);
  CHECK(settings.trust.size() == 1);
  CHECK(settings.require_known_name);
  CHECK(settings.require_alpn);
  CHECK(settings.reverify_on_resume);
  CHECK_FALSE(settings.name_authorities);
  CHECK_FALSE(settings.ask_application_to_verify);
  CHECK(settings.tickets == 3);
  CHECK(settings.ticket_lifetime == 77);
  CHECK(settings.policy != policy_id{});
}
