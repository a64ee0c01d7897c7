// A connection on a POSIX socket, used like a blocking one: handshake, read, write, close. The connection itself knows no
// socket; this is one of many ways to carry its octets.
#pragma once
#include <sys/types.h>

#include <cstddef>
#include <ctime>
#include <optional>
#include <utility>
#include <variant>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/base/clock.hpp"
#include "cxtls/io/socket.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::io {

// The machine's clock.
inline unix_time now() { return {static_cast<std::int64_t>(std::time(nullptr))}; }

// `Connection` is a client<S> or a server<S>; it outlives the stream. Each call takes `patience` at the most. Never raises
// SIGPIPE.
//
// Questions to the application (verification_wanted, signature_wanted, ...) need a loop of one's own: here they end the
// handshake with misuse_parked. Of session tickets the newest is kept.
template <class Connection>
class posix_stream {
 public:
  posix_stream(socket connected, Connection& tls, std::chrono::milliseconds patience = default_patience)
      : socket_(std::move(connected)), tls_(&tls), patience_(patience) {}

  // Until both sides may send application data. read() and write() begin with it; called alone, it says earlier what is
  // wrong.
  status handshake() {
    const clock::time_point deadline = clock::now() + patience_;
    if (status ok = start(deadline); !ok) return ok;
    while (tls_->now() == condition::handshaking) {
      if (status ok = receive(deadline); !ok) return ok;
    }
    if (over()) return failed(tls_->failure());
    if (tls_->now() == condition::parked) return failed(errc::misuse_parked);
    return done{};
  }

  // Of a client, before the handshake: what of `data` goes along with the first flight, as early data; 0 if the session or the
  // configuration has none. What is good to be said so may come twice: cxtls::early_data.
  result<std::size_t> write_early(bytes data)
    requires requires(Connection& c) { c.early_data_room(); }
  {
    const clock::time_point deadline = clock::now() + patience_;
    if (status ok = start(deadline); !ok) return ok.error();
    if (tls_->early_data_room() == 0) return std::size_t{0};
    const auto taken = tls_->send(early_data{data});
    if (!taken) return failed(taken.error());
    if (status ok = flush(deadline); !ok) return ok.error();
    return *taken;
  }
  // After the handshake: the early data that the server refused, once. It may be written again, or not.
  std::optional<buffer> take_refused() { return std::exchange(refused_, std::nullopt); }

  // At least one octet, or 0 at the end that the peer has authenticated by its close_notify. An end without one is an
  // error: closed_early. Precondition: `out` isn't empty.
  result<std::size_t> read(mutable_bytes out) {
    if (status ok = handshake(); !ok) return ok.error();
    const clock::time_point deadline = clock::now() + patience_;
    while (unread_.empty()) {
      if (tls_->now() == condition::peer_closed || tls_->now() == condition::closed) return std::size_t{0};
      if (status ok = receive(deadline); !ok) return ok.error();
    }
    const std::size_t n = unread_.size() < out.size() ? unread_.size() : out.size();
    copy(unread_.first(n), out.data());
    unread_ = unread_.subspan(n);
    return n;
  }

  // All of it, or an error. Nothing is read meanwhile: a peer that won't go on before its own data are read makes this
  // time out. For both directions at once, drive the connection by hand.
  status write(bytes data) {
    if (status ok = handshake(); !ok) return ok;
    if (status ok = keep_unread(); !ok) return ok;
    const clock::time_point deadline = clock::now() + patience_;
    while (!data.empty()) {
      const auto taken = tls_->send(data);
      if (!taken) return failed(taken.error());
      data = data.subspan(*taken);
      if (status ok = flush(deadline); !ok) return ok;
    }
    return done{};
  }

  // Sends close_notify: nothing more can be written, reading may go on. The destructor closes the socket.
  status close() {
    if (status ok = keep_unread(); !ok) return ok;
    if (const auto ok = tls_->close(); !ok) return failed(ok.error());
    return flush(clock::now() + patience_);
  }

  // Of a client: the newest ticket that came so far, once. Servers send them after the handshake: they come with read().
  std::optional<ticket> take_ticket() { return std::exchange(ticket_, std::nullopt); }

  Connection& connection() { return *tls_; }
  int fd() const { return socket_.fd(); }

