// Early data that a server takes though it may not (RFC 8446, 4.2.10). tests/api/early_data_test.cpp has all else.
#include "cxtls/handshake/early_data.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;
using enum CipherSuite;

namespace {

client_config eager() {
  client_config config = trusting_config();
  config.early_data = true;
  return config;
}
session_pair session_with_early_data() {
  return first_connection({}, eager(),
                          {.extensions = {extension(ExtensionType::early_data, number(4, max_early_data))}});
}
server_plan taking_it(server_plan plan = {}) {
  plan.encrypted_extensions.push_back(extension(ExtensionType::early_data));
  return plan;
}
void check_end(duet& d, errc code, AlertDescription alert) {
  d.run();
  CHECK_FALSE(d.connected());
  CHECK(d.client_side().failure().code == code);
  CHECK(d.client_side().alert_sent() == alert);
}

}  // namespace

TEST_CASE("early data that is taken with another suite than its session's, of the same hash", "[wide]") {
  resumed d(session_with_early_data(), taking_it({.suite = TLS_CHACHA20_POLY1305_SHA256}), eager());
  check_end(d, errc::early_data_suite_changed, illegal_parameter);
  CHECK_FALSE(d.client_side().info().early_data_accepted);
}

TEST_CASE("early data that is taken under another application protocol than its session's") {
  client_config config = eager();
  (void)config.alpn.push("a");
  server_plan plan = taking_it();
  plan.encrypted_extensions.push_back(alpn({"a"}));
  resumed d(session_with_early_data(), plan, std::move(config));
  check_end(d, errc::early_data_protocol_changed, illegal_parameter);
}

TEST_CASE("early data that is taken though it wasn't offered, or not in the last hello, or without the session") {
  SECTION("not offered") {
    resumed d(session_with_early_data(), taking_it());
    check_end(d, errc::extension_unsolicited, unsupported_extension);
  }
  SECTION("a second hello") {
    resumed d(session_with_early_data(), taking_it({.retry_cookie = text("a cookie")}), eager());
    check_end(d, errc::extension_unsolicited, unsupported_extension);
  }
  SECTION("a session that isn't known") {
    session_pair session = session_with_early_data();
    session.server_side.identity = text("another");
    resumed d(std::move(session), taking_it(), eager());
    check_end(d, errc::extension_unsolicited, unsupported_extension);
  }
}
