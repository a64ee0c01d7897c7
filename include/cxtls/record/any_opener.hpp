// The reading side of a connection whose version the hellos choose. One that speaks TLS 1.3 alone has record::opener.
#pragma once
#include <variant>

#include "cxtls/record/opener.hpp"
#include "cxtls/record/tls12/opener.hpp"

namespace cxtls::record {

// Plaintext as TLS 1.3 has it, until either a secret of TLS 1.3 is installed or TLS 1.2 is chosen.
template <class B>
class any_opener {
 public:
  constexpr any_opener() = default;
  constexpr any_opener(any_opener&&) = default;
  // Clang with libstdc++ 12 can't assign a variant another alternative in constant evaluation.
  constexpr any_opener& operator=(any_opener&& other) noexcept {
    if (this == &other) return *this;
    std::destroy_at(this);
    return *std::construct_at(this, std::move(other));
  }

  // The ServerHello says so. From here on a ChangeCipherSpec is refused unless it is expected.
  // Errors: unexpected_message (keys of TLS 1.3 are in use).
  constexpr status choose_tls12() {
    if (std::holds_alternative<tls12::opener<B>>(version_)) return done{};
    if (keyed()) return errc::unexpected_message;
    std::destroy_at(&version_);
    std::construct_at(&version_, std::in_place_type<tls12::opener<B>>);
    return done{};
  }
  // Errors: as of tls12::opener; unexpected_message (TLS 1.2 wasn't chosen).
  template <crypto::sender Sender>
  constexpr status expect(B const& b, crypto::tls12::write_keys<Sender> const& keys) {
    auto* const o = std::get_if<tls12::opener<B>>(&version_);
    return o == nullptr ? status(errc::unexpected_message) : o->expect(b, keys);
  }
  // Errors: as of opener; unexpected_message (TLS 1.2 was chosen).
  template <crypto::stage Stage, crypto::sender Sender>
  constexpr status install(B const& b, crypto::suite_info const& suite,
                           crypto::traffic_secret<Stage, Sender> const& secret) {
    auto* const o = std::get_if<opener<B>>(&version_);
    return o == nullptr ? status(errc::unexpected_message) : o->install(b, suite, secret);
  }

  // What TLS 1.2 doesn't have is left out there.
  constexpr void skip_early_data() {
    if (auto* o = std::get_if<opener<B>>(&version_)) o->skip_early_data();
  }
  constexpr void allow_plaintext_alert() {
    if (auto* o = std::get_if<opener<B>>(&version_)) o->allow_plaintext_alert();
  }

  constexpr bool keyed() const {
    return std::visit([](auto const& o) { return o.keyed(); }, version_);
  }
  constexpr bool should_update() const {
    return std::visit([](auto const& o) { return o.should_update(); }, version_);
  }
  constexpr std::uint64_t sequence_number() const {
    return std::visit([](auto const& o) { return o.sequence_number(); }, version_);
  }
  constexpr std::size_t max_fragment() const {
    return std::visit([](auto const& o) { return o.max_fragment(); }, version_);
  }
  // Errors: as of the version's opener.
  constexpr result<opened> open(mutable_bytes record) {
    return std::visit([&](auto& o) { return o.open(record); }, version_);
  }

 private:
  std::variant<opener<B>, tls12::opener<B>> version_;
};

}  // namespace cxtls::record
