// A connection in the shape of PyTLS: octets for the wire, its end and the peer's certificates go to callbacks.
#pragma once
#include <optional>
#include <utility>
#include <variant>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/transport/step.hpp"
#include "cxtls/x509/certificate_list.hpp"

namespace cxtls {

// Close the transport: nothing that comes is read any more.
struct wire_close {
  // Nothing is left to be sent, either. Else the last octets may be on their way, an alert or close_notify: let them go,
  // for as long as you have patience.
  bool immediate = false;
};

// What a callback_connection needs of its wire.
template <class Wire>
concept callback_wire = requires(Wire& wire, bytes octets, wire_close how) {
  wire.write(octets);  // takes all of it
  wire.close(how);  // once
};

// `Connection` is a client<S>, a server<S>, an any_client or an any_server; it and the wire outlive this. No function may
// be called from within a callback, but for resume() and refuse() from within wanted().
//
// Members that a wire may have besides:
//   verify(x509::certificate_list const&)  once per handshake, after the built-in checks, which it can't overrule: when the
//       application is asked to verify, and without that in the configuration, or of a resumed session, when the handshake
//       is over. Not of peers without certificates. It returns nothing, or a status, whose error ends the connection as an
//       exception does in PyTLS.
//   wanted(Question&&)  another question of transport/step.hpp, also verification_wanted in place of verify(), to be answered
//       by resume() or refuse(), at once or later. A question that it doesn't take is refused.
//   keep(ticket&&)  of a client.
template <class Connection, class Wire>
class callback_connection {
  static_assert(callback_wire<Wire>, "a wire needs write(bytes) and close(wire_close)");
  static constexpr bool watches = requires(Wire& wire, x509::certificate_list const& chain) { wire.verify(chain); };

 public:
  constexpr callback_connection(Connection& tls, Wire& wire) : tls_(&tls), wire_(&wire) {}

  // A client's first flight, which is written before this returns; a server waits to be spoken to. Errors: why the
  // connection failed.
  constexpr status start(unix_time now) {
    if constexpr (requires { tls_->start(now); }) look_at(tls_->start(now));
    settle();
    return verdict();
  }

  // Application data, good until the next call; what can't be used yet is kept. Errors: why the connection failed, this
  // time and ever after, though not before the data that came first were given out; misuse_parked while a question is
  // out and input is held already: nothing was taken. Without input it goes on after an answer.
  constexpr result<bytes> data_from_wire(bytes input, unix_time now) {
    if (failed()) return tls_->failure();
    const bool parked = tls_->now() == condition::parked;
    if (parked && !held_.empty() && !input.empty()) return errc::misuse_parked;
    data_.clear();
    if (parked || !held_.empty()) {
      if (!held_.append(input)) return errc::out_of_memory;
      if (parked) return bytes{};
      buffer all = std::move(held_);
      return take(all.view(), now);
    }
    return take(input, now);
  }

  // All of it. Errors: misuse_not_connected, misuse_write_closed, or why the connection failed.
  constexpr status data_from_application(bytes data) {
    while (!data.empty()) {
      const auto taken = tls_->send(data);
      settle();
      if (!taken) return taken.error();
      data = data.subspan(*taken);
    }
    return done{};
  }

  // Sends close_notify; reading may go on until the peer's.
  constexpr status application_finished() {
    const status s = tls_->close();
    settle();
    return s;
  }

  // close_notify is application_finished(), every other alert ends the connection. The level follows from the alert; one
  // that it can't have is misuse_not_an_error, as is user_canceled, which only announces a close_notify.
  constexpr status send_alert(AlertDescription code, std::optional<AlertLevel> level = {}) {
    if (level && *level != alert_of(code).level) return errc::misuse_not_an_error;
    if (code == AlertDescription::close_notify) return application_finished();
    const status s = tls_->abort(code);
    settle();
    return s;
  }

  // The transport has ended. Errors: closed_early, when the peer's close_notify is missing; or why it failed before.
  constexpr status wire_closed() {
    const status s = tls_->transport_closed();
    settle();
    return s;
  }

  // Answers what wanted() was asked; then data_from_wire() goes on, without input if there is none.
  template <class Answer>
  constexpr machine::resumed resume(machine::continuation<Answer>&& question, Answer const& value) {
    const auto r = tls_->resume(std::move(question), value);
    settle();
    return r;
  }
  template <class Answer>
  constexpr machine::resumed refuse(machine::continuation<Answer>&& question, errc why = refusal_of<Answer>) {
    const auto r = tls_->refuse(std::move(question), why);
    settle();
    return r;
  }