 private:
  static failure failed(error why) { return {fault::tls_failed, 0, why}; }
  static failure failed(errc why) { return failed(error{why}); }
  bool over() const { return tls_->now() == condition::failed || tls_->now() == condition::truncated; }

  status start(clock::time_point deadline) {
    if (std::exchange(started_, true)) return done{};
    if constexpr (requires { tls_->start(now()); })  // a server waits to be spoken to
      return take(tls_->start(now()), deadline);
    return done{};
  }
  // One step further, with octets of the peer if the last ones are used up.
  status receive(clock::time_point deadline) {
    if (again_) return take(tls_->proceed(now()), deadline);
    const mutable_bytes room = tls_->prepare();
    if (room.empty()) return failed(errc::misuse_overfull);
    for (;;) {
      const ssize_t n = ::recv(socket_.fd(), room.data(), room.size(), MSG_DONTWAIT);
      if (n > 0) return take(tls_->commit(static_cast<std::size_t>(n), now()), deadline);
      if (n == 0) {
        if (const auto authenticated = tls_->transport_closed(); !authenticated) return failed(authenticated.error());
        return done{};
      }
      if (errno == EAGAIN || errno == EWOULDBLOCK) {
        if (status ready = wait(socket_.fd(), POLLIN, deadline); !ready) return ready;
      } else if (errno != EINTR) {
        return failure{fault::transport_failed, errno};
      }
    }
  }

  // What a step left to do. An alert is sent before the failure that it tells of is reported.
  status take(step s, clock::time_point deadline) {
    lend(s);
    if (s.to_send > 0) {
      if (status ok = keep_unread(); !ok) return ok;
      // A peer that has hung up may have sent data before: they are read all the same.
      if (status ok = flush(deadline); !ok && !over() && send_error_ == 0) return ok;
    }
    if (over()) return failed(tls_->failure());
    return done{};
  }

  void lend(step& s) {
    if (auto* fresh = std::get_if<ticket>(&s.what)) ticket_ = std::move(*fresh);
    if (auto* back = std::get_if<early_data_refused>(&s.what)) refused_ = std::move(back->data);
    again_ = s.again;
    unread_ = s.plaintext;
    kept_is_unread_ = false;
  }

  status flush(clock::time_point deadline) {
    if (send_error_ != 0) return failure{fault::transport_failed, send_error_};
    while (!tls_->outgoing().empty()) {
      const bytes out = tls_->outgoing();
      const ssize_t n = ::send(socket_.fd(), out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n >= 0) {
        tls_->sent(static_cast<std::size_t>(n));
      } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
        if (status ready = wait(socket_.fd(), POLLOUT, deadline); !ready) return ready;
      } else if (errno != EINTR) {
        send_error_ = errno;
        return last_words();
      }
    }
    return done{};
  }

  // A peer that refuses us says so and hangs up, perhaps while we still write: its alert explains more than EPIPE does.
  // Data that come before it are left to read().
  failure last_words() {
    while (!over() && unread_.empty()) {
      step s;
      if (again_) {
        s = tls_->proceed(now());
      } else {
        const mutable_bytes room = tls_->prepare();
        const ssize_t n = room.empty() ? 0 : ::recv(socket_.fd(), room.data(), room.size(), MSG_DONTWAIT);
        if (n <= 0) break;
        s = tls_->commit(static_cast<std::size_t>(n), now());
      }
      lend(s);
    }
    return tls_->alert_received() ? failed(tls_->failure()) : failure{fault::transport_failed, send_error_};
  }

  // The connection lends its plaintext until its next call; what the application hasn't read by then moves here.
  status keep_unread() {
    if (unread_.empty() || kept_is_unread_) return done{};
    kept_.clear();
    if (!kept_.append(unread_)) return failed(errc::out_of_memory);
    unread_ = kept_.edit();
    kept_is_unread_ = true;
    return done{};
  }

  socket socket_;
  Connection* tls_;
  std::chrono::milliseconds patience_;
  mutable_bytes unread_{};
  buffer kept_;
  std::optional<ticket> ticket_;
  std::optional<buffer> refused_;
  int send_error_ = 0;  // the errno of the first send that failed: there will be no other
  bool kept_is_unread_ = false;
  bool started_ = false;
  bool again_ = false;
};

}  // namespace cxtls::io
