// What a connection is made of, what is known of it, and its ends: closed, aborted, cut off, failed.
#pragma once
#include "cxtls/handshake/policy.hpp"
#include "cxtls/machine/engine.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/transport/record_driver.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::transport {

// The base of a connection. Role: as there.
template <class Role>
class connection_ends {
 public:
  using machine_type = typename Role::machine;
  using context_type = typename machine_type::context;

  // ---- the application's commands ----

  // Sends close_notify: we write no more, and may go on reading (RFC 8446, 6.1).
  constexpr status close() {
    if (failure()) return failure();
    if (context_.write_closed) return done{};
    // RFC 8446, 6.1: user_canceled announces a close_notify that cuts the handshake off.
    if (!established_ && speaking()) (void)send_alert(AlertDescription::user_canceled);
    const status s = speaking() ? send_alert(AlertDescription::close_notify) : status(done{});
    context_.write_closed = true;
    if (!established_) {
      ended_ = error{errc::canceled};
      engine_.fail(*ended_, context_);
    }
    return s;
  }

  // Ends the connection with a fatal alert of the application's choice. Errors: those of a connection that failed;
  // misuse_not_an_error for close_notify and user_canceled, which close() sends.
  constexpr status abort(AlertDescription why) {
    if (failure()) return failure();
    if (why == AlertDescription::close_notify || why == AlertDescription::user_canceled)
      return errc::misuse_not_an_error;
    ended_ = error{errc::aborted_by_application, name_of(why)};
    if constexpr (requires { context_.failed(); }) context_.failed();
    if (speaking() && !context_.write_closed && send_alert(why)) alert_sent_ = why;
    context_.write_closed = true;
    engine_.fail(*ended_, context_);
    return done{};
  }

  // The transport has ended. Errors: closed_early, when the peer's close_notify is missing.
  constexpr status transport_closed() {
    if (failure()) return failure();
    if (read_closed_) return done{};
    truncated_ = true;
    ended_ = error{errc::closed_early};
    engine_.fail(*ended_, context_);
    return *ended_;
  }

  // ---- what is known ----

  constexpr context_type const& context() const { return context_; }
  constexpr context_type& context() { return context_; }
  constexpr machine::engine<machine_type> const& engine() const { return engine_; }
  constexpr std::string_view state_name() const {
    return machine::engine<machine_type>::name_of_state(engine_.state_index());
  }
  constexpr error failure() const { return engine_.failure(); }
  constexpr bool has_connected() const { return established_; }
  constexpr std::optional<AlertDescription> alert_sent() const { return alert_sent_; }
  constexpr std::optional<AlertDescription> alert_received() const { return alert_received_; }
  constexpr condition now() const {
    if (truncated_) return condition::truncated;
    if (failure()) return condition::failed;
    if (read_closed_) return context_.write_closed ? condition::closed : condition::peer_closed;
    if (engine_.parked()) return condition::parked;
    return established_ ? condition::connected : condition::handshaking;
  }
  constexpr bool may_send() const { return may_write().has_value(); }
  constexpr bool may_receive() const { return !failure() && !read_closed_; }
  constexpr std::size_t unused_input() const { return records_.incoming.unused(); }

 protected:
  constexpr explicit connection_ends(context_type context) : context_(std::move(context)) {}
  constexpr ~connection_ends() = default;
  connection_ends(connection_ends const&) = delete;
  constexpr connection_ends(connection_ends&&) = default;
  constexpr connection_ends& operator=(connection_ends&&) = default;

  // Has either side spoken TLS yet?
  constexpr bool speaking() const { return records_.hello_sent() || hello_received_; }
  constexpr status may_write() const {
    if (const error e = failure()) return e;
    if (!established_) return errc::misuse_not_connected;
    if (context_.write_closed) return errc::misuse_write_closed;
    return done{};
  }

  // Without an alert of ours.
  constexpr void end(error why) {
    ended_ = why;
    if constexpr (requires { context_.failed(); }) context_.failed();
    engine_.fail(why, context_);
  }
  constexpr void abort_with(error why) {
    ended_ = why;
    if (context_.write_closed) return;
    if constexpr (requires { context_.failed(); }) context_.failed();
    // A server tells whoever connected; a client nobody that it didn't speak to.
    if (const auto alert = alert_for(why.code);
        alert && (Role::own == crypto::sender::server || records_.hello_sent())) {
      if (send_alert(*alert)) alert_sent_ = alert;
    }
    context_.write_closed = true;
  }

  constexpr status send_alert(AlertDescription description) {
    return records_.send_alert(alert_of(description), context_);
  }

  context_type context_;
  machine::engine<machine_type> engine_{typename Role::initial{}};
  record_driver<Role> records_;
  std::optional<error> ended_{};  // the alert, if any, is out
  std::optional<AlertDescription> alert_sent_{};
  std::optional<AlertDescription> alert_received_{};
  bool hello_received_ = false;
  bool established_ = false;
  bool read_closed_ = false;
  bool truncated_ = false;
};

}  // namespace cxtls::transport
