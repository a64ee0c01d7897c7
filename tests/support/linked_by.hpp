// The other side of support/linked_library.hpp: `Real`, any backend, as a library.
#pragma once
#include <new>

#include "cxtls/crypto/backend.hpp"
#include "support/linked_library.hpp"

namespace cxtls::test::linked {

template <class Base, class Derived, class... Args>
std::unique_ptr<Base> make(Args&&... args) {
  return std::unique_ptr<Base>(new (std::nothrow) Derived(std::forward<Args>(args)...));
}

template <class Real>
class by final : public library {
 public:
  bool random(mutable_bytes out) const override { return real_.random(out); }
  bool equal(bytes a, bytes b) const override { return Real::equal(a, b); }

  std::unique_ptr<hash> make_hash(crypto::hash_algorithm a) const override {
    std::unique_ptr<hash> made;
    crypto::with_listed<Real::hashes>(a, [&]<crypto::hash_algorithm A>() {
      made = make<hash, hash_of<typename Real::template hash<A>>>(typename Real::template hash<A>(real_));
      return true;
    });
    return made;
  }
  std::unique_ptr<hmac> make_hmac(crypto::hash_algorithm a, bytes key) const override {
    std::unique_ptr<hmac> made;
    crypto::with_listed<Real::hashes>(a, [&]<crypto::hash_algorithm A>() {
      made = make<hmac, hmac_of<typename Real::template hmac<A>>>(real_, key);
      return true;
    });
    return made;
  }
  std::unique_ptr<aead> make_aead(crypto::aead_algorithm a) const override {
    std::unique_ptr<aead> made;
    crypto::with_listed<Real::aeads>(a, [&]<crypto::aead_algorithm A>() {
      made = make<aead, aead_of<typename Real::template aead<A>>>(real_);
      return true;
    });
    return made;
  }
  std::unique_ptr<key_exchange> make_key_exchange(NamedGroup group) const override {
    std::unique_ptr<key_exchange> made;
    crypto::with_listed<Real::groups>(group, [&]<NamedGroup G>() {
      made = make<key_exchange, key_exchange_of<typename Real::template key_exchange<G>>>(real_);
      return true;
    });
    return made;
  }
  bool encapsulate(NamedGroup group, random_source const& source, bytes share, mutable_bytes response,
                   mutable_bytes secret_out) const override {
    return crypto::with_listed<Real::groups>(group, [&]<NamedGroup G>() {
      return Real::template key_exchange<G>::encapsulate(drawing{real_, source}, share, response, secret_out);
    });
  }
  bool verify(crypto::signature_algorithm a, crypto::public_key const& key, bytes message,
              bytes signature) const override {
    return crypto::with_listed<Real::signatures>(a, [&]<crypto::signature_algorithm A>() {
      return Real::template verifier<A>::verify(real_, key, message, signature);
    });
  }
  result<std::unique_ptr<private_key>> private_key_from_der(bytes der) const override {
    auto key = Real::private_key::from_der(real_, der);
    if (!key) return key.error();
    auto made = make<private_key, private_key_of>(real_, std::move(*key));
    if (!made) return errc::out_of_memory;
    return made;
  }

 private:
  // The real backend, with the caller's randomness.
  struct drawing : Real {
    drawing(Real const& real, random_source const& from) : Real(real), source(from) {}
    [[nodiscard]] bool random(mutable_bytes out) const { return source.random(out); }
    random_source const& source;
  };

  template <class H>
  struct hash_of final : hash {
    explicit hash_of(H const& begun) : state(begun) {}
    std::unique_ptr<hash> copy() const override { return make<hash, hash_of>(state); }
    void update(bytes more) override { state.update(more); }
    bool finish(mutable_bytes out) override { return state.finish(out); }
    H state;
  };
  template <class M>
  struct hmac_of final : hmac {
    hmac_of(Real const& real, bytes key) : state(real, key) {}
    void update(bytes more) override { state.update(more); }
    bool finish(mutable_bytes out) override { return state.finish(out); }
    M state;
  };
  template <class A>
  struct aead_of final : aead {
    explicit aead_of(Real const& by) : real(by) {}
    bool init(bytes key) override { return state.init(real, key); }
    bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const override {
      return state.seal(out, nonce, aad, in, extra);
    }
    bool open(mutable_bytes sealed, bytes nonce, bytes aad) const override { return state.open(sealed, nonce, aad); }
    Real const& real;
    A state{};
  };
  template <class K>
  struct key_exchange_of final : key_exchange {
    explicit key_exchange_of(Real const& by) : real(by) {}
    bool generate(random_source const& source, mutable_bytes share) override {
      return state.generate(drawing{real, source}, share);
    }
    bool decapsulate(random_source const& source, bytes response, mutable_bytes secret_out) override {
      return state.decapsulate(drawing{real, source}, response, secret_out);
    }
    Real const& real;
    K state{};
  };
  struct private_key_of final : private_key {
    private_key_of(Real const& by, typename Real::private_key&& key) : real(by), state(std::move(key)) {}
    scheme_list schemes() const override {
      scheme_list all;
      for (SignatureScheme scheme : state.schemes()) (void)all.push(scheme);
      return all;
    }
    result<std::size_t> sign(SignatureScheme scheme, bytes message, mutable_bytes out) const override {
      return state.sign(real, scheme, message, out);
    }
    bool matches(crypto::public_key const& key) const override { return state.matches(key); }
    Real const& real;
    typename Real::private_key state;
  };

  Real real_{};
};

}  // namespace cxtls::test::linked
