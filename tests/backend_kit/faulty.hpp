// A backend that draws from a seeded sequence, remembers what it gave out, and fails at the call that a test names.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "cxtls/crypto/backend.hpp"

namespace cxtls::backend_kit {

// What a backend is asked for.
enum class call : std::uint8_t { random, hash, hmac, aead_init, seal, open, generate, decapsulate, verify, sign };

// Shared by all copies of one backend; owned by the test.
struct faults {
  std::uint64_t seed = 1;
  std::optional<call> only{};  // count these calls only
  std::size_t fail_at = 0;     // the call that fails, counted from 1; 0: none does
  std::size_t calls = 0;
  std::vector<std::vector<std::uint8_t>> draws{};  // everything that random() gave out
  std::optional<call> failed{};                    // what it was that failed

  bool due(call what) {
    if (only && *only != what) return false;
    if (++calls != fail_at) return false;
    failed = what;
    return true;
  }
};

template <class Real>
class faulty : public Real {
 public:
  explicit faulty(faults& f, Real real = {}) : Real(std::move(real)), f_(&f) {}
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
  class hash : public Real::template hash<A> {
   public:
    explicit hash(faulty const& b) : Real::template hash<A>(b), f_(b.f_) {}
    [[nodiscard]] bool finish(mutable_bytes out) { return !f_->due(call::hash) && Real::template hash<A>::finish(out); }

   private:
    faults* f_;
  };
  template <crypto::hash_algorithm A>
  class hmac : public Real::template hmac<A> {
   public:
    hmac(faulty const& b, bytes key) : Real::template hmac<A>(b, key), f_(b.f_) {}
    [[nodiscard]] bool finish(mutable_bytes out) { return !f_->due(call::hmac) && Real::template hmac<A>::finish(out); }

   private:
    faults* f_;
  };
  template <crypto::aead_algorithm A>
  class aead : public Real::template aead<A> {
    using base = typename Real::template aead<A>;

   public:
    [[nodiscard]] bool init(faulty const& b, bytes key) {
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
  class key_exchange : public Real::template key_exchange<G> {
    using base = typename Real::template key_exchange<G>;

   public:
    [[nodiscard]] bool generate(faulty const& b, mutable_bytes share) {
      return !b.f_->due(call::generate) && base::generate(b, share);
    }
    [[nodiscard]] bool decapsulate(faulty const& b, bytes response, mutable_bytes secret_out) {
      return !b.f_->due(call::decapsulate) && base::decapsulate(b, response, secret_out);
    }
    [[nodiscard]] static bool encapsulate(faulty const& b, bytes share, mutable_bytes response,
                                          mutable_bytes secret_out) {
      return !b.f_->due(call::generate) && !b.f_->due(call::decapsulate) &&
             base::encapsulate(b, share, response, secret_out);
    }
  };
  template <crypto::signature_algorithm A>
  struct verifier {
    [[nodiscard]] static bool verify(faulty const& b, crypto::public_key const& key, bytes message, bytes signature) {
      return !b.f_->due(call::verify) && Real::template verifier<A>::verify(b, key, message, signature);
    }
  };
  class private_key : public Real::private_key {
   public:
    static result<private_key> from_der(faulty const& b, bytes der) {
      auto key = Real::private_key::from_der(b, der);
      if (!key) return key.error();
      return private_key(std::move(*key));
    }
    result<std::size_t> sign(faulty const& b, SignatureScheme scheme, bytes message, mutable_bytes out) const {
      if (b.f_->due(call::sign)) return errc::signing_failed;
      return Real::private_key::sign(b, scheme, message, out);
    }

   private:
    explicit private_key(typename Real::private_key&& key) : Real::private_key(std::move(key)) {}
  };

 private:
  faults* f_;
};

}  // namespace cxtls::backend_kit
