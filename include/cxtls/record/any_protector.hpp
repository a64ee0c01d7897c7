// The writing side of a connection whose version the hellos choose. One that speaks TLS 1.3 alone has record::protector.
#pragma once
#include <variant>

#include "cxtls/record/protector.hpp"
#include "cxtls/record/tls12/protector.hpp"

namespace cxtls::record {

// Plaintext as TLS 1.3 has it, until either a secret of TLS 1.3 is installed or TLS 1.2 is chosen.
template <class B>
class any_protector {
 public:
  constexpr any_protector() = default;
  constexpr any_protector(any_protector&&) = default;
  // Clang with libstdc++ 12 can't assign a variant another alternative in constant evaluation.
  constexpr any_protector& operator=(any_protector&& other) noexcept {
    if (this == &other) return *this;
    std::destroy_at(this);
    return *std::construct_at(this, std::move(other));
  }

  // The ServerHello says so. Errors: unexpected_message (keys of TLS 1.3 are in use).
  constexpr status choose_tls12() {
    if (std::holds_alternative<tls12::protector<B>>(version_)) return done{};
    if (keyed()) return errc::unexpected_message;
    std::destroy_at(&version_);
    std::construct_at(&version_, std::in_place_type<tls12::protector<B>>);
    return done{};
  }
  // Errors: as of tls12::protector; unexpected_message (TLS 1.2 wasn't chosen).
  template <crypto::sender Sender>
  constexpr status install(B const& b, crypto::tls12::write_keys<Sender> const& keys) {
    auto* const p = std::get_if<tls12::protector<B>>(&version_);
    return p == nullptr ? status(errc::unexpected_message) : p->install(b, keys);
  }
  // Errors: as of protector; unexpected_message (TLS 1.2 was chosen).
  template <crypto::stage Stage, crypto::sender Sender>
  constexpr status install(B const& b, crypto::suite_info const& suite,
                           crypto::traffic_secret<Stage, Sender> const& secret) {
    auto* const p = std::get_if<protector<B>>(&version_);
    return p == nullptr ? status(errc::unexpected_message) : p->install(b, suite, secret);
  }
  constexpr void retract_early_data() {
    if (auto* p = std::get_if<protector<B>>(&version_)) p->retract_early_data();
  }
  // TLS 1.2 has one version only: nothing is left to set once it was chosen.
  constexpr void set_plaintext_version(ProtocolVersion version) {
    if (auto* p = std::get_if<protector<B>>(&version_)) p->set_plaintext_version(version);
  }

  constexpr bool keyed() const {
    return std::visit([](auto const& p) { return p.keyed(); }, version_);
  }
  constexpr bool should_update() const {
    return std::visit([](auto const& p) { return p.should_update(); }, version_);
  }
  constexpr std::uint64_t sequence_number() const {
    return std::visit([](auto const& p) { return p.sequence_number(); }, version_);
  }
  constexpr std::size_t sealed_size(ContentType type, std::size_t content, std::size_t padding = 0) const {
    return std::visit([&](auto const& p) { return p.sealed_size(type, content, padding); }, version_);
  }
  // Errors: as of the version's protector.
  constexpr result<std::size_t> seal(ContentType type, fragment const& content, std::size_t padding,
                                     mutable_bytes out) {
    return std::visit([&](auto& p) { return p.seal(type, content, padding, out); }, version_);
  }
  constexpr result<std::size_t> seal(ContentType type, std::span<const bytes> pieces, std::size_t padding,
                                     mutable_bytes out) {
    return seal(type, fragment::all_of(pieces), padding, out);
  }
  constexpr result<std::size_t> seal(ContentType type, bytes content, std::size_t padding, mutable_bytes out) {
    return seal(type, std::span<const bytes>(&content, 1), padding, out);
  }
  template <PaddingPolicy Padding = padding_policy::none>
  constexpr std::size_t sealed_size_all(ContentType type, std::size_t payload,
                                        std::size_t max_fragment = max_content) const {
    return detail::sealed_size_all<Padding>(*this, type, payload, max_fragment);
  }
  template <PaddingPolicy Padding = padding_policy::none>
  constexpr result<std::size_t> seal_all(ContentType type, std::span<const bytes> pieces, mutable_bytes out,
                                         std::size_t max_fragment = max_content) {
    return detail::seal_all<Padding>(*this, type, pieces, out, max_fragment);
  }

 private:
  std::variant<protector<B>, tls12::protector<B>> version_;
};

}  // namespace cxtls::record
