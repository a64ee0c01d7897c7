// BoringSSL that draws from a seeded sequence, remembers what it gave out, and fails at the call that a test names.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "cxtls/backend/boringssl.hpp"

namespace cxtls::test {

// What a backend is asked for.
enum class call : std::uint8_t { random, hash, hmac, aead_init, seal, open, generate, decapsulate, verify, sign };

// Shared by all copies of one backend; owned by the test.
struct faults {
  std::uint64_t seed = 1;
  std::optional<call> only{};  // count these calls only
  std::size_t fail_at = 0;     // the call that fails, counted from 1; 0: none does
  std::size_t calls = 0;
  std::vector<std::vector<std::uint8_t>> draws{};  // everything that random() gave out

  bool due(call what) {
    if (only && *only != what) return false;
    return ++calls == fail_at;
  }
};

class faulty_boringssl : public backend::boringssl {
  using real = backend::boringssl;

 public:
  explicit faulty_boringssl(faults& f) : f_(&f) {}
  faults& state() const { return *f_; }

  [[nodiscard]] bool random(mutable_bytes out) const {
    if (f_->due(call::random)) return false;
    for (std::uint8_t& octet : out) {
      f_->seed = f_->seed * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX
      octet = static_cast<std::uint8_t>(f_->seed >> 56);
    }
    f_->draws.emplace_back(out.begin(), out.end());
    return true;
  }

  template <crypto::hash_algorithm A>
  class hash : public real::hash<A> {
   public:
    explicit hash(faulty_boringssl const& b) : real::hash<A>(b), f_(b.f_) {}
    [[nodiscard]] bool finish(mutable_bytes out) { return !f_->due(call::hash) && real::hash<A>::finish(out); }

   private:
    faults* f_;
  };
  template <crypto::hash_algorithm A>
  class hmac : public real::hmac<A> {
   public:
    hmac(faulty_boringssl const& b, bytes key) : real::hmac<A>(b, key), f_(b.f_) {}
    [[nodiscard]] bool finish(mutable_bytes out) { return !f_->due(call::hmac) && real::hmac<A>::finish(out); }

   private:
    faults* f_;
  };
  template <crypto::aead_algorithm A>
  class aead : public real::aead<A> {
    using base = real::aead<A>;

   public:
    [[nodiscard]] bool init(faulty_boringssl const& b, bytes key) {
      f_ = b.f_;
      return !f_->due(call::aead_init) && base::init(b, key);
    }
    [[nodiscard]] bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
      return f_ != nullptr && !f_->due(call::seal) && base::seal(out, nonce, aad, in, extra);
    }
    [[nodiscard]] bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
      return f_ != nullptr && !f_->due(call::open) && base::open(sealed, nonce, aad);
    }

   private:
    faults* f_ = nullptr;
  };
  template <NamedGroup G>
  class key_exchange : public real::key_exchange<G> {
    using base = real::key_exchange<G>;

   public:
    [[nodiscard]] bool generate(faulty_boringssl const& b, mutable_bytes share) {
      return !b.f_->due(call::generate) && base::generate(b, share);
    }
    [[nodiscard]] bool decapsulate(faulty_boringssl const& b, bytes response, mutable_bytes secret_out) {
      return !b.f_->due(call::decapsulate) && base::decapsulate(b, response, secret_out);
    }
    [[nodiscard]] static bool encapsulate(faulty_boringssl const& b, bytes share, mutable_bytes response,
                                          mutable_bytes secret_out) {
      key_exchange own;
      return own.generate(b, response) && own.decapsulate(b, share, secret_out);
    }
  };
  template <crypto::signature_algorithm A>
  struct verifier {
    [[nodiscard]] static bool verify(faulty_boringssl const& b, crypto::public_key const& key, bytes message,
                                     bytes signature) {
      return !b.f_->due(call::verify) && real::verifier<A>::verify(b, key, message, signature);
    }
  };
  class private_key : public real::private_key {
   public:
    static result<private_key> from_der(faulty_boringssl const& b, bytes der) {
      auto key = real::private_key::from_der(b, der);
      if (!key) return key.error();
      return private_key(std::move(*key));
    }
    result<std::size_t> sign(faulty_boringssl const& b, SignatureScheme scheme, bytes message,
                             mutable_bytes out) const {
      if (b.f_->due(call::sign)) return errc::signing_failed;
      return real::private_key::sign(b, scheme, message, out);
    }

   private:
    explicit private_key(real::private_key&& key) : real::private_key(std::move(key)) {}
  };

 private:
  faults* f_;
};

}  // namespace cxtls::test
