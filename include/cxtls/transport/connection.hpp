// One TLS connection over bytes in memory: the record layer as the driver of a handshake machine.
#pragma once
#include "cxtls/transport/ends.hpp"
#include "cxtls/transport/report.hpp"
#include "cxtls/transport/role.hpp"

namespace cxtls::transport {

// Role (transport/client_role.hpp, server_role.hpp) says which machine runs, who sends, what is asked, and which message
// a body is.
template <class Role>
class connection : public connection_ends<Role> {
  using ends = connection_ends<Role>;

 public:
  using stack = typename Role::stack;
  using backend = typename stack::backend;
  using typename ends::context_type, typename ends::machine_type;
  static constexpr spoken versions = spoken_by<typename stack::policy>;
  using ends::close, ends::failure;

  constexpr explicit connection(context_type context) : ends(std::move(context)) {
    if (Role::own == crypto::sender::server) records_.incoming.allow_plaintext_alert();
  }

  // ---- the application's commands ----

  template <class Command>
  constexpr step start(Command const& what, unix_time now) {
    context_.now = now;
    if (!seed_questions(engine_, context_))
      fail(error{errc::random_failed});
    else if (!engine_.command(what, context_))
      fail(error{errc::misuse_not_connected});
    carry_out();
    return answer({});
  }
  // Octets taken, in order; fewer than all when too much is outgoing already. Errors: misuse_not_connected,
  // misuse_write_closed, and those of a connection that failed.
  constexpr result<std::size_t> send(std::span<const bytes> pieces) {
    if (const status s = may_write(); !s) return s.error();
    return write_data(pieces);
  }
  // The same, of a server that has sent its Finished and waits for the client's: half-RTT data.
  constexpr result<std::size_t> send_half_rtt(std::span<const bytes> pieces)
    requires(Role::own == crypto::sender::server)
  {
    if (const error e = failure()) return e;
    if (context_.write_closed) return errc::misuse_write_closed;
    if (!Role::may_send_half_rtt(engine_)) return errc::misuse_not_connected;
    return write_data(pieces);
  }
  // The same, of a client that has offered early data and not heard yet whether the server takes it. Errors: also
  // misuse_no_early_data.
  constexpr result<std::size_t> send_early_data(bytes data)
    requires(Role::own == crypto::sender::client)
  {
    if (const error e = failure()) return e;
    if (context_.write_closed) return errc::misuse_write_closed;
    if (!context_.early || !context_.early->open) return errc::misuse_no_early_data;
    early_offer& early = *context_.early;
    const bytes piece = data.first(data.size() < early.room ? data.size() : early.room);
    const std::size_t before = early.sent.size();
    // Once it is known that the server takes them, nobody wants them back.
    const bool kept = !context_.info.early_data_accepted;
    if (kept && !early.sent.append(piece)) return errc::out_of_memory;
    const auto taken = write_data(std::span<const bytes>(&piece, 1));
    if (!taken) return taken;
    if (kept) (void)early.sent.resize(before + *taken);
    early.room -= *taken;
    return taken;
  }
  // A command, of a connection that stands. Errors: as send()'s.
  template <class Command>
  constexpr status command(Command const& what) {
    if (const status s = may_write(); !s) return s.error();
    (void)engine_.command(what, context_);
    carry_out();
    if (const error e = failure()) return e;
    return done{};
  }
  // Errors: also misuse_not_in_this_version.
  constexpr status update_keys(bool request_peer) {
    if (const status s = may_write(); !s) return s.error();
    if constexpr (has_tls13(versions))
      if (!records_.is_older()) return command(tls13::UpdateKeys{request_peer});
    return errc::misuse_not_in_this_version;
  }
  constexpr status send_ticket()
    requires(Role::own == crypto::sender::server)
  {
    if (const status s = may_write(); !s) return s.error();
    if constexpr (has_tls13(versions))
      if (!records_.is_older()) return command(tls13::SendTicket{});
    return errc::misuse_not_in_this_version;
  }

  // ---- bytes from the transport ----

  // Room for input, lent until commit(). Empty while the connection can't take more; without memory it has failed.
  constexpr mutable_bytes prepare() {
    if (!can_take_more()) return {};
    const auto room = records_.incoming.prepare();
    if (room) return *room;
    if (room.error().code != errc::misuse_overfull) fail(room.error());
    return {};
  }
  constexpr step commit(std::size_t n, unix_time now) {
    records_.incoming.commit(n);
    step s = proceed(now);
    s.consumed = n;
    return s;
  }
  // Copies what fits.
  constexpr step receive(bytes input, unix_time now) {
    const mutable_bytes room = prepare();
    const bytes fits = input.first(input.size() < room.size() ? input.size() : room.size());
    copy(fits, room.data());
    return commit(fits.size(), now);
  }
  // Goes on with input that is left over.
  constexpr step proceed(unix_time now) {
    context_.now = now;
    step s{};
    // What has happened is told before more happens: an answer may have completed the handshake, and one step tells of
    // one ticket only.
    if (!report(s))
      while (!stopped() && advance(s)) {
      }
    return answer(std::move(s));
  }

