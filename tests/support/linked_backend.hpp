// The backend that the tests of connections run on: whichever the program is linked with (support/linked_library.hpp).
#pragma once
#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/group.hpp"
#include "support/linked_library.hpp"

namespace cxtls::test {

class linked_backend {
 public:
  static constexpr std::string_view name = "linked";
  // Whoever is linked may have less: then it fails.
  static constexpr auto hashes = crypto::capabilities{crypto::hash_algorithm::sha256, crypto::hash_algorithm::sha384};
  static constexpr auto aeads =
      crypto::capabilities{crypto::aead_algorithm::aes_128_gcm, crypto::aead_algorithm::aes_256_gcm,
                           crypto::aead_algorithm::chacha20_poly1305};
  static constexpr auto groups =
      crypto::capabilities{NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1, NamedGroup::secp521r1};
  static constexpr auto signatures = crypto::capabilities{
      crypto::signature_algorithm::ed25519,          crypto::signature_algorithm::ecdsa_sha256,
      crypto::signature_algorithm::ecdsa_sha384,     crypto::signature_algorithm::ecdsa_sha512,
      crypto::signature_algorithm::rsa_pss_sha256,   crypto::signature_algorithm::rsa_pss_sha384,
      crypto::signature_algorithm::rsa_pss_sha512,   crypto::signature_algorithm::rsa_pkcs1_sha256,
      crypto::signature_algorithm::rsa_pkcs1_sha384, crypto::signature_algorithm::rsa_pkcs1_sha512};

  [[nodiscard]] bool random(mutable_bytes out) const { return library().random(out); }
  static bool equal(bytes a, bytes b) { return library().equal(a, b); }

  template <crypto::hash_algorithm A>
  class hash {
   public:
    static constexpr std::size_t size = crypto::hash_size(A);
    explicit hash(linked_backend const&) : state_(library().make_hash(A)) {}
    hash(hash const& other) : state_(other.state_ ? other.state_->copy() : nullptr) {}
    hash(hash&&) = default;
    hash& operator=(hash const& other) { return *this = hash(other); }
    hash& operator=(hash&&) = default;
    ~hash() = default;

    void update(bytes more) {
      if (state_) state_->update(more);
    }
    [[nodiscard]] bool finish(mutable_bytes out) { return state_ && state_->finish(out); }

   private:
    std::unique_ptr<linked::hash> state_;
  };

  template <crypto::hash_algorithm A>
  class hmac {
   public:
    static constexpr std::size_t size = crypto::hash_size(A);
    hmac(linked_backend const&, bytes key) : state_(library().make_hmac(A, key)) {}
    void update(bytes more) {
      if (state_) state_->update(more);
    }
    [[nodiscard]] bool finish(mutable_bytes out) { return state_ && state_->finish(out); }

   private:
    std::unique_ptr<linked::hmac> state_;
  };

  template <crypto::aead_algorithm A>
  class aead {
   public:
    static constexpr std::size_t key_size = crypto::aead_key_size(A);
    static constexpr std::size_t nonce_size = crypto::aead_nonce_size;
    static constexpr std::size_t tag_size = crypto::aead_tag_size;

    [[nodiscard]] bool init(linked_backend const&, bytes key) {
      state_ = library().make_aead(A);
      return state_ && state_->init(key);
    }
    [[nodiscard]] bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
      return state_ && state_->seal(out, nonce, aad, in, extra);
    }
    [[nodiscard]] bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
      return state_ && state_->open(sealed, nonce, aad);
    }

   private:
    std::unique_ptr<linked::aead> state_;
  };

  template <NamedGroup G>
  class key_exchange {
   public:
    static constexpr std::size_t share_size = crypto::find(G)->share_size;
    static constexpr std::size_t response_size = crypto::find(G)->response_size;
    static constexpr std::size_t secret_size = crypto::find(G)->secret_size;

    [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
      state_ = library().make_key_exchange(G);
      return state_ && state_->generate(drawing(backend), share);
    }
    [[nodiscard]] bool decapsulate(auto const& backend, bytes response, mutable_bytes secret_out) {
      return state_ && state_->decapsulate(drawing(backend), response, secret_out);
    }
    [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                          mutable_bytes secret_out) {
      return library().encapsulate(G, drawing(backend), share, response, secret_out);
    }

   private:
    std::unique_ptr<linked::key_exchange> state_;
  };

  template <crypto::signature_algorithm A>
  struct verifier {
    [[nodiscard]] static bool verify(linked_backend const&, crypto::public_key const& key, bytes message,
                                     bytes signature) {
      return library().verify(A, key, message, signature);
    }
  };

  class private_key {
   public:
    static constexpr std::size_t max_signature_size = crypto::max_signature_size;
    static result<private_key> from_der(linked_backend const&, bytes der) {
      auto key = library().private_key_from_der(der);
      if (!key) return key.error();
      return private_key(std::move(*key));
    }
    linked::scheme_list schemes() const { return state_->schemes(); }
    result<std::size_t> sign(linked_backend const&, SignatureScheme scheme, bytes message, mutable_bytes out) const {
      return state_->sign(scheme, message, out);
    }
    bool matches(crypto::public_key const& key) const { return state_->matches(key); }

   private:
    explicit private_key(std::unique_ptr<linked::private_key> state) : state_(std::move(state)) {}
    std::unique_ptr<linked::private_key> state_;
  };

 private:
  static linked::library const& library() { return linked::the_library(); }

  template <class Backend>
  struct drawing final : linked::random_source {
    explicit drawing(Backend const& backend) : from(backend) {}
    bool random(mutable_bytes out) const override { return from.random(out); }
    Backend const& from;
  };
};

}  // namespace cxtls::test
