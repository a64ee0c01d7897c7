// X25519, alone and as a part of a hybrid.
#pragma once
#include "backend_kit/key_exchange.hpp"

namespace cxtls::backend_kit {

// B, but draws what a test says, once.
template <class B>
class drawing : public B {
 public:
  explicit drawing(octets& draws) : draws_(&draws) {}
  [[nodiscard]] bool random(mutable_bytes out) const {
    if (draws_->size() < out.size()) return false;
    copy(bytes(*draws_).first(out.size()), out.data());
    draws_->erase(draws_->begin(), draws_->begin() + static_cast<std::ptrdiff_t>(out.size()));
    return true;
  }

 private:
  octets* draws_;
};

// X25519(scalar, point), or nothing if the backend doesn't take its private keys from random() as they are.
template <class B>
std::optional<octets> x25519(octets scalar, bytes point) {
  typename B::template key_exchange<NamedGroup::x25519> key;
  octets share(32), secret(32);
  const drawing<B> b(scalar);
  REQUIRE(key.generate(b, share));
  if (!scalar.empty()) return std::nullopt;
  REQUIRE(key.decapsulate(b, point, secret));
  return secret;
}

template <class B>
void x25519_cases() {
  // The private key isn't needed to know one answer: over the base point the secret is one's own public key.
  test_case<B>("C62: X25519 over the base point is the public key (RFC 7748, 6.1)", [] {
    for (int i = 0; i < 20; ++i) {
      exchange<B, NamedGroup::x25519> e;
      CHECK(hex(e.of(unhex(vectors::x25519_base))) == hex(e.share));
    }
  });

  test_case<B>("C62: X25519 gives the keys and the secrets of RFC 7748, 5.2 and 6.1", [] {
    if (!x25519<B>(unhex(vectors::rfc_7748[0].scalar), unhex(vectors::rfc_7748[0].point)))
      SKIP("this backend makes its private keys from something else than 32 octets of random()");
    for (auto const& v : vectors::rfc_7748) CHECK(hex(*x25519<B>(unhex(v.scalar), unhex(v.point))) == v.secret);
    const octets base = unhex(vectors::x25519_base);
    CHECK(hex(*x25519<B>(unhex(vectors::rfc_7748[2].scalar), base)) == vectors::alice_public);
    CHECK(hex(*x25519<B>(unhex(vectors::rfc_7748[3].scalar), base)) == vectors::bob_public);
    octets k = base, u = base;
    for (int i = 1; i <= 1000; ++i) {
      octets next = *x25519<B>(k, u);
      u = std::move(k);
      k = std::move(next);
      if (i == 1) REQUIRE(hex(k) == vectors::x25519_once);
    }
    CHECK(hex(k) == vectors::x25519_thousand_times);
  });

  test_case<B>("RFC 7748, 5: the highest bit of an X25519 share is ignored", [] {
    exchange<B, NamedGroup::x25519> e;
    CHECK(e.of(with_bit_flipped(e.response, 255)) == e.secret);
  });
}

// Where a group's values end in X25519's 32 octets.
constexpr bool ends_in_x25519(NamedGroup group) {
  return group == NamedGroup::x25519 || group == NamedGroup::X25519MLKEM768;
}

template <class B>
void zero_secret_cases() {
  test_case<B>("RFC 8446, 7.4.2: an X25519 share that makes the secret zero is refused", [] {
    each<B::groups>([]<NamedGroup G>() {
      if constexpr (ends_in_x25519(G)) {
        for (std::string_view point : vectors::x25519_low_order) {
          INFO(name_of(G) << ", " << point);
          const octets low = unhex(point);
          exchange<B, G> e;
          copy(low, mutable_bytes(e.response).last(32).data());
          CHECK(e.of(e.response).empty());
          copy(low, mutable_bytes(e.share).last(32).data());
          CHECK_FALSE(answers<B, G>(e.share));
        }
        exchange<B, G> e;
        copy(unhex(vectors::bob_public), mutable_bytes(e.response).last(32).data());
        CHECK_FALSE(e.of(e.response).empty());
      }
    });
  });
}

}  // namespace cxtls::backend_kit