  // ---- bytes for the transport ----

  constexpr bytes outgoing() const { return records_.outgoing.pending(); }
  // Precondition: n <= outgoing().size().
  constexpr void sent(std::size_t n) { records_.sent(n, context_); }
  // Gives the buffers' memory back while nothing is in flight.
  constexpr void trim() {
    records_.incoming.trim();
    records_.outgoing.trim();
  }

  // ---- questions ----

  template <class Answer>
  constexpr machine::resumed resume(machine::continuation<Answer>&& k, Answer const& value) {
    const machine::resumed r = engine_.resume(std::move(k), value, context_);
    if (r == machine::resumed::ok) carry_out();
    return r;
  }
  template <class Answer>
  constexpr machine::resumed refuse(machine::continuation<Answer>&& k, errc why) {
    const machine::resumed r = engine_.refuse(std::move(k), error{why}, context_);
    if (r == machine::resumed::ok) carry_out();
    return r;
  }

 private:
  using ends::context_, ends::engine_, ends::records_;
  using ends::established_, ends::hello_received_, ends::read_closed_, ends::ended_, ends::alert_received_;
  using ends::may_write, ends::speaking, ends::end, ends::abort_with;

  constexpr result<std::size_t> write_data(std::span<const bytes> pieces) {
    if (established_ && records_.outgoing.wants_update()) {
      if (const status s = update_keys(false); !s) return s.error();
    }
    const auto taken = records_.outgoing.write_application_data(pieces);
    if (!taken) fail(taken.error());
    return taken;
  }
  constexpr bool stopped() const { return failure() || read_closed_ || engine_.parked(); }
  // However much is outgoing: the peer may wait for us to read before it reads. What input adds to the output is bounded:
  // flights of the handshake, one KeyUpdate, one alert.
  constexpr bool can_take_more() const { return !stopped(); }

  // Takes one thing from the input. False when the step is over: no more input, or something to report.
  constexpr bool advance(step& s) {
    auto next = records_.incoming.next();
    if (!next) return fail(next.error());
    switch (next->is) {
      case incoming_item::kind::nothing:
        return false;
      case incoming_item::kind::handshake_message:
        return on_message(*next->message, s);
      case incoming_item::kind::application_data:
        return on_application_data(next->content, s);
      case incoming_item::kind::alert:
        return on_alert(next->content, s);
      case incoming_item::kind::change_cipher_spec:
        return on_change_cipher_spec(next->content, s);
    }
    return false;
  }

  constexpr bool on_message(record::handshake_message const& m, step& s) {
    if constexpr (requires { context_.observer.message(false, m.raw); }) context_.observer.message(false, m.raw);
    const bool seeded = speaking() || seed_questions(engine_, context_);
    hello_received_ = true;
    if (!seeded) return fail(error{errc::random_failed});
    if (established_)
      if (const status counted = records_.incoming.guard().post_handshake_message(); !counted)
        return fail(counted.error());
    if (epoch_read(engine_) != records_.incoming.under()) return fail(error{errc::unexpected_message});
    if (Role::own == crypto::sender::client && records_.is_older() && !established_ &&
        m.type == HandshakeType::hello_request) {
      // RFC 5246, 7.4.1.1: "This message will be ignored by the client if the client is currently negotiating a session",
      // and it "MUST NOT be included in the message hashes".
      if (const status counted = records_.incoming.guard().early_hello_request(); !counted)
        return fail(counted.error());
      records_.incoming.done_with(m);
      return true;
    }
    engine_.deliver(Role::message_index(m.type, m.body(), engine_, context_), m.raw, m.body(), context_);
    records_.incoming.done_with(m);
    carry_out();
    return !report(s);
  }
  constexpr bool on_application_data(mutable_bytes content, step& s) {
    if constexpr (requires { context_.early_data_left; })
      if (Role::takes_early_data(engine_)) return on_early_data(content, s);
    // Never before the peer's Finished, which alone leads to this state (CVE-2026-34582).
    if (!established_) return fail(error{errc::unexpected_message, "application_data"});
    s.plaintext = content;
    return content.empty();
  }
  // RFC 8446, 4.2.10: "A server which receives more than max_early_data_size bytes of 0-RTT data SHOULD terminate the
  // connection with an "unexpected_message" alert."
  constexpr bool on_early_data(mutable_bytes content, step& s) {
    if (content.size() > context_.early_data_left) return fail(error{errc::too_much_early_data});
    context_.early_data_left -= static_cast<std::uint32_t>(content.size());
    if (content.empty()) return true;
    replace(s.what, early_data{content});
    return false;
  }
  constexpr bool on_change_cipher_spec(bytes content, step& s) {
    if constexpr (has_tls12(versions)) {
      if (records_.is_older()) {
        using messages = typename machine_type::messages;
        engine_.deliver(machine::index_of<ChangeCipherSpec, messages>, {}, content, context_);
        carry_out();
        return !report(s);
      }
    }
    // RFC 8446, 5: dropped when it comes "after the first ClientHello message has been sent or received and before the
    // peer's Finished message has been received"; otherwise unexpected, "though stateless servers may not be able to
    // distinguish these cases from allowed cases".
    bool begun = speaking();
    if constexpr (requires { context_.may_begin_midway(); }) begun = begun || context_.may_begin_midway();
    if (!begun || established_) return fail(error{errc::change_cipher_spec_unexpected});
    records_.dropped_change_cipher_spec();
    return true;
  }
  constexpr bool on_alert(bytes content, step& s) {
    const auto alert = parse<Alert>(content);
    if (!alert) return fail(alert.error());
    if constexpr (requires { context_.observer.alert(false, alert->level, alert->description); })
      context_.observer.alert(false, alert->level, alert->description);
    // RFC 8446, 6.1: "All alerts listed in Section 6.2 MUST be sent with AlertLevel=fatal and MUST be treated as error
    // alerts ... regardless of the AlertLevel in the message."
    if (alert->description == AlertDescription::close_notify) {
      read_closed_ = true;
      if (established_) {
        // RFC 5246, 7.2.1: "The other party MUST respond with a close_notify alert of its own and close down the
        // connection immediately, discarding any pending writes." TLS 1.3 lets us go on writing.
        if (records_.is_older()) (void)close();
        replace(s.what, cxtls::peer_closed{});
      } else {
        alert_received_ = alert->description;
        end(error{errc::peer_alert, "close_notify"});
      }
      return false;
    }
    if (alert->description == AlertDescription::user_canceled || is_mere_warning(*alert)) {
      if (records_.incoming.amid_message()) return fail(error{errc::unexpected_message, name_of(alert->description)});
      if (const status counted = records_.incoming.guard().warning_alert(); !counted) return fail(counted.error());
      return true;
    }
    alert_received_ = alert->description;
    end(error{errc::peer_alert, name_of(alert->description)});
    return false;
  }

