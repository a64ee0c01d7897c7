// HMAC.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/hmac.hpp"
#include "cxtls/crypto/hkdf.hpp"

namespace cxtls::backend_kit {

template <class B, crypto::hash_algorithm A>
std::string hmac_in_pieces(bytes key, bytes text, std::size_t piece) {
  typename B::template hmac<A> h(B{}, key);
  for (; !text.empty(); text = text.subspan(std::min(piece, text.size())))
    h.update(text.first(std::min(piece, text.size())));
  std::array<std::uint8_t, B::template hmac<A>::size> out{};
  REQUIRE(h.finish(out));
  return hex(out);
}

template <class B>
void hmac_cases() {
  test_case<B>("HMAC gives the vectors of RFC 4231, 4.2 to 4.8", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      for (auto const& v : vectors::rfc_4231) {
        INFO(name_of(A) << ", " << v.section);
        const octets key = unhex(v.key), message = unhex(v.message);
        const std::string published(A == crypto::hash_algorithm::sha256 ? v.sha256 : v.sha384);
        for (std::size_t piece : {message.size(), std::size_t{1}, std::size_t{3}})
          CHECK(hmac_in_pieces<B, A>(key, message, piece) == published);
      }
    });
  });

  // RFC 2104, 2: keys are filled up with zeros to a block, and hashed when they are longer.
  test_case<B>("RFC 2104: a key of any size: none, one block, an octet more", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      constexpr std::size_t block = A == crypto::hash_algorithm::sha256 ? 64 : 128;
      const bytes text = as_bytes("text");
      const octets zeros(block), long_key(block + 1, 'k');
      CHECK(hmac_in_pieces<B, A>({}, text, 4) == hmac_in_pieces<B, A>(zeros, text, 4));
      typename B::template hash<A> h(B{});
      h.update(long_key);
      std::array<std::uint8_t, B::template hash<A>::size> hashed{};
      REQUIRE(h.finish(hashed));
      CHECK(hmac_in_pieces<B, A>(long_key, text, 4) == hmac_in_pieces<B, A>(hashed, text, 4));
      CHECK(hmac_in_pieces<B, A>(bytes(long_key).first(block), text, 4) != hmac_in_pieces<B, A>(long_key, text, 4));
      CHECK(hmac_in_pieces<B, A>(long_key, {}, 1) != hmac_in_pieces<B, A>({}, {}, 1));
    });
  });

  test_case<B>("an HMAC's output of another size than the hash is refused", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      constexpr std::size_t size = crypto::hash_size(A);
      std::array<std::uint8_t, size + 1> out{};
      for (std::size_t wrong : {std::size_t{0}, std::size_t{1}, size - 1, size + 1})
        CHECK_FALSE((typename B::template hmac<A>(B{}, as_bytes("key")).finish(mutable_bytes(out).first(wrong))));
      CHECK((typename B::template hmac<A>(B{}, as_bytes("key")).finish(mutable_bytes(out).first(size))));
    });
  });

  // What TLS does with it: RFC 5869, A.1.
  test_case<B>("RFC 5869, A.1: HKDF over this HMAC", [] {
    const octets ikm(22, 0x0b), salt = unhex("000102030405060708090a0b0c"), info = unhex("f0f1f2f3f4f5f6f7f8f9");
    const auto prk = crypto::extract(B{}, crypto::hash_algorithm::sha256, salt, ikm);
    REQUIRE(prk);
    CHECK(hex(prk->expose()) == "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    octets okm(42);
    REQUIRE(crypto::expand(B{}, crypto::hash_algorithm::sha256, prk->expose(), info, okm));
    CHECK(hex(okm) == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  });
}

}  // namespace cxtls::backend_kit
