// A connection in which something happens while the client is in a named state.
#pragma once
#include "support/duet.hpp"

namespace cxtls::test {

// The states in which the client reads, by what they wait for.
enum class waiting : std::uint8_t {
  server_hello,
  retried_server_hello,
  encrypted_extensions,
  resumed_encrypted_extensions,
  certificate_or_request,
  certificate,
  certificate_verify,
  finished,
  resumed_finished,
  connected
};
inline constexpr waiting all_waiting[] = {waiting::server_hello,           waiting::retried_server_hello,
                                          waiting::encrypted_extensions,   waiting::resumed_encrypted_extensions,
                                          waiting::certificate_or_request, waiting::certificate,
                                          waiting::certificate_verify,     waiting::finished,
                                          waiting::resumed_finished,       waiting::connected};

// As the client calls them.
inline std::string_view name_of(waiting state) {
  constexpr std::string_view names[] = {"WaitServerHello",          "WaitRetriedServerHello",
                                        "WaitEncryptedExtensions",  "WaitResumedEncryptedExtensions",
                                        "WaitCertificateOrRequest", "WaitCertificate",
                                        "WaitCertificateVerify",    "WaitFinished",
                                        "WaitResumedFinished",      "Connected"};
  return names[static_cast<std::size_t>(state)];
}

// Before keys: whatever comes is in the clear.
inline bool in_the_clear(waiting state) {
  return state == waiting::server_hello || state == waiting::retried_server_hello;
}

// The server does `inject` in that state, and goes on honestly.
struct staged : duet {
  explicit staged(waiting state, std::function<void(scripted_server&)> inject, client_config config = trusting_config(),
                  delivery how_ = delivery::whole)
      : staged(state, inject, std::move(config), how_, session_for(state)) {}

  // The state that the client was in before it failed.
  std::string state_before_failure() const {
    auto const& states = end.seen.states;
    return states.size() < 2 || states.back() != "Failed" ? "(it didn't fail)" : states[states.size() - 2];
  }

 private:
  using maybe_session = std::optional<session_pair>;
  staged(waiting state, std::function<void(scripted_server&)> inject, client_config config, delivery how_,
         maybe_session session)
      : duet(plan_for(state, inject, session),
             state == waiting::retried_server_hello ? without_shares(std::move(config)) : std::move(config), how_, 1,
             dns_name{"server.example"},
             session ? std::optional<ticket>(std::move(session->client_side)) : std::nullopt) {
    run();
    if (state != waiting::connected) return;
    inject(server);
    run();
  }
  static maybe_session session_for(waiting state) {
    if (state != waiting::resumed_encrypted_extensions && state != waiting::resumed_finished) return std::nullopt;
    return first_connection();
  }
  static server_plan plan_for(waiting state, std::function<void(scripted_server&)> inject,
                              maybe_session const& session) {
    server_plan plan;
    if (session) plan.psk = session->server_side;
    const auto before = [&](say what) {
      plan.before = [what, act = std::move(inject)](scripted_server& s, say next) {
        if (next == what) act(s);
      };
    };
    switch (state) {
      case waiting::retried_server_hello:
        plan.retry_group = usual_retry;
        [[fallthrough]];
      case waiting::server_hello:
        before(say::server_hello);
        break;
      case waiting::encrypted_extensions:
      case waiting::resumed_encrypted_extensions:
        before(say::encrypted_extensions);
        break;
      case waiting::certificate_or_request:
        before(say::certificate);
        break;
      case waiting::certificate:
        plan.flight.insert(plan.flight.begin() + 2, say::certificate_request);
        before(say::certificate);
        break;
      case waiting::certificate_verify:
        before(say::certificate_verify);
        break;
      case waiting::finished:
      case waiting::resumed_finished:
        before(say::finished);
        break;
      case waiting::connected:
        break;
    }
    return plan;
  }
};

}  // namespace cxtls::test
