// One connection of https_server: a non-blocking socket, TLS, and HTTP above it. Every buffer is bounded: while a client
// doesn't take what it is sent, nothing more is read from it.
#pragma once
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "connection_line.hpp"
#include "cxtls/io/posix.hpp"
#include "http_session.hpp"

namespace support {

struct patience {
  std::chrono::seconds handshake{};
  std::chrono::seconds idle{};
  // For a client that takes nothing of our last octets, and then for it to hang up: of a socket that is closed before,
  // they may get lost.
  std::chrono::seconds farewell{2};
  // For responses that are on their way when the server stops, all in all.
  std::chrono::seconds stopping{10};
};

// `Tls` is a cxtls::server.
template <class Tls>
class served_connection {
 public:
  using time_point = cxtls::io::clock::time_point;

  served_connection(cxtls::io::socket socket, Tls tls, patience const& limits, time_point now)
      : socket_(std::move(socket)),
        peer_(name_of_peer(socket_.fd())),
        tls_(std::move(tls)),
        limits_(limits),
        deadline_(now + limits.handshake) {}

  int fd() const { return socket_.fd(); }
  bool over() const { return is_ == phase::over; }
  time_point deadline() const { return deadline_; }
  // What there is to say of it, at its end.
  std::string line() const { return connection_line(peer_, tls_, tally_, end_); }

  // The events to wait for: POLLIN, POLLOUT.
  short wants() const {
    const bool reads = !ended_ && !again_ && unread_.empty();
    return static_cast<short>((reads ? POLLIN : 0) | (tls_.outgoing().empty() ? 0 : POLLOUT));
  }
  // Some have come.
  void ready(short events, time_point now) {
    const std::uint64_t before = moved_;
    if ((wants() & POLLIN) != 0 && (events & ~POLLOUT) != 0) receive();
    go_on(now);
    if (moved_ != before) be_patient(now);
  }
  // The deadline has passed.
  void expire(time_point now) {
    if (is_ == phase::leaving) return finish();
    end_ = stopping_ ? "stopped" : is_ == phase::serving ? "idle for too long" : "no handshake in time";
    say_goodbye(now);
    conclude(now);
  }
  // The response that is on its way is finished.
  void stop(time_point now) {
    stopping_ = true;
    last_ = now + limits_.stopping;
    if (is_ == phase::serving) http_.finish();
    if (is_ == phase::handshaking) return expire(now);
    be_patient(now);
    go_on(now);
  }

 private:
  enum class phase { handshaking, serving, leaving, over };

  // Everything that can be done without waiting.
  void go_on(time_point now) {
    do {
      talk();
      send();
      if (over()) return;
    } while (proceed());
    talk();  // there may be room again
    if (is_ == phase::serving && http_.over() && http_.output().empty()) say_goodbye(now);
    conclude(now);
  }

  // ---- the socket ----

