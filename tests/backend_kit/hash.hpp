// Running hashes.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/hash.hpp"

namespace cxtls::backend_kit {

template <class B, crypto::hash_algorithm A>
std::string hash_in_pieces(bytes text, std::size_t piece) {
  typename B::template hash<A> h(B{});
  for (; !text.empty(); text = text.subspan(std::min(piece, text.size())))
    h.update(text.first(std::min(piece, text.size())));
  std::array<std::uint8_t, B::template hash<A>::size> out{};
  REQUIRE(h.finish(out));
  return hex(out);
}
template <class B, crypto::hash_algorithm A>
std::string hash_of(std::string_view text) {
  return hash_in_pieces<B, A>(as_bytes(text), text.size());
}

template <class B>
void hash_cases() {
  test_case<B>("SHA-256 and SHA-384 give the examples that NIST published with FIPS 180-4", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      const auto published = [](auto const& of_256, auto const& of_384) {
        return std::string(A == crypto::hash_algorithm::sha256 ? of_256 : of_384);
      };
      for (auto const& v : vectors::fips_180_4) CHECK(hash_of<B, A>(v.message) == published(v.sha256, v.sha384));
      CHECK(hash_of<B, A>(std::string(1'000'000, 'a')) ==
            published(vectors::a_million_sha256, vectors::a_million_sha384));
    });
  });

  test_case<B>("a message in pieces has the hash of the whole", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      octets text(300);
      for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<std::uint8_t>(i * 7);
      const std::string whole = hash_in_pieces<B, A>(text, 300);
      // Around the block sizes of both and where their padding takes one block more.
      for (std::size_t piece : {1u, 55u, 56u, 63u, 64u, 65u, 111u, 112u, 127u, 128u, 129u})
        CHECK(hash_in_pieces<B, A>(text, piece) == whole);
    });
  });

  test_case<B>("nothing added to a hash changes nothing", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      typename B::template hash<A> h(B{});
      std::array<std::uint8_t, B::template hash<A>::size> out{};
      h.update({});
      h.update(as_bytes("ab"));
      h.update({});
      h.update(as_bytes("c"));
      h.update({});
      REQUIRE(h.finish(out));
      CHECK(hex(out) == hash_of<B, A>("abc"));
    });
  });

  test_case<B>("a copied hash goes on by itself", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      typename B::template hash<A> one(B{}), assigned(B{});
      one.update(as_bytes("a"));
      typename B::template hash<A> two = one;
      assigned.update(as_bytes("what it had before"));
      assigned = one;
      one.update(as_bytes("bc"));
      two.update(as_bytes("other"));
      assigned.update(as_bytes("third"));
      std::array<std::uint8_t, B::template hash<A>::size> of_one{}, of_two{}, of_assigned{};
      REQUIRE(two.finish(of_two));
      REQUIRE(one.finish(of_one));
      REQUIRE(assigned.finish(of_assigned));
      CHECK(hex(of_one) == hash_of<B, A>("abc"));
      CHECK(hex(of_two) == hash_of<B, A>("aother"));
      CHECK(hex(of_assigned) == hash_of<B, A>("athird"));
    });
  });

  test_case<B>("an output of another size than the hash is refused", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      constexpr std::size_t size = crypto::hash_size(A);
      std::array<std::uint8_t, size + 1> out{};
      for (std::size_t wrong : {std::size_t{0}, std::size_t{1}, size - 1, size + 1})
        CHECK_FALSE((typename B::template hash<A>(B{}).finish(mutable_bytes(out).first(wrong))));
      CHECK((typename B::template hash<A>(B{}).finish(mutable_bytes(out).first(size))));
    });
  });
}

}  // namespace cxtls::backend_kit
