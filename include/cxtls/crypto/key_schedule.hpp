// The key schedule of TLS 1.3 (RFC 8446, 7.1) as three stages, each made from the one before. A stage derives a secret
// from the transcript hash at its point only: another point's hash has another type.
#pragma once
#include "cxtls/crypto/any_key_exchange.hpp"
#include "cxtls/crypto/exporter.hpp"
#include "cxtls/crypto/traffic_secret.hpp"

namespace cxtls::crypto {

namespace detail {

class stage_secret {
 public:
  constexpr hash_algorithm algorithm() const { return algorithm_; }

 protected:
  constexpr stage_secret(hash_algorithm a, hash_secret s) : algorithm_(a), secret_(std::move(s)) {}

  // Derive-Secret(Secret, Label, Messages), as the type that it stands for.
  template <class Derived, class B>
  constexpr result<Derived> derived(B const& b, std::string_view label, digest const& messages) const {
    auto s = derive(b, algorithm_, secret_.expose(), label, messages.view());
    if (!s) return s.error();
    return Derived(algorithm_, *std::move(s));
  }
  template <class Derived, class B>
  constexpr result<Derived> derived_without_messages(B const& b, std::string_view label) const {
    const auto empty = hash_of(b, algorithm_, {});
    if (!empty) return empty.error();
    return derived<Derived>(b, label, *empty);
  }
  // HKDF-Extract(salt = Derive-Secret(Secret, "derived", ""), input): the secret of the next stage.
  template <class B>
  constexpr result<hash_secret> next_stage(B const& b, bytes input) const {
    const auto empty = hash_of(b, algorithm_, {});
    if (!empty) return empty.error();
    const auto salt = derive(b, algorithm_, secret_.expose(), "derived", empty->view());
    if (!salt) return salt.error();
    return extract(b, algorithm_, salt->expose(), input);
  }

  static constexpr std::array<std::uint8_t, max_hash_size> zeros{};
  hash_algorithm algorithm_;
  hash_secret secret_;
};

}  // namespace detail

// All functions: errors: backend_failed.
template <class B>
class main_secret : public detail::stage_secret {
 public:
  constexpr result<traffic_secret<stage::application, sender::client>> client_traffic(
      B const& b, hash_upto<after::ServerFinished> const& messages) const {
    return derived<traffic_secret<stage::application, sender::client>>(b, "c ap traffic", messages.value);
  }
  constexpr result<traffic_secret<stage::application, sender::server>> server_traffic(
      B const& b, hash_upto<after::ServerFinished> const& messages) const {
    return derived<traffic_secret<stage::application, sender::server>>(b, "s ap traffic", messages.value);
  }
  constexpr result<exporter_secret> exporter(B const& b, hash_upto<after::ServerFinished> const& messages) const {
    return derived<exporter_secret>(b, "exp master", messages.value);
  }
  constexpr result<resumption_secret> resumption(B const& b, hash_upto<after::ClientFinished> const& messages) const {
    return derived<resumption_secret>(b, "res master", messages.value);
  }

 private:
  template <class>
  friend class handshake_secret;
  constexpr main_secret(hash_algorithm a, hash_secret s) : stage_secret(a, std::move(s)) {}
};

// All functions: errors: backend_failed.
template <class B>
class handshake_secret : public detail::stage_secret {
 public:
  constexpr result<traffic_secret<stage::handshake, sender::client>> client_traffic(
      B const& b, hash_upto<after::ServerHello> const& messages) const {
    return derived<traffic_secret<stage::handshake, sender::client>>(b, "c hs traffic", messages.value);
  }
  constexpr result<traffic_secret<stage::handshake, sender::server>> server_traffic(
      B const& b, hash_upto<after::ServerHello> const& messages) const {
    return derived<traffic_secret<stage::handshake, sender::server>>(b, "s hs traffic", messages.value);
  }
  constexpr result<main_secret<B>> to_main(B const& b) && {
    auto s = next_stage(b, bytes(zeros).first(hash_size(algorithm_)));
    if (!s) return s.error();
    return main_secret<B>(algorithm_, *std::move(s));
  }

 private:
  template <class>
  friend class early_secret;
  constexpr handshake_secret(hash_algorithm a, hash_secret s) : stage_secret(a, std::move(s)) {}
};

// All functions: errors: backend_failed.
template <class B>
class early_secret : public detail::stage_secret {
 public:
  // RFC 8446, 7.1: "if no PSK is selected, it will then need to compute the Early Secret corresponding to the zero PSK."
  static constexpr result<early_secret> without_psk(B const& b, hash_algorithm a) {
    return from_psk(b, a, bytes(zeros).first(hash_size(a)));
  }
  static constexpr result<early_secret> from_psk(B const& b, hash_algorithm a, bytes psk) {
    auto s = extract(b, a, {}, psk);
    if (!s) return s.error();
    return early_secret(a, *std::move(s));
  }

  constexpr result<binder_key> external_binder_key(B const& b) const {
    return derived_without_messages<binder_key>(b, "ext binder");
  }
  constexpr result<binder_key> imported_binder_key(B const& b) const {  // RFC 9258, 5.2
    return derived_without_messages<binder_key>(b, "imp binder");
  }
  constexpr result<binder_key> resumption_binder_key(B const& b) const {
    return derived_without_messages<binder_key>(b, "res binder");
  }
  constexpr result<traffic_secret<stage::early_data, sender::client>> client_early_traffic(
      B const& b, hash_upto<after::ClientHello> const& messages) const {
    return derived<traffic_secret<stage::early_data, sender::client>>(b, "c e traffic", messages.value);
  }
  constexpr result<exporter_secret> early_exporter(B const& b, hash_upto<after::ClientHello> const& messages) const {
    return derived<exporter_secret>(b, "e exp master", messages.value);
  }

  // With (EC)DHE. A missing shared secret would make the keys predictable (CVE-2023-3724), so it has a type without a
  // default value, and an empty one is refused. Errors: also key_exchange_failed.
  constexpr result<handshake_secret<B>> to_handshake(B const& b, shared_secret const& shared) && {
    if (shared.size() == 0) return errc::key_exchange_failed;
    return to_handshake_from(b, shared.expose());
  }
  template <class T>
  constexpr void to_handshake(T const&) && {
    static_assert(!sizeof(T),
                  "the shared secret is missing; where there is none by choice: to_handshake_with_psk_only()");
  }
  // psk_ke: a PSK alone, without forward secrecy. RFC 8446, 7.1: "If a given secret is not available, then the 0-value
  // consisting of a string of Hash.length bytes set to zeros is used."
  constexpr result<handshake_secret<B>> to_handshake_with_psk_only(B const& b) && {
    return to_handshake_from(b, bytes(zeros).first(hash_size(algorithm_)));
  }

 private:
  constexpr early_secret(hash_algorithm a, hash_secret s) : stage_secret(a, std::move(s)) {}
  constexpr result<handshake_secret<B>> to_handshake_from(B const& b, bytes input) const {
    auto s = next_stage(b, input);
    if (!s) return s.error();
    return handshake_secret<B>(algorithm_, *std::move(s));
  }
};

}  // namespace cxtls::crypto