  // Has something come?
  bool receive() {
    cxtls::mutable_bytes room = tls_.prepare();
    std::uint8_t dropped[4096];
    const bool drops = room.empty();  // TLS is over: only the end of the connection is waited for
    if (drops) room = dropped;
    const ssize_t n = ::recv(fd(), room.data(), room.size(), 0);
    if (n > 0) {
      moved_ += static_cast<std::uint64_t>(n);
      if (!drops) take(tls_.commit(static_cast<std::size_t>(n), cxtls::io::now()));
    } else if (n == 0) {
      ended_ = true;
      (void)tls_.transport_closed();
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
      broke();
    }
    return n > 0;
  }
  void send() {
    while (!over() && !tls_.outgoing().empty()) {
      const cxtls::bytes out = tls_.outgoing();
      const ssize_t n = ::send(fd(), out.data(), out.size(), MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
      if (n < 0) return hear_out();
      moved_ += static_cast<std::uint64_t>(n);
      tls_.sent(static_cast<std::size_t>(n));
    }
  }
  // Nothing more can be sent. What the client said before it left can still be read, its close_notify above all.
  void hear_out() {
    while (tls_.now() == cxtls::condition::connected && (proceed() || receive())) unread_.clear();
    broke();
  }
  void broke() {
    using enum cxtls::condition;
    const auto now = tls_.now();
    if (now == peer_closed) (void)tls_.close();
    if (end_.empty() && now != failed && now != closed && now != peer_closed) end_ = "broken";
    finish();
  }

  // ---- TLS ----

  // A step's plaintext is lent until the next call; HTTP may not want it before.
  void take(cxtls::step const& s) {
    unread_.assign(s.plaintext.begin(), s.plaintext.end());
    if (auto const* early = std::get_if<cxtls::early_data>(&s.what)) {
      unread_.assign(early->data.begin(), early->data.end());
      http_.describe(connection_page(tls_));
    }
    http_.set_early(is_ == phase::handshaking);
    tally_.received += unread_.size();
    again_ = s.again;
    if (std::holds_alternative<cxtls::connected>(s.what)) {
      is_ = phase::serving;
      http_.describe(connection_page(tls_));
    }
    if (std::holds_alternative<cxtls::peer_closed>(s.what)) http_.finish();  // it asks for nothing more
  }
  // False: there is nothing left of what was received, or it has to wait.
  bool proceed() {
    if (!again_ || !unread_.empty()) return false;
    take(tls_.proceed(cxtls::io::now()));
    return true;
  }

  // ---- HTTP ----

  // It takes what it can, and TLS takes what it says. Afterwards either nothing is unread, or TLS has much to send.
  void talk() {
    if (is_ == phase::leaving) unread_.clear();
    for (;;) {
      const std::size_t taken = http_.take(unread_);
      unread_.erase(unread_.begin(), unread_.begin() + static_cast<std::ptrdiff_t>(taken));
      tally_.requests = http_.requests();
      // Who asked in early data is answered before it has finished.
      const bool half = is_ == phase::handshaking && tls_.may_send_half_rtt();
      if (is_ != phase::serving && !half) return;
      const auto said = half ? tls_.send(cxtls::half_rtt{http_.output()}) : tls_.send(http_.output());
      if (!said || *said + taken == 0) return;
      http_.wrote(*said);
      tally_.sent += *said;
    }
  }

  // ---- ends ----

  void say_goodbye(time_point now) {
    (void)tls_.close();
    leave(now);
    send();
  }
  void leave(time_point now) {
    if (is_ == phase::leaving) return;
    is_ = phase::leaving;
    be_patient(now);
  }
  // Something has moved: the time that there is for nothing to move begins anew.
  void be_patient(time_point now) {
    if (is_ == phase::serving) deadline_ = now + limits_.idle;
    if (is_ == phase::leaving && !shut_) deadline_ = now + limits_.farewell;
    if (stopping_ && last_ < deadline_) deadline_ = last_;
  }
  // Is it over? When all is sent, the client is told so, and gets the time to read it.
  void conclude(time_point now) {
    if (over()) return;
    if (tls_.now() == cxtls::condition::truncated) return finish();
    if (tls_.now() == cxtls::condition::failed) leave(now);
    if (!tls_.outgoing().empty()) return;
    if (tls_.now() == cxtls::condition::closed || ended_) return finish();
    if (is_ == phase::leaving && !std::exchange(shut_, true)) ::shutdown(fd(), SHUT_WR);
  }
  void finish() { is_ = phase::over; }

  cxtls::io::socket socket_;
  std::string peer_;
  Tls tls_;
  http_session http_;
  patience limits_;
  time_point deadline_;
  time_point last_{};  // once the server stops
  phase is_ = phase::handshaking;
  std::vector<std::uint8_t> unread_;  // plaintext, of one record at the most
  connection_tally tally_;
  std::uint64_t moved_ = 0;  // octets on the socket, both ways
  std::string end_;  // what ended it, where TLS doesn't know
  bool again_ = false;  // TLS has more of what was received
  bool ended_ = false;  // the socket's input has
  bool shut_ = false;  // the socket's output is
  bool stopping_ = false;
};

}  // namespace support
