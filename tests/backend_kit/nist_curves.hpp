// ECDH on P-256, P-384 and P-521.
#pragma once
#include "backend_kit/key_exchange.hpp"

namespace cxtls::backend_kit {

inline bytes x_of(octets const& point) { return bytes(point).subspan(1, point.size() / 2); }
template <class Table>
auto const& row_of(NamedGroup curve, Table const& table) {
  return *std::find_if(std::begin(table), std::end(table), [&](auto const& row) { return row.curve == curve; });
}

template <class B>
void nist_curve_answers() {
  // How a backend makes its private keys is its own affair, so no published secret can be asked for; but over the base
  // point the secret is the x of one's own public key.
  test_case<B>("C62: ECDH over the base point of the curve is the x of the public key (FIPS 186-4, D.1.2)", [] {
    each<B::groups>([]<NamedGroup G>() {
      if constexpr (is_nist_curve(G)) {
        INFO(name_of(G));
        const octets base = unhex(row_of(G, vectors::rfc_5903).base);
        for (int i = 0; i < 10; ++i) {
          exchange<B, G> e;
          CHECK(e.share[0] == 4);
          CHECK(hex(e.of(base)) == hex(x_of(e.share)));
        }
      }
    });
  });

  test_case<B>("RFC 8446, 7.4.2: leading zeros of an ECDH secret are kept", [] {
    each<B::groups>([]<NamedGroup G>() {
      if constexpr (is_nist_curve(G)) {
        INFO(name_of(G));
        const octets base = unhex(row_of(G, vectors::rfc_5903).base);
        for (int tries = 0;; ++tries) {
          REQUIRE(tries < 8192);  // one in 256 (P-521: one in two) has such an x
          typename B::template key_exchange<G> key;
          octets share(key.share_size), secret(key.secret_size);
          REQUIRE(key.generate(B{}, share));
          if (share[1] != 0) continue;
          REQUIRE(key.decapsulate(B{}, base, secret));
          CHECK(hex(secret) == hex(x_of(share)));
          break;
        }
      }
    });
  });
}

template <class B>
void nist_curve_points() {
  test_case<B>("RFC 8446, 4.2.8.2: only an uncompressed point on the curve is a share", [] {
    each<B::groups>([]<NamedGroup G>() {
      if constexpr (is_nist_curve(G)) {
        const auto taken = [](octets const& point) {
          const bool as_share = answers<B, G>(point), as_response = accepts<B, G>(point);
          CHECK(as_share == as_response);
          return as_share && as_response;
        };
        auto const& published = row_of(G, vectors::rfc_5903);
        INFO(name_of(G) << ", " << published.section);
        const octets good = unhex(published.initiator);
        CHECK(taken(good));
        CHECK(taken(unhex(published.responder)));
        CHECK(taken(unhex(published.base)));

        const bool odd = good.back() & 1;
        CHECK_FALSE(taken(with_bit_flipped(good, 8 * (good.size() - 1))));  // another y
        CHECK_FALSE(taken(with_bit_flipped(good, 15)));  // another x
        octets form = good;
        for (const unsigned first : {0u, 1u, 2u, 3u, 5u, 6u, 7u, 0x44u, 0xffu}) {
          form[0] = static_cast<std::uint8_t>(first);
          CHECK_FALSE(taken(form));
        }
        form[0] = odd ? 7 : 6;  // SEC 1's hybrid form, consistent
        CHECK_FALSE(taken(form));
        octets compressed(good.begin(), good.begin() + 1 + static_cast<std::ptrdiff_t>(good.size() / 2));
        compressed[0] = odd ? 3 : 2;
        CHECK_FALSE(taken(compressed));
        octets filled = compressed;  // the same, filled up to the right size
        filled.resize(good.size());
        CHECK_FALSE(taken(filled));
        CHECK_FALSE(taken(octets{0}));  // infinity
        octets infinity(good.size());
        CHECK_FALSE(taken(infinity));
        infinity[0] = 4;
        CHECK_FALSE(taken(infinity));
        CHECK_FALSE(taken(octets{}));
        CHECK_FALSE(taken(without_last(good)));
        CHECK_FALSE(taken(with_last(good, 0)));
        CHECK_FALSE(taken(with_first(0, good)));
        for (auto const& other : vectors::rfc_5903)
          if (other.curve != G) CHECK_FALSE(taken(unhex(other.initiator)));
      }
    });
  });

  test_case<B>("SEC 1, 2.3.5: a coordinate is below the field's prime", [] {
    each<B::groups>([]<NamedGroup G>() {
      if constexpr (is_nist_curve(G)) {
        INFO(name_of(G));
        auto const& v = row_of(G, vectors::points_of_zero);
        const octets y = unhex(v.y), p = unhex(v.p);
        const auto point = [&](octets x) {
          x.insert(x.begin(), 4);
          x.insert(x.end(), y.begin(), y.end());
          return x;
        };
        CHECK(accepts<B, G>(point(octets(p.size()))));
        CHECK_FALSE(accepts<B, G>(point(p)));
        CHECK_FALSE(answers<B, G>(point(p)));
        if constexpr (G == NamedGroup::secp521r1) {  // 521 bits are 65 octets and one bit
          octets good = unhex(row_of(G, vectors::rfc_5903).initiator);
          good[1] |= 2;
          CHECK_FALSE(accepts<B, G>(good));
        }
      }
    });
  });

  if constexpr (B::groups.contains(NamedGroup::secp256r1))
    test_case<B>("C62: Wycheproof's values that are no points of P-256 are refused", [] {
      for (std::string_view point : vectors::wycheproof_p256_invalid) {
        INFO(point);
        CHECK_FALSE(accepts<B, NamedGroup::secp256r1>(unhex(point)));
        CHECK_FALSE(answers<B, NamedGroup::secp256r1>(unhex(point)));
      }
    });
}

template <class B>
void nist_curve_cases() {
  nist_curve_answers<B>();
  nist_curve_points<B>();
}

}  // namespace cxtls::backend_kit
