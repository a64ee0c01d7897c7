// What a client and a server have in common: bytes in, bytes out, application data, questions, ends.
#pragma once
#include "cxtls/crypto/require_backend.hpp"
#include "cxtls/handshake/channel_binding.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/handshake/own_extensions.hpp"
#include "cxtls/transport/connection.hpp"
#include "cxtls/x509/certificate_list.hpp"

namespace cxtls {

// The base of client and server. Used by one thread at a time; it may move, while a question is out, too.
template <class Role>
class endpoint {
  // First: else what is missing shows where it is used, deep inside.
  static_assert(crypto::require_backend<typename Role::stack::backend>());

  using own_list = typename Role::stack::extensions;
  static constexpr bool is_client = Role::own == crypto::sender::client;

 public:
  using observer = typename Role::stack::policy::observer;

  // ---- bytes from the transport ----

  // Room to read into, lent until commit(); empty while the connection can't take more.
  constexpr mutable_bytes prepare() { return c_.prepare(); }
  constexpr step commit(std::size_t n, unix_time now) { return c_.commit(n, now); }
  // Copies what fits; step::consumed says how much.
  constexpr step receive(bytes input, unix_time now) { return c_.receive(input, now); }
  constexpr step proceed(unix_time now) { return c_.proceed(now); }
  // The transport has ended. Errors: closed_early (the peer didn't say so: the data may be cut off), or why the
  // connection failed before.
  constexpr status transport_closed() { return c_.transport_closed(); }

  // ---- bytes for the transport ----

  constexpr bytes outgoing() const { return c_.outgoing(); }
  constexpr void sent(std::size_t n) { c_.sent(n); }

  // ---- application data ----

  // Returns how many octets were taken: all, unless much is outgoing already. Errors: misuse_not_connected,
  // misuse_write_closed, or why the connection failed.
  constexpr result<std::size_t> send(bytes data) { return send(std::span<const bytes>(&data, 1)); }
  // Several pieces go into the same records.
  constexpr result<std::size_t> send(std::span<const bytes> pieces) { return c_.send(pieces); }
  // Sends close_notify. Reading may go on until the peer's.
  constexpr status close() { return c_.close(); }
  // Ends the connection at once with a fatal alert: for what only the application knows to be wrong. Errors: why the
  // connection failed before; misuse_not_an_error for the alerts that close() sends.
  constexpr status abort(AlertDescription why) { return c_.abort(why); }
  // New keys for what we send, and for what the peer sends if it is asked. Done by itself before a key is worn out.
  constexpr status update_keys(bool request_peer = false) { return c_.update_keys(request_peer); }

  // ---- extensions of the application's own: the stack's third argument ----

  // What the next message says that this side sends and a line of Body's stands for: a client sets it before start(), a
  // server before the message goes out, at the latest while it is asked something. Who didn't offer gets no answer.
  // Errors: those of the descriptor, out_of_memory, misuse_too_late.
  template <class Body>
  constexpr status set_extension(Body const& body) {
    if constexpr (may_set_extension<own_list, Body, is_client>()) {
      constexpr in places = detail::places_of<Body>(own_list{});
      constexpr in last = is_client ? in::certificate : in::new_session_ticket;
      const bool late = is_client ? !c_.engine().template is<typename Role::initial>() : c_.has_connected();
      if (late && !overlap(places, last)) return errc::misuse_too_late;
      return c_.context().own.set(body);
    }
    return errc::misuse_too_late;
  }
  // What the peer said, in the last message that had it; views what the connection keeps. Trust it only once connected.
  template <class Body>
  constexpr std::optional<Body> peer_extension() const {
    if constexpr (is_own_extension<own_list, Body>()) return c_.context().own.template received<Body>();
    return std::nullopt;
  }

  // ---- questions ----

