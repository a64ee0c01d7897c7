// What TLS 1.2 does with HMAC: its pseudorandom function.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/prf.hpp"
#include "cxtls/crypto/prf.hpp"

namespace cxtls::backend_kit {

template <class B>
std::string prf_of(crypto::hash_algorithm a, bytes secret, std::string_view label, std::span<const bytes> seed,
                   std::size_t size) {
  octets out(size);
  REQUIRE(crypto::prf(B{}, a, secret, label, seed, out));
  return hex(out);
}

template <class B>
void prf_cases() {
  test_case<B>("A63: RFC 5246, 5: the PRF gives the vectors that were published for it", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      std::size_t vectors_of_it = 0;
      for (auto const& v : vectors::prf) {
        if (v.algorithm != A) continue;
        ++vectors_of_it;
        INFO(name_of(A));
        const octets secret = unhex(v.secret), seed = unhex(v.seed);
        const bytes whole[] = {seed};
        CHECK(prf_of<B>(A, secret, v.label, whole, v.out.size() / 2) == v.out);
        // The seed in pieces is the same seed, and less of it is the beginning of more.
        const bytes pieces[] = {bytes(seed).first(5), {}, bytes(seed).subspan(5)};
        for (std::size_t size : {std::size_t{0}, std::size_t{1}, crypto::hash_size(A), crypto::hash_size(A) + 1})
          CHECK(prf_of<B>(A, secret, v.label, pieces, size) == v.out.substr(0, 2 * size));
      }
      CHECK(vectors_of_it > 0);
    });
  });

  test_case<B>("A63: the PRF's secret, label and seed each change all that comes out", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      INFO(name_of(A));
      const octets secret(48, 1), other_secret(48, 2), seed(64, 3), other_seed(64, 4);
      const bytes one[] = {seed}, other[] = {other_seed};
      const std::string all[] = {prf_of<B>(A, secret, "label", one, 100), prf_of<B>(A, other_secret, "label", one, 100),
                                 prf_of<B>(A, secret, "lapel", one, 100), prf_of<B>(A, secret, "label", other, 100)};
      for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < i; ++j) CHECK(all[i] != all[j]);
    });
  });
}

}  // namespace cxtls::backend_kit
