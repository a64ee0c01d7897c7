// A connection whose phase is its type: data can be sent on an established one, and on no other. For programs that want
// the compiler to see what client and server say by errors.
//
//   handshaking<client<my_tls>> h = start(client<my_tls>(context, dns_name{"example.com"}), now);
//   ... h.receive(input, now), send h.outgoing() ...
//   auto next = std::move(h).next();                       // one of four phases
//   if (auto* tls = std::get_if<established<client<my_tls>>>(&next)) (void)tls->send(data);
#pragma once
#include <optional>
#include <variant>

#include "cxtls/handshake/channel_binding.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/transport/step.hpp"
#include "cxtls/x509/certificate_list.hpp"

namespace cxtls {

// Connection: client<S>, server<S>, or a pointer that owns one, as std::unique_ptr<any_client>.
template <class Connection>
class handshaking;
template <class Connection>
class established;
template <class Connection>
class write_closed;
template <class Connection>
class ended;

template <class Connection>
using phase =
    std::variant<handshaking<Connection>, established<Connection>, write_closed<Connection>, ended<Connection>>;

namespace detail {

template <class Connection>
constexpr auto& connection_of(Connection& c) {
  if constexpr (requires { *c; })
    return *c;
  else
    return c;
}

// What every phase has.
template <class Connection>
class any_phase {
 public:
  constexpr bytes outgoing() const { return tls().outgoing(); }
  constexpr void sent(std::size_t n) { tls().sent(n); }
  constexpr condition now() const { return tls().now(); }
  constexpr connection_info const& info() const { return tls().info(); }
  constexpr x509::certificate_list const& peer_certificates() const { return tls().peer_certificates(); }

 protected:
  constexpr explicit any_phase(Connection c) : c_(std::move(c)) {}
  constexpr auto& tls() { return connection_of(c_); }
  constexpr auto const& tls() const { return connection_of(c_); }
  Connection c_;
};

// And what those have that aren't over.
template <class Connection>
class open_phase : public any_phase<Connection> {
 public:
  constexpr mutable_bytes prepare() { return this->tls().prepare(); }
  constexpr step commit(std::size_t n, unix_time now) { return this->tls().commit(n, now); }
  constexpr step receive(bytes input, unix_time now) { return this->tls().receive(input, now); }
  constexpr step proceed(unix_time now) { return this->tls().proceed(now); }
  constexpr status transport_closed() { return this->tls().transport_closed(); }
  constexpr status abort(AlertDescription why) { return this->tls().abort(why); }

  // The phase that the last step led to, perhaps the same. Uses this one up.
  constexpr phase<Connection> next() &&;

 protected:
  using any_phase<Connection>::any_phase;
};

}  // namespace detail

// Nobody is known yet. Questions are answered here (transport/step.hpp).
template <class Connection>
class handshaking : public detail::open_phase<Connection> {
 public:
  constexpr explicit handshaking(Connection c) : detail::open_phase<Connection>(std::move(c)) {}

  template <class Answer>
  constexpr machine::resumed resume(machine::continuation<Answer>&& question, Answer const& value) {
    return this->tls().resume(std::move(question), value);
  }
  template <class Answer>
  constexpr machine::resumed refuse(machine::continuation<Answer>&& question, errc why = refusal_of<Answer>) {
    return this->tls().refuse(std::move(question), why);
  }
  constexpr auto to_be_signed() const { return this->tls().to_be_signed(); }
  // A client's.
  constexpr auto certificate_request() const { return this->tls().certificate_request(); }

  template <class... Args>
  void send(Args&&...) {
    static_assert(sizeof...(Args) > ~std::size_t{0} - 1,
                  "nothing can be sent while the handshake goes on: next() gives an established connection after it");
  }
};

// The peer is who it has to be, and data flow. After the peer's close_notify we may go on sending (RFC 8446, 6.1).
template <class Connection>
class established : public detail::open_phase<Connection> {
 public:
  // Errors: why the connection failed, if it did since next().
  constexpr result<std::size_t> send(bytes data) { return this->tls().send(data); }
  constexpr result<std::size_t> send(std::span<const bytes> pieces) { return this->tls().send(pieces); }
  constexpr status update_keys(bool request_peer = false) { return this->tls().update_keys(request_peer); }
  constexpr status export_keying_material(std::string_view label, std::optional<bytes> context,
                                          mutable_bytes out) const {
    return this->tls().export_keying_material(label, context, out);
  }
  constexpr result<channel_binding> tls_exporter() const { return this->tls().tls_exporter(); }
  // Sends close_notify. Reading may go on.
  constexpr phase<Connection> close() && {
    (void)this->tls().close();
    return std::move(*this).next();
  }

 private:
  friend class detail::open_phase<Connection>;
  constexpr explicit established(Connection c) : detail::open_phase<Connection>(std::move(c)) {}
};

// We have said that we are done; the peer may not be.
template <class Connection>
class write_closed : public detail::open_phase<Connection> {
 public:
  template <class... Args>
  void send(Args&&...) {
    static_assert(sizeof...(Args) > ~std::size_t{0} - 1,
                  "nothing can be sent after close(): send what is left before it");
  }

 private:
  friend class detail::open_phase<Connection>;
  constexpr explicit write_closed(Connection c) : detail::open_phase<Connection>(std::move(c)) {}
};

// Over: closed by both sides, cut off, or failed. An alert may still be outgoing.
template <class Connection>
class ended : public detail::any_phase<Connection> {
 public:
  // None after a close by both sides.
  constexpr error failure() const { return this->tls().failure(); }
  constexpr std::optional<AlertDescription> alert_sent() const { return this->tls().alert_sent(); }
  constexpr std::optional<AlertDescription> alert_received() const { return this->tls().alert_received(); }

  template <class... Args>
  void send(Args&&...) {
    static_assert(sizeof...(Args) > ~std::size_t{0} - 1, "nothing can be sent on a connection that is over");
  }

 private:
  friend class detail::open_phase<Connection>;
  constexpr explicit ended(Connection c) : detail::any_phase<Connection>(std::move(c)) {}
};

template <class Connection>
constexpr phase<Connection> detail::open_phase<Connection>::next() && {
  switch (this->now()) {
    case condition::handshaking:
    case condition::parked:
      return handshaking<Connection>(std::move(this->c_));
    case condition::connected:
    case condition::peer_closed:
      if (this->tls().may_send()) return established<Connection>(std::move(this->c_));
      return write_closed<Connection>(std::move(this->c_));
    default:
      return ended<Connection>(std::move(this->c_));
  }
}

// A client's first flight is outgoing.
template <class Client>
constexpr handshaking<Client> start(Client client, unix_time now) {
  (void)detail::connection_of(client).start(now);
  return handshaking<Client>(std::move(client));
}

}  // namespace cxtls