  // Answers a question of this connection (transport/step.hpp); then proceed(). The continuation is used up.
  template <class Answer>
  constexpr machine::resumed resume(machine::continuation<Answer>&& question, Answer const& value) {
    return c_.resume(std::move(question), value);
  }
  // Fails the handshake, with the alert that the error has; without one, with that of the question's kind.
  template <class Answer>
  constexpr machine::resumed refuse(machine::continuation<Answer>&& question, errc why = refusal_of<Answer>) {
    return c_.refuse(std::move(question), why);
  }
  // What can't be meant, and what to write instead.
  template <class Question, class Answer>
  constexpr machine::resumed resume(Question&&, Answer const&) {
    static_assert(!std::is_lvalue_reference_v<Question>,
                  "a question is answered once: write resume(std::move(question), answer)");
    static_assert(std::is_lvalue_reference_v<Question>,
                  "a continuation<T> takes a T as its answer: transport/step.hpp has the questions");
    return machine::resumed::spent;
  }
  template <class Question>
    requires std::is_lvalue_reference_v<Question>
  constexpr machine::resumed refuse(Question&&, errc = {}) {
    static_assert(!sizeof(Question), "a question is refused once: write refuse(std::move(question))");
    return machine::resumed::spent;
  }

  // ---- what is known ----

  constexpr condition now() const { return c_.now(); }
  // Would send() take application data, if there is room? And may the peer's still come?
  constexpr bool may_send() const { return c_.may_send(); }
  constexpr bool may_receive() const { return c_.may_receive(); }
  // Octets that were taken and not used up: part of a record or of a message, or what the last step left over.
  constexpr std::size_t unused_input() const { return c_.unused_input(); }
  constexpr connection_info const& info() const { return c_.context().info; }
  // The peer's certificates as it sent them, leaf first, in this handshake or in the one that a resumed session rests
  // on; empty for an anonymous client. Trust them only once connected.
  constexpr x509::certificate_list const& peer_certificates() const { return c_.context().chain; }
  // Why the connection ended, if it failed; protocol/error_table.hpp has the sentence.
  constexpr error failure() const { return c_.failure(); }
  constexpr std::optional<AlertDescription> alert_sent() const { return c_.alert_sent(); }
  constexpr std::optional<AlertDescription> alert_received() const { return c_.alert_received(); }
  constexpr std::string_view state_name() const { return c_.state_name(); }

  // RFC 8446, 7.5. Errors: misuse_not_connected, backend_failed, no_space, length_out_of_range.
  // No context and an empty one are the same in TLS 1.3, and are not in TLS 1.2 (RFC 5705, 4).
  constexpr status export_keying_material(std::string_view label, std::optional<bytes> context,
                                          mutable_bytes out) const {
    status s = errc::misuse_not_connected;
    Role::if_connected(c_.engine(), [&](auto const& state) {
      if constexpr (requires { state.exporter.export_keying_material(c_.context().backend(), label, context, out); })
        s = state.exporter.export_keying_material(c_.context().backend(), label, context, out);
      else
        s = state.exporter.export_keying_material(c_.context().backend(), label, context.value_or(bytes{}), out);
    });
    return s;
  }
  // The same of the early secret, before the handshake is over: of whoever's early data is sent or taken. What it is good for is
  // as replayable as they are (RFC 8446, 7.5 and E.5.1). Errors: also misuse_no_early_data.
  constexpr status export_early_keying_material(std::string_view label, bytes context, mutable_bytes out) const {
    auto const* secret = early_exporter();
    if (secret == nullptr) return errc::misuse_no_early_data;
    return secret->export_keying_material(c_.context().backend(), label, context, out);
  }
  // What protocols above TLS bind themselves to this connection with (RFC 9266). Errors: misuse_not_connected,
  // backend_failed.
  constexpr result<channel_binding> tls_exporter() const {
    result<channel_binding> made = errc::misuse_not_connected;
    Role::if_connected(c_.engine(),
                       [&](auto const& state) { made = cxtls::tls_exporter(c_.context().backend(), state.exporter); });
    return made;
  }

  // Gives the buffers' memory back while nothing is in flight: for connections that idle.
  constexpr void trim() { c_.trim(); }

 private:
  constexpr crypto::exporter_secret const* early_exporter() const {
    auto const& c = c_.context();
    if constexpr (is_client)
      return c.early && !c.early->refused ? &c.early->exporter : nullptr;
    else
      return c.early_exporter.get();
  }

 protected:
  using connection = transport::connection<Role>;
  constexpr explicit endpoint(typename connection::context_type context) : c_(std::move(context)) {}
  constexpr ~endpoint() = default;
  endpoint(endpoint const&) = delete;  // two would use the same keys and numbers: std::move it, or make another one
  constexpr endpoint(endpoint&&) = default;
  constexpr endpoint& operator=(endpoint&&) = default;

  connection c_;
};

}  // namespace cxtls