  // RFC 5246, 7.2.2: "If an alert with a level of warning is sent and received, generally the connection can continue
  // normally." TLS 1.3 knows no warnings but the two of closing.
  // A server that doesn't know the name may say so by a warning before its ServerHello (RFC 6066, 3).
  constexpr bool is_mere_warning(Alert const& alert) const {
    if (alert.level != AlertLevel::warning) return false;
    return records_.is_older() ||
           (alert.description == AlertDescription::unrecognized_name && Role::may_choose_older(engine_, context_));
  }

  // Puts what the handlers asked for on the wire and into the keys.
  constexpr void carry_out() {
    auto& out = context_.out;
    // What a handler asked for before it failed isn't done: no message leaves that depends on it, and the alert goes out
    // under the keys that the peer expects.
    if (engine_.failure()) out.clear();
    std::size_t at = 0;
    for (std::size_t i = 0; i < out.size() && !broken_; ++i) {
      if (auto const* m = std::get_if<send_messages>(&out[i])) {
        // Before keys the two sides take turns: what follows a message that we answer can't be meant for us
        // (RFC 8446, 4.1.4).
        if (m->under == epoch::initial && records_.incoming.amid_message()) {
          break_down(error{errc::unexpected_message});
          break;
        }
        if (const status s = records_.send_flight(out.messages().subspan(at, m->size), context_); !s)
          break_down(s.error());
        at += m->size;
      } else if (const status s = records_.carry_out(out[i], context_); !s) {
        break_down(s.error());
      }
    }
    out.clear();
    if constexpr (requires { context_.early_data_refused; }) {
      // RFC 8446, 4.2.10: a server that doesn't take early data skips it, from its answer on; until then it reads nothing.
      if (records_.hello_sent() && std::exchange(context_.early_data_refused, false))
        records_.incoming.skip_early_data();
    }
    if (const error e = engine_.failure(); e && !ended_) abort_with(e);
    if (!established_ && !engine_.failure())
      Role::if_connected(engine_, [&](auto const&) { established_ = fresh_ = true; });
  }

  // ---- failures ----

  // For `return fail(...)`: the step is over.
  constexpr bool fail(error why) {
    engine_.fail(why, context_);
    carry_out();
    return false;
  }
  // While actions are carried out: what is left of them is dropped.
  constexpr void break_down(error why) {
    broken_ = true;
    engine_.fail(why, context_);
  }

  // ---- reports ----

  constexpr bool report(step& s) { return transport::report<Role>(engine_, context_, fresh_, s); }
  constexpr step answer(step s) {
    if (std::holds_alternative<no_event>(s.what)) (void)report(s);
    s.to_send = records_.outgoing.pending().size();
    s.now = ends::now();
    s.can_take_more = can_take_more();
    s.again = !stopped() && records_.incoming.has_more();
    return s;
  }

  bool fresh_ = false;  // established, and not reported yet
  bool broken_ = false;
};

}  // namespace cxtls::transport
