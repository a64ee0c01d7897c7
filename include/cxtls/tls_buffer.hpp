// A connection in the shape of PEP 543 and PEP 748: octets of the network go into and come out of buffers, and a call that
// can't go on says what it wants.
#pragma once
#include <optional>
#include <utility>
#include <variant>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls {

// What a call waits for. It is no error: call again after process_incoming(), or after process_outgoing().
enum class want : std::uint8_t { read, write };

// A value, what is wanted first, or why it can't be.
template <class T>
class [[nodiscard]] attempt {
 public:
  constexpr attempt(T value) : v_(std::in_place_index<0>, std::move(value)) {}
  constexpr attempt(want what) : v_(std::in_place_index<1>, what) {}
  constexpr attempt(error why) : v_(std::in_place_index<2>, why) {}
  constexpr attempt(errc code) : attempt(error{code}) {}

  constexpr explicit operator bool() const { return v_.index() == 0; }
  // Only after a check, as result's.
  constexpr T const& operator*() const { return std::get<0>(v_); }
  constexpr std::optional<want> wants() const {
    if (auto const* what = std::get_if<1>(&v_)) return *what;
    return std::nullopt;
  }
  // errc::none unless it failed.
  constexpr error failure() const {
    if (auto const* why = std::get_if<2>(&v_)) return *why;
    return {};
  }

 private:
  std::variant<T, want, error> v_;
};

// `Connection` is a client<S>, a server<S>, an any_client or an any_server; it outlives the buffer. Names are those of PEP
// 748's TLSBuffer, and of PEP 543's TLSWrappedBuffer where that has more. The handshake isn't begun by itself.
template <class Connection>
class tls_buffer {
 public:
  // Input that is held for read(): four records of the largest size, so that neither side waits for the other's last octet.
  static constexpr std::size_t max_incoming = std::size_t{64} << 10;

  constexpr explicit tls_buffer(Connection& tls) : tls_(&tls) {}

  // ---- the application's side ----

  // Until both sides may send data. Wants: read, and before that write if something is outgoing. Errors: why the connection
  // failed; misuse_parked while a question is out: answer take_event()'s, through connection().
  constexpr attempt<done> do_handshake(unix_time now) {
    if (!std::exchange(started_, true)) {
      if constexpr (requires { tls_->start(now); })  // a server waits to be spoken to
        look_at(tls_->start(now));
    }
    while (!shaken_ && go_on(now)) {
    }
    if (const error why = broken()) return why;
    if (tls_->now() == condition::parked) return errc::misuse_parked;
    if (!shaken_) return wanting();
    return done{};
  }

  // At least one octet, or 0 at the end that the peer has authenticated, now and ever after. Wants: read. Errors:
  // misuse_not_connected before the handshake; closed_early at an end without close_notify; why the connection failed.
  // Precondition: `out` isn't empty.
  constexpr attempt<std::size_t> read(mutable_bytes out, unix_time now) {
    for (;;) {
      if (!unread_.empty()) {
        const std::size_t n = unread_.size() < out.size() ? unread_.size() : out.size();
        copy(unread_.view().first(n), out.data());
        unread_.consume(n);
        return n;
      }
      if (const error why = broken()) return why;
      if (!shaken_) return errc::misuse_not_connected;
      if (tls_->now() == condition::peer_closed || tls_->now() == condition::closed) return std::size_t{0};
      if (!go_on(now)) return want::read;
    }
  }

  // How much was taken, of a call with any data: whatever wasn't may come again from anywhere. Wants: write, when too much
  // is outgoing. Errors: misuse_not_connected, misuse_write_closed, why the connection failed.
  constexpr attempt<std::size_t> write(bytes data) {
    const auto taken = tls_->send(data);
    if (!taken) return taken.error();
    if (*taken == 0 && !data.empty()) return want::write;
    return *taken;
  }

  // Sends close_notify; reading may go on until the peer's. Waits for nothing. Errors: why the connection failed.
  constexpr status shutdown() { return tls_->close(); }

  // ---- the network's side ----

