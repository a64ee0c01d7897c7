// What TLS 1.2 does with HMAC: its pseudorandom function, and the secrets that it makes.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/prf.hpp"
#include "cxtls/crypto/tls12/key_schedule.hpp"

namespace cxtls::backend_kit {

template <class B>
std::string prf_of(crypto::hash_algorithm a, bytes secret, std::string_view label, std::span<const bytes> seed,
                   std::size_t size) {
  octets out(size);
  REQUIRE(crypto::prf(B{}, a, secret, label, seed, out));
  return hex(out);
}

// A suite with this hash, the backend's or not: its AEAD only says how long the keys are.
constexpr crypto::tls12::suite_info tls12_suite_with(crypto::hash_algorithm a) {
  for (auto const& row : crypto::tls12::suite_table)
    if (row.hash == a) return row;
  return {};
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

  test_case<B>("RFC 7627, 4: NIST's extended master secrets and key blocks", [] {
    each<B::hashes>([]<crypto::hash_algorithm A>() {
      for (auto const& v : vectors::tls12_kdf) {
        if (v.algorithm != A) continue;
        INFO(name_of(A));
        crypto::hash_upto<after::tls12::ClientKeyExchange> session_hash{crypto::digest(crypto::hash_size(A))};
        copy(unhex(v.session_hash), session_hash.value.fill().data());
        const auto master = crypto::tls12::master_secret::extended(
            B{}, tls12_suite_with(A), crypto::shared_secret::of(unhex(v.premaster)), session_hash);
        REQUIRE(master);
        CHECK(hex(master->expose()) == v.master_secret);
        crypto::tls12::randoms r;
        copy(unhex(v.client_random), r.client.data());
        copy(unhex(v.server_random), r.server.data());
        const auto keys = master->keys(B{}, r);
        REQUIRE(keys);
        CHECK(v.key_block.starts_with(hex(keys->client.key.expose()) + hex(keys->server.key.expose())));
        if constexpr (A == crypto::hash_algorithm::sha256)  // NIST's block ends before the IVs of AES-256-GCM
          CHECK(v.key_block.substr(64).starts_with(hex(keys->client.iv.expose()) + hex(keys->server.iv.expose())));
      }
    });
  });
}

}  // namespace cxtls::backend_kit
