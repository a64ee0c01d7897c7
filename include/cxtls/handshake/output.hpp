// What a handshake asks of its transport, in order. The handshake knows epochs and messages, no records: a record layer
// is one driver of it, QUIC and DTLS would be others.
#pragma once
#include <array>
#include <variant>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/suite.hpp"
#include "cxtls/crypto/traffic_secret.hpp"

namespace cxtls {

// Under which keys a message travels.
enum class epoch : std::uint8_t { initial, early_data, handshake, application };

// Put the next `size` octets of messages() on the wire under the keys of `under`.
struct send_messages {
  epoch under{};
  std::size_t size = 0;
};
// From here on the sender of this secret uses it.
template <crypto::stage Stage, crypto::sender Sender>
struct install_secret {
  crypto::suite_info const* suite;
  crypto::traffic_secret<Stage, Sender> secret;
};

using action = std::variant<send_messages, install_secret<crypto::stage::handshake, crypto::sender::client>,
                            install_secret<crypto::stage::handshake, crypto::sender::server>,
                            install_secret<crypto::stage::application, crypto::sender::client>,
                            install_secret<crypto::stage::application, crypto::sender::server>>;

// Filled by the handlers of one step, drained by the driver after it. Between steps it holds no memory: connections idle
// for much longer than they shake hands.
class handshake_output {
 public:
  // The longest list a step makes: the server's flight with both epochs' secrets and its half-RTT keys.
  static constexpr std::size_t max_actions = 8;
  // A Certificate message of the largest size and the other messages of a flight.
  static constexpr std::size_t max_flight = std::size_t{128} * 1024;

  constexpr handshake_output() = default;
  constexpr handshake_output(handshake_output&& other) noexcept
      : actions_(std::exchange(other.actions_, nullptr)),
        count_(std::exchange(other.count_, 0)),
        messages_(std::move(other.messages_)) {}
  constexpr handshake_output& operator=(handshake_output&& other) noexcept {
    handshake_output gone(std::move(other));
    std::swap(actions_, gone.actions_);
    std::swap(count_, gone.count_);
    messages_.swap(gone.messages_);
    return *this;
  }
  constexpr ~handshake_output() { delete actions_; }

  // One whole message, or several. Errors: out_of_memory, message_too_long.
  constexpr status send(epoch under, bytes message) {
    if (messages_.size() + message.size() > max_flight) return errc::message_too_long;
    if (!messages_.append(message)) return errc::out_of_memory;
    if (count_ > 0)
      if (auto* last = std::get_if<send_messages>(&(*actions_)[count_ - 1]); last != nullptr && last->under == under) {
        last->size += message.size();
        return done{};
      }
    return push(send_messages{under, message.size()});
  }
  template <crypto::stage Stage, crypto::sender Sender>
  constexpr status install(crypto::suite_info const& suite, crypto::traffic_secret<Stage, Sender>&& secret) {
    return push(install_secret<Stage, Sender>{&suite, std::move(secret)});
  }

  constexpr std::size_t size() const { return count_; }
  constexpr action& operator[](std::size_t i) { return (*actions_)[i]; }
  constexpr bytes messages() const { return messages_.view(); }
  // Forgets everything and gives the memory back.
  constexpr void clear() {
    delete actions_;
    actions_ = nullptr;
    count_ = 0;
    messages_.release();
  }

 private:
  using list = std::array<action, max_actions>;
  constexpr status push(action&& a) {
    if (count_ == max_actions) return errc::out_of_memory;
    // Placement of std::nothrow isn't allowed in constant evaluation.
    if (actions_ == nullptr) actions_ = std::is_constant_evaluated() ? new list() : new (std::nothrow) list();
    if (actions_ == nullptr) return errc::out_of_memory;
    action& place = (*actions_)[count_++];
    std::destroy_at(&place);
    std::construct_at(&place, std::move(a));
    return done{};
  }
  list* actions_ = nullptr;
  std::size_t count_ = 0;
  buffer messages_;
};

}  // namespace cxtls
