// A connection in which something happens while the server is in a named state.
#pragma once
#include "support/server_duet.hpp"

namespace cxtls::test {

// The states in which the server reads, by what they wait for.
enum class serving : std::uint8_t {
  client_hello,
  retried_client_hello,
  certificate,
  certificate_verify,
  finished,
  finished_of_anonymous,
  finished_of_authenticated,
  connected
};
inline constexpr serving all_serving[] = {serving::client_hello,
                                          serving::retried_client_hello,
                                          serving::certificate,
                                          serving::certificate_verify,
                                          serving::finished,
                                          serving::finished_of_anonymous,
                                          serving::finished_of_authenticated,
                                          serving::connected};

// As the server calls them.
inline std::string_view name_of(serving state) {
  constexpr std::string_view names[] = {"WaitClientHello",
                                        "WaitRetriedClientHello",
                                        "WaitCertificate",
                                        "WaitCertificateVerify",
                                        "WaitFinished",
                                        "WaitFinishedOfAnonymous",
                                        "WaitFinishedOfAuthenticated",
                                        "Connected"};
  return names[static_cast<std::size_t>(state)];
}
// Before keys: whatever comes is in the clear.
inline bool in_the_clear(serving state) {
  return state == serving::client_hello || state == serving::retried_client_hello;
}
inline bool asks_for_certificate(serving state) {
  using enum serving;
  return state == certificate || state == certificate_verify || state == finished_of_anonymous ||
         state == finished_of_authenticated;
}

// The client does `inject` in that state, and goes on honestly.
struct server_staged : server_duet {
  explicit server_staged(serving state, std::function<void(scripted_client&)> inject, delivery how_ = delivery::whole)
      : server_staged(state, std::move(inject),
                      asks_for_certificate(state) ? asking_config(client_authentication::optional) : showing_config(),
                      how_) {}
  server_staged(serving state, std::function<void(scripted_client&)> inject, server_config config,
                delivery how_ = delivery::whole)
      : server_duet(plan_for(state, inject), std::move(config), how_) {
    run();
    if (state != serving::connected) return;
    inject(client);
    run();
  }

  // The state that the server was in before it failed.
  std::string state_before_failure() const {
    auto const& states = seen.states;
    if (states.empty() || states.back() != "Failed") return "(it didn't fail)";
    return states.size() < 2 ? "WaitClientHello" : states[states.size() - 2];
  }

 private:
  static client_plan plan_for(serving state, std::function<void(scripted_client&)> inject) {
    client_plan plan;
    const auto before = [&](tell what) {
      plan.before = [what, act = std::move(inject)](scripted_client& c, tell next) {
        if (next == what) act(c);
      };
    };
    if (state == serving::certificate_verify || state == serving::finished_of_authenticated)
      plan.credential = usual_chain();
    switch (state) {
      case serving::client_hello:
        plan.before_first_hello = std::move(inject);
        break;
      case serving::retried_client_hello:
        plan.shares.clear();
        plan.before_second_hello = std::move(inject);
        break;
      case serving::certificate:
        before(tell::certificate);
        break;
      case serving::certificate_verify:
        before(tell::certificate_verify);
        break;
      case serving::finished:
      case serving::finished_of_anonymous:
      case serving::finished_of_authenticated:
        before(tell::finished);
        break;
      case serving::connected:
        break;
    }
    return plan;
  }
};

}  // namespace cxtls::test