  // All of it, or nothing. Wants: read, when not all of it fits; so give at most max_incoming at once. Errors: why the
  // connection failed, out_of_memory.
  constexpr attempt<done> process_incoming(bytes data_from_network) {
    if (const error why = broken()) return why;
    if (data_from_network.size() > max_incoming - incoming_.size()) return want::read;
    if (!incoming_.append(data_from_network)) return errc::out_of_memory;
    return done{};
  }
  // The network has ended: once what it brought is used up, read() answers 0 or closed_early.
  constexpr void process_end() { ended_ = true; }
  constexpr std::size_t incoming_bytes_buffered() const { return incoming_.size() + tls_->unused_input(); }

  // Moves as much as fits; returns how much.
  constexpr std::size_t process_outgoing(mutable_bytes out) {
    const bytes next = peek_outgoing(out.size());
    copy(next, out.data());
    consume_outgoing(next.size());
    return next.size();
  }
  // At most so many octets, good until the next call; they stay until they are consumed, any part at a time.
  constexpr bytes peek_outgoing(std::size_t amount) const {
    const bytes all = tls_->outgoing();
    return all.first(amount < all.size() ? amount : all.size());
  }
  // Precondition: n <= outgoing_bytes_buffered().
  constexpr void consume_outgoing(std::size_t n) { tls_->sent(n); }
  constexpr std::size_t outgoing_bytes_buffered() const { return tls_->outgoing().size(); }

  // ---- what was negotiated: absent before it is ----

  constexpr std::optional<CipherSuite> cipher() const { return tls_->info().cipher_suite; }
  constexpr std::optional<bytes> negotiated_protocol() const {
    if (!tls_->info().alpn_protocol) return std::nullopt;
    return tls_->info().alpn();
  }
  constexpr std::optional<ProtocolVersion> negotiated_tls_version() const { return tls_->info().version; }
  // The peer's own certificate, DER, as long as the connection; not before the handshake is over, since until then it is
  // anybody's.
  constexpr std::optional<bytes> getpeercert() const {
    if (!shaken_ || tls_->peer_certificates().empty()) return std::nullopt;
    return tls_->peer_certificates()[0];
  }

  // The newest ticket or question (transport/step.hpp), once. PEP 748 has neither.
  constexpr event take_event() { return std::exchange(event_, event{}); }
  constexpr Connection& connection() { return *tls_; }

 private:
  constexpr error broken() const {
    if (out_of_memory_) return {errc::out_of_memory, {}};
    const condition is = tls_->now();
    return is == condition::failed || is == condition::truncated ? tls_->failure() : error{};
  }
  constexpr want wanting() const { return tls_->outgoing().empty() ? want::read : want::write; }

  // One step further with what is held. False: there is nothing to go on with.
  constexpr bool go_on(unix_time now) {
    if (broken() || tls_->now() == condition::parked) return false;
    if (std::exchange(again_, false)) {
      look_at(tls_->proceed(now));
    } else if (!incoming_.empty()) {
      step s = tls_->receive(incoming_.view(), now);
      incoming_.consume(s.consumed);
      look_at(std::move(s));
    } else if (std::exchange(ended_, false)) {
      (void)tls_->transport_closed();
    } else {
      return false;
    }
    return true;
  }
  constexpr void look_at(step s) {
    // After an answer to a question the first thing is to look what it led to.
    again_ = s.again || s.now == condition::parked;
    shaken_ = shaken_ || std::holds_alternative<connected>(s.what);
    if (!unread_.append(s.plaintext)) out_of_memory_ = true;
    if (std::holds_alternative<no_event>(s.what) || std::holds_alternative<connected>(s.what) ||
        std::holds_alternative<peer_closed>(s.what))
      return;
    event_ = std::move(s.what);
  }

  Connection* tls_;
  buffer incoming_{};
  buffer unread_{};  // of one record: the next isn't opened before this is read
  event event_{};
  bool started_ = false;
  bool shaken_ = false;  // the handshake is over
  bool again_ = false;
  bool ended_ = false;
  bool out_of_memory_ = false;
};

}  // namespace cxtls