  // Absent before they are known.
  constexpr std::optional<CipherSuite> cipher_suite() const { return tls_->info().cipher_suite; }
  constexpr std::optional<ProtocolVersion> tls_version() const { return tls_->info().version; }
  constexpr Connection& connection() { return *tls_; }

 private:
  constexpr bool failed() const { return tls_->now() == condition::failed || tls_->now() == condition::truncated; }
  constexpr status verdict() const {
    if (failed()) return tls_->failure();
    return done{};
  }

  constexpr result<bytes> take(bytes input, unix_time now) {
    bool again = true;  // what an earlier answer set free
    while (again || !input.empty()) {
      step s = input.empty() ? tls_->proceed(now) : tls_->receive(input, now);
      input = input.subspan(s.consumed);
      if (!data_.append(s.plaintext)) return give_up();
      again = s.again;
      const bool more = s.can_take_more;
      look_at(std::move(s));
      settle();
      // A question that was answered at once let go of the input; what it led to is told by the next step.
      if (!more && tls_->now() != condition::handshaking && tls_->now() != condition::connected) break;
      again = again || !more;
    }
    if (tls_->now() == condition::parked && !held_.append(input)) return give_up();
    if (failed() && data_.empty()) return tls_->failure();
    return data_.view();
  }

  // Octets are lost: whatever came after them would be taken for what follows those before.
  constexpr error give_up() {
    (void)tls_->abort(AlertDescription::internal_error);
    settle();
    return {errc::out_of_memory, {}};
  }

  constexpr void look_at(step s) {
    if (std::holds_alternative<connected>(s.what)) return show_peer();
    if constexpr (watches)
      if (auto* asked = std::get_if<verification_wanted>(&s.what)) return verify(std::move(*asked));
    hand_on<verification_wanted>(s);
    if (auto* fresh = std::get_if<ticket>(&s.what)) {
      if constexpr (requires { wire_->keep(std::move(*fresh)); }) wire_->keep(std::move(*fresh));
      return;
    }
    hand_on<signature_wanted>(s);
    hand_on<session_wanted>(s);
    hand_on<credential_wanted>(s);
    hand_on<client_credential_wanted>(s);
  }
  template <class Question>
  constexpr void hand_on(step& s) {
    auto* asked = std::get_if<Question>(&s.what);
    if (asked == nullptr) return;
    if constexpr (requires { wire_->wanted(std::move(*asked)); }) {
      wire_->wanted(std::move(*asked));
    } else if constexpr (requires {
                           tls_->refuse(std::move(asked->question), refusal_of<typename Question::answer>);
                         }) {
      (void)tls_->refuse(std::move(asked->question), refusal_of<typename Question::answer>);
    }
  }

  constexpr void verify(verification_wanted&& asked) {
    shown_ = true;
    const status s = show();
    if (s)
      (void)tls_->resume(std::move(asked.question), Verified{});
    else
      (void)tls_->refuse(std::move(asked.question), s.error().code);
  }
  constexpr void show_peer() {
    if constexpr (watches) {
      if (std::exchange(shown_, true) || tls_->peer_certificates().empty()) return;
      if (const status s = show(); !s)
        (void)tls_->abort(alert_for(s.error().code).value_or(AlertDescription::internal_error));
    }
  }
  constexpr status show() {
    auto const& chain = tls_->peer_certificates();
    if constexpr (requires { status(wire_->verify(chain)); }) {
      return wire_->verify(chain);
    } else {
      wire_->verify(chain);
      return done{};
    }
  }

  // Writes what is outgoing, and closes the wire when it is over.
  constexpr void settle() {
    bool wrote = false;
    while (!tls_->outgoing().empty()) {
      const bytes out = tls_->outgoing();
      wire_->write(out);
      tls_->sent(out.size());
      wrote = true;
    }
    const bool over = failed() || tls_->now() == condition::closed;
    if (over && !std::exchange(closed_, true)) wire_->close({.immediate = failed() && !wrote});
  }

  Connection* tls_;
  Wire* wire_;
  buffer data_{};
  buffer held_{};  // input that came with a question; at most what one call brought
  bool shown_ = false;
  bool closed_ = false;
};

}  // namespace cxtls
