// NOT CRYPTOGRAPHY. A crypto backend that runs in constant evaluation, so that whole handshakes can be tested in
// static_assert: it keeps the interface's promises about sizes, agreement and tampering, and protects nothing.
#pragma once
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/group.hpp"
#include "cxtls/crypto/scheme.hpp"

namespace cxtls::test {

namespace toy {

// A running 64-bit checksum, stretched to as many octets as are asked for.
class mixer {
 public:
  constexpr explicit mixer(std::uint64_t domain = 0) { add(domain); }
  constexpr void add(std::uint64_t word) { state_ = scramble(state_ ^ word); }
  constexpr void add(bytes octets) {
    for (std::uint8_t octet : octets) state_ = (state_ ^ octet) * 0x100000001b3;  // as FNV-1a
    count_ += octets.size();
  }
  constexpr void finish(mutable_bytes out) const {
    std::uint64_t word = scramble(state_ ^ count_);
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (i % 8 == 0) word = scramble(word + 0x9e3779b97f4a7c15);
      out[i] = static_cast<std::uint8_t>(word >> (8 * (i % 8)));
    }
  }
  // As splitmix64.
  static constexpr std::uint64_t scramble(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325;
  std::uint64_t count_ = 0;
};

// Diffie-Hellman in the multiplicative group modulo 2^31 - 1.
inline constexpr std::uint64_t prime = 0x7fffffff;
constexpr std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t result = 1;
  for (; exponent != 0; exponent >>= 1, base = base * base % prime)
    if (exponent & 1) result = result * base % prime;
  return result;
}

}  // namespace toy

// What a toy backend changes while it works. Outside of it, because a backend is used as a const&, and GCC 12 reads no
// `mutable` member in constant evaluation; thus copies of a backend share it, too.
struct toy_world {
  std::uint64_t seed = 1;  // equal seeds draw equal octets
  // Counted are draws of randomness and every other call that is handed the backend.
  std::uint64_t calls = 0;
  // Fault injection: the call of this number, counted from 0, fails, and all after it do.
  std::uint64_t first_failing_call = ~std::uint64_t{0};
};

class toy_backend {
 public:
  static constexpr std::string_view name = "toy";
  static constexpr crypto::capabilities hashes{crypto::hash_algorithm::sha256, crypto::hash_algorithm::sha384};
  static constexpr crypto::capabilities aeads{crypto::aead_algorithm::aes_128_gcm, crypto::aead_algorithm::aes_256_gcm,
                                              crypto::aead_algorithm::chacha20_poly1305};
  static constexpr crypto::capabilities groups{NamedGroup::x25519, NamedGroup::secp256r1};
  static constexpr crypto::capabilities signatures{crypto::signature_algorithm::ed25519};

  constexpr explicit toy_backend(toy_world& world) : world_(&world) {}

  [[nodiscard]] constexpr bool random(mutable_bytes out) const {
    if (!works()) return false;
    toy::mixer m(world_->seed++);
    m.finish(out);
    return true;
  }
  static constexpr bool equal(bytes a, bytes b) { return cxtls::equal(a, b); }

  template <crypto::hash_algorithm A>
  class hash {
   public:
    static constexpr std::size_t size = crypto::hash_size(A);
    constexpr explicit hash(toy_backend const& b) : good_(b.works()) {}
    constexpr void update(bytes more) { mixer_.add(more); }
    [[nodiscard]] constexpr bool finish(mutable_bytes out) {
      if (!good_ || out.size() != size) return false;
      mixer_.finish(out);
      return true;
    }

   private:
    toy::mixer mixer_{static_cast<std::uint64_t>(A)};
    bool good_;
  };

  template <crypto::hash_algorithm A>
  class hmac {
   public:
    static constexpr std::size_t size = crypto::hash_size(A);
    constexpr hmac(toy_backend const& b, bytes key) : good_(b.works()) {
      mixer_.add(key);
      mixer_.add(key.size());
    }
    constexpr void update(bytes more) { mixer_.add(more); }
    [[nodiscard]] constexpr bool finish(mutable_bytes out) {
      if (!good_ || out.size() != size) return false;
      mixer_.finish(out);
      return true;
    }

