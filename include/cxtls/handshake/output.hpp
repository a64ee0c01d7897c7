// What a handshake asks of its transport, in order. The handshake knows epochs and messages, no records: a record layer
// is one driver of it, QUIC and DTLS would be others.
#pragma once
#include <array>
#include <variant>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/suite.hpp"
#include "cxtls/crypto/tls12/secrets.hpp"
#include "cxtls/crypto/traffic_secret.hpp"
#include "cxtls/handshake/memory_limits.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"

namespace cxtls {

// Under which keys a message travels. TLS 1.2 has `initial` before a ChangeCipherSpec and `application` after it.
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

// A HelloRetryRequest refuses early data: what follows is in the clear again.
struct retract_early_data {};

// RFC 8449: how much content a record may have from here on, of ours and of the peer's, in octets.
struct limit_records {
  std::size_t sent = 0;
  std::size_t taken = 0;
};

// ---- of TLS 1.2 only ----

// The ServerHello says so: from here on, records are those of TLS 1.2.
struct choose_tls12 {};
// Sends ChangeCipherSpec; what follows of this sender, who is us, is under these keys.
template <crypto::sender Sender>
struct change_cipher_spec {
  crypto::tls12::write_keys<Sender> keys;
};
// The peer's ChangeCipherSpec may come from now on, and with it these keys of its.
template <crypto::sender Sender>
struct expect_change_cipher_spec {
  crypto::tls12::write_keys<Sender> keys;
};
// An alert of the level warning: the connection stays.
struct send_warning {
  AlertDescription description{};
};

// What handshakes of these versions ask for.
template <spoken V, class... More>
struct action_type {
  using type = std::variant<send_messages, retract_early_data, limit_records,
                            install_secret<crypto::stage::early_data, crypto::sender::client>,
                            install_secret<crypto::stage::handshake, crypto::sender::client>,
                            install_secret<crypto::stage::handshake, crypto::sender::server>,
                            install_secret<crypto::stage::application, crypto::sender::client>,
                            install_secret<crypto::stage::application, crypto::sender::server>, More...>;
};
template <>
struct action_type<spoken::tls12> {
  using type =
      std::variant<send_messages, limit_records, choose_tls12, change_cipher_spec<crypto::sender::client>,
                   change_cipher_spec<crypto::sender::server>, expect_change_cipher_spec<crypto::sender::client>,
                   expect_change_cipher_spec<crypto::sender::server>, send_warning>;
};
template <>
struct action_type<spoken::both>
    : action_type<spoken::tls13, choose_tls12, change_cipher_spec<crypto::sender::client>,
                  change_cipher_spec<crypto::sender::server>, expect_change_cipher_spec<crypto::sender::client>,
                  expect_change_cipher_spec<crypto::sender::server>, send_warning> {};

// Filled by the handlers of one step, drained by the driver after it. Between steps it holds no memory: connections idle
// for much longer than they shake hands.
template <spoken V, std::size_t MaxFlight = memory_limits{}.flight>
class basic_handshake_output {
 public:
  using action = typename action_type<V>::type;
  // The longest list a step makes: the server's flight with both epochs' secrets and its half-RTT keys.
  static constexpr std::size_t max_actions = 8;
  static constexpr std::size_t max_flight = MaxFlight;

  constexpr basic_handshake_output() = default;
  constexpr basic_handshake_output(basic_handshake_output&& other) noexcept
      : actions_(std::exchange(other.actions_, nullptr)),
        count_(std::exchange(other.count_, 0)),
        messages_(std::move(other.messages_)) {}
  constexpr basic_handshake_output& operator=(basic_handshake_output&& other) noexcept {
    basic_handshake_output gone(std::move(other));
    std::swap(actions_, gone.actions_);
    std::swap(count_, gone.count_);
    messages_.swap(gone.messages_);
    return *this;
  }
  constexpr ~basic_handshake_output() { delete actions_; }

  // One whole message, or several. Errors: out_of_memory, no_space (over the policy's flight).
  constexpr status send(epoch under, bytes message) {
    if (messages_.size() + message.size() > max_flight) return error{errc::no_space, "flight"};
    if (!messages_.append(message)) return errc::out_of_memory;
    if (count_ > 0)
      if (auto* last = std::get_if<send_messages>(&(*actions_)[count_ - 1]); last != nullptr && last->under == under) {
        last->size += message.size();
        return done{};
      }
    return push(send_messages{under, message.size()});
  }
  // One of TLS 1.3's. Errors: out_of_memory.
  template <crypto::stage Stage, crypto::sender Sender>
    requires(has_tls13(V))
  constexpr status install(crypto::suite_info const& suite, crypto::traffic_secret<Stage, Sender>&& secret) {
    return push(install_secret<Stage, Sender>{&suite, std::move(secret)});
  }
  // Any other. Errors: out_of_memory.
  template <class Action>
  constexpr status add(Action&& a) {
    return push(std::forward<Action>(a));
  }

  // What a list of them takes on the heap while a step lasts.
  static constexpr std::size_t actions_size = sizeof(std::array<action, max_actions>);
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

using handshake_output = basic_handshake_output<spoken::tls13>;
template <class P>
using handshake_output_of = basic_handshake_output<spoken_by<P>, memory_of<P>.flight>;

}  // namespace cxtls
