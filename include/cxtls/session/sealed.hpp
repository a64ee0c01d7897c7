// What we give a client to keep for us, sealed so that only we, or who shares our keys, can open it again.
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/crypto/hkdf.hpp"
#include "cxtls/session/ticket_keys.hpp"

namespace cxtls {

namespace detail {

// What it begins with, in the clear, and what is authenticated with the rest.
struct sealed_header {
  ticket_key_name key_name{};
  std::uint8_t version = ticket_version;
  std::array<std::uint8_t, 32> salt{};  // drawn each time, and so makes a key of its own each time
};

}  // namespace detail

template <>
inline constexpr auto wire<detail::sealed_header> =
    Struct(Field<&detail::sealed_header::key_name>(Bytes<16>), Field<&detail::sealed_header::version>(u8),
           Field<&detail::sealed_header::salt>(Bytes<32>));

namespace detail {

inline constexpr std::size_t sealed_header_size = wire<sealed_header>.max_size();

struct sealed_octets {
  sealed_header header{};
  bytes text{};  // encrypted, and its tag
};

// Of these octets of text at most.
template <std::size_t MaxText>
inline constexpr auto sealed_of =
    Struct(Field<&sealed_octets::header>(wire<sealed_header>),
           Field<&sealed_octets::text>(
               SizeWithin({.min = crypto::aead_tag_size + 1, .max = crypto::aead_tag_size + MaxText}, Remaining)));

// The first of B's AEADs with 256-bit keys: everything sealed in a day hangs on one key.
template <class B>
consteval std::optional<crypto::aead_algorithm> choose_sealing_aead() {
  for (crypto::aead_algorithm a : B::aeads)
    if (crypto::aead_key_size<B>(a) == ticket_key::secret_size) return a;
  return std::nullopt;
}

// Purpose is the label of the derived keys: what was sealed for one doesn't open for another.
template <crypto::Backend B, TicketKeys Keys, auto const& Purpose, std::size_t MaxText>
class sealer {
  static_assert(choose_sealing_aead<B>().has_value(),
                "sealing needs an AEAD with 256-bit keys, and the backend lists none");

 public:
  // The keys outlive it.
  constexpr sealer(B const& b, Keys& keys) : b_(b), keys_(keys) {}

  // Appends; after an error `out` is as it was.
  // Errors: length_out_of_range, out_of_memory, random_failed, backend_failed, those of Keys::current().
  constexpr status seal(bytes text, unix_time now, buffer& out) const {
    if (text.empty() || text.size() > MaxText) return errc::length_out_of_range;
    const auto key = keys_.current(now);
    if (!key) return key.error();
    sealed_header header{.key_name = key->name(), .version = key->version()};
    if (!b_.random(header.salt)) return errc::random_failed;
    buffer sealed;
    if (!sealed.resize(sealed_header_size + text.size() + crypto::aead_tag_size)) return errc::out_of_memory;
    const auto clear = build(header, sealed.edit().first(sealed_header_size));
    aead single_use;
    if (!clear || !init(single_use, *key, header) ||
        !single_use.seal(sealed.edit().subspan(sealed_header_size), nonce, *clear, text, {}))
      return errc::backend_failed;
    if (!out.append(sealed.view())) return errc::out_of_memory;
    return done{};
  }
  // None for whatever wasn't sealed with these keys and for this purpose, and when there is no memory.
  constexpr std::optional<buffer> open(bytes in, unix_time now) const {
    reader r(in);
    sealed_octets sealed;
    if (!sealed_of<MaxText>.read(r, sealed)) return std::nullopt;
    const auto key = keys_.find(sealed.header.key_name, now);
    if (!key || key->version() != sealed.header.version) return std::nullopt;
    buffer text;  // AEADs decrypt where the ciphertext lies
    aead single_use;
    if (!text.append(sealed.text) || !init(single_use, *key, sealed.header) ||
        !single_use.open(text.edit(), nonce, in.first(sealed_header_size)) ||
        !text.resize(text.size() - crypto::aead_tag_size))
      return std::nullopt;
    return text;
  }

 private:
  using aead = typename B::template aead<*choose_sealing_aead<B>()>;
  // Each key seals once, so that one nonce is enough.
  static constexpr std::array<std::uint8_t, crypto::aead_nonce_size> nonce{};

  // HKDF (RFC 5869) of the ticket key, with the salt.
  constexpr bool init(aead& single_use, ticket_key const& key, sealed_header const& header) const {
    constexpr auto hash = crypto::hash_algorithm::sha256;
    const auto pseudorandom_key = crypto::extract(b_, hash, header.salt, key.expose());
    if (!pseudorandom_key) return false;
    secret<aead::key_size> octets(aead::key_size);
    return crypto::expand(b_, hash, pseudorandom_key->expose(), Purpose, octets.fill()) &&
           single_use.init(b_, octets.expose());
  }

  B b_;
  Keys& keys_;
};

}  // namespace detail

}  // namespace cxtls