   private:
    toy::mixer mixer_{0x100 + static_cast<std::uint64_t>(A)};
    bool good_;
  };

  template <crypto::aead_algorithm A>
  class aead {
   public:
    static constexpr std::size_t key_size = crypto::aead_key_size(A);
    static constexpr std::size_t nonce_size = crypto::aead_nonce_size;
    static constexpr std::size_t tag_size = crypto::aead_tag_size;
    constexpr aead() = default;
    constexpr aead(aead&& other) noexcept : key_(std::move(other.key_)) {}
    constexpr aead& operator=(aead&&) = default;

    [[nodiscard]] constexpr bool init(toy_backend const& b, bytes key) {
      if (!b.works() || key.size() != key_size) return false;
      key_ = secret<key_size>::of(key);
      return true;
    }
    [[nodiscard]] constexpr bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
      if (!usable(nonce) || out.size() != in.size() + extra.size() + tag_size) return false;
      copy(in, out.data());
      copy(extra, out.data() + in.size());
      const mutable_bytes text = out.first(out.size() - tag_size);
      apply_stream(text, nonce);
      tag(nonce, aad, text, out.last(tag_size));
      return true;
    }
    [[nodiscard]] constexpr bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
      if (!usable(nonce) || sealed.size() < tag_size) return false;
      const mutable_bytes text = sealed.first(sealed.size() - tag_size);
      std::array<std::uint8_t, tag_size> expected{};
      tag(nonce, aad, text, expected);
      if (!equal(expected, sealed.last(tag_size))) {
        for (std::uint8_t& octet : text) octet = 0;
        return false;
      }
      apply_stream(text, nonce);
      return true;
    }

   private:
    constexpr bool usable(bytes nonce) const { return key_.size() == key_size && nonce.size() == nonce_size; }
    constexpr void apply_stream(mutable_bytes text, bytes nonce) const {
      toy::mixer m(0x200 + static_cast<std::uint64_t>(A));
      m.add(key_.expose());
      m.add(nonce);
      std::array<std::uint8_t, 16> pad{};
      m.finish(pad);
      for (std::size_t i = 0; i < text.size(); ++i) text[i] ^= pad[i % 16];
    }
    constexpr void tag(bytes nonce, bytes aad, bytes text, mutable_bytes out) const {
      toy::mixer m(0x300 + static_cast<std::uint64_t>(A));
      for (bytes part : {key_.expose(), nonce, aad, text}) {
        m.add(part.size());
        m.add(part);
      }
      m.finish(out);
    }
    secret<key_size> key_{0};
  };

  template <NamedGroup G>
  class key_exchange {
   public:
    static constexpr std::size_t share_size = crypto::find(G)->share_size;
    static constexpr std::size_t response_size = crypto::find(G)->response_size;
    static constexpr std::size_t secret_size = crypto::find(G)->secret_size;
    constexpr key_exchange() = default;
    constexpr key_exchange(key_exchange&&) = default;
    constexpr key_exchange& operator=(key_exchange&&) = default;

    [[nodiscard]] constexpr bool generate(toy_backend const& b, mutable_bytes share) {
      std::array<std::uint8_t, 4> drawn{};
      if (share.size() != share_size || !b.random(drawn)) return false;
      exponent_ = 2 + (load(drawn) >> 2);
      write_share(toy::power(7, exponent_), share);
      return true;
    }
    [[nodiscard]] constexpr bool decapsulate(toy_backend const& b, bytes response, mutable_bytes secret_out) {
      std::uint64_t element = 0;
      if (!b.works() || exponent_ == 0 || secret_out.size() != secret_size || !read_share(response, element))
        return false;
      toy::mixer m(0x400 + static_cast<std::uint64_t>(G));
      m.add(toy::power(element, exponent_));
      m.finish(secret_out);
      return true;
    }
    [[nodiscard]] static constexpr bool encapsulate(toy_backend const& b, bytes share, mutable_bytes response,
                                                    mutable_bytes secret_out) {
      key_exchange own;
      return own.generate(b, response) && own.decapsulate(b, share, secret_out);
    }

   private:
    static constexpr std::uint64_t load(bytes four) {
      std::uint64_t v = 0;
      for (std::uint8_t octet : four) v = v << 8 | octet;
      return v;
    }
    // The element in the last four octets, zeros before it; a NIST group's share starts with 4.
    static constexpr void write_share(std::uint64_t element, mutable_bytes out) {
      for (std::uint8_t& octet : out) octet = 0;
      if (G != NamedGroup::x25519) out[0] = 4;
      for (std::size_t i = 0; i < 4; ++i) out[out.size() - 1 - i] = static_cast<std::uint8_t>(element >> (8 * i));
    }
    static constexpr bool read_share(bytes share, std::uint64_t& element) {
      if (share.size() != share_size || share[0] != (G == NamedGroup::x25519 ? 0 : 4)) return false;
      for (std::uint8_t octet : share.subspan(1, share.size() - 5))
        if (octet != 0) return false;
      element = load(share.last(4));
      return element > 1 && element < toy::prime;
    }
    std::uint64_t exponent_ = 0;
  };

  // Anyone can sign for anyone: the signature is a checksum of the public key and the message.
  static constexpr std::size_t signature_size = 64;
  static constexpr void signature_of(bytes public_octets, bytes message, mutable_bytes out) {
    toy::mixer m(0x500);
    m.add(public_octets);
    m.add(message);
    m.finish(out);
  }
  static constexpr std::array<std::uint8_t, 32> public_octets_of(bytes private_octets) {
    toy::mixer m(0x600);
    m.add(private_octets);
    std::array<std::uint8_t, 32> out{};
    m.finish(out);
    return out;
  }
  template <crypto::signature_algorithm>
  struct verifier {
    [[nodiscard]] static constexpr bool verify(toy_backend const& b, crypto::public_key const& key, bytes message,
                                               bytes signature) {
      auto const* ed25519 = std::get_if<crypto::ed25519_public_key>(&key);
      if (!b.works() || ed25519 == nullptr || signature.size() != signature_size) return false;
      std::array<std::uint8_t, signature_size> expected{};
      signature_of(ed25519->key, message, expected);
      return equal(expected, signature);
    }
  };

  class private_key {
   public:
    // Ed25519 in PKCS#8 (RFC 8410, 7): 16 octets of DER and the 32 private ones.
    static constexpr result<private_key> from_der(toy_backend const& b, bytes der) {
      constexpr std::uint8_t prefix[] = {0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};
      if (der.size() != 48 || !cxtls::equal(der.first(16), prefix)) return errc::private_key_malformed;
      if (!b.works()) return errc::backend_failed;
      return private_key(public_octets_of(der.subspan(16)));
    }
    constexpr private_key(private_key&&) = default;
    constexpr private_key& operator=(private_key&&) = default;

    constexpr bounded<SignatureScheme, 1> schemes() const {
      return bounded<SignatureScheme, 1>(SignatureScheme::ed25519);
    }
    constexpr result<std::size_t> sign(toy_backend const& b, SignatureScheme scheme, bytes message,
                                       mutable_bytes out) const {
      if (scheme != SignatureScheme::ed25519) return errc::signature_scheme_mismatch;
      if (out.size() < signature_size) return errc::no_space;
      if (!b.works()) return errc::signing_failed;
      signature_of(public_octets_, message, out.first(signature_size));
      return signature_size;
    }
    constexpr bool matches(crypto::public_key const& key) const {
      auto const* ed25519 = std::get_if<crypto::ed25519_public_key>(&key);
      return ed25519 != nullptr && cxtls::equal(ed25519->key, public_octets_);
    }
    constexpr crypto::public_key public_half() const { return crypto::ed25519_public_key{public_octets_}; }

   private:
    constexpr explicit private_key(std::array<std::uint8_t, 32> public_octets) : public_octets_(public_octets) {}
    std::array<std::uint8_t, 32> public_octets_;
  };

 private:
  constexpr bool works() const { return world_->calls++ < world_->first_failing_call; }
  toy_world* world_;
};

}  // namespace cxtls::test
