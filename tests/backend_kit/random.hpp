// The backend as a whole, its randomness, and its comparison.
#pragma once
#include "backend_kit/case.hpp"
#include "cxtls/crypto/require_backend.hpp"
#include "cxtls/crypto/suite.hpp"

namespace cxtls::backend_kit {

template <class B>
void backend_cases() {
  test_case<B>("C66: the backend is complete, and does at least one suite, one group and one signature of TLS 1.3", [] {
    STATIC_REQUIRE(crypto::require_backend<B>());
    STATIC_REQUIRE(crypto::suites<B>.size() > 0);
    STATIC_REQUIRE(B::groups.size() > 0);
    STATIC_REQUIRE([] {
      for (auto const& row : crypto::scheme_table)
        if (row.tls13_certificate_verify && B::signatures.contains(row.algorithm)) return true;
      return false;
    }());
  });

  test_case<B>("C66: nothing is listed twice", [] {
    const auto once = [](auto const& list) {
      for (auto const& entry : list)
        if (std::count(list.begin(), list.end(), entry) != 1) return false;
      return true;
    };
    CHECK(once(B::hashes));
    CHECK(once(B::aeads));
    CHECK(once(B::groups));
    CHECK(once(B::signatures));
  });
}

template <class B>
void random_cases() {
  test_case<B>("P11: random fills all it is given and nothing else, differently each time", [] {
    const B b{};
    CHECK(b.random({}));
    for (std::size_t size : {1u, 2u, 7u, 16u, 31u, 32u, 33u, 48u, 82u, 255u, 256u, 257u, 1000u}) {
      CAPTURE(size);
      // An octet that isn't written keeps its value in all of 64 draws; one that is, with a probability of 2^-512.
      octets changed(size), nonzero(size), all_equal(size, 1), before;
      for (int draw = 0; draw < 64; ++draw) {
        octets room(size + 2, 0xa5);
        REQUIRE(b.random(mutable_bytes(room).subspan(1, size)));
        REQUIRE(room.front() == 0xa5);
        REQUIRE(room.back() == 0xa5);
        const octets drawn(room.begin() + 1, room.end() - 1);
        for (std::size_t i = 0; i < size; ++i) {
          changed[i] |= drawn[i] != 0xa5;
          nonzero[i] |= drawn[i] != 0;
          if (draw > 0) all_equal[i] &= drawn[i] == before[i];
        }
        if (size >= 16) CHECK(drawn != before);
        before = drawn;
      }
      CHECK(changed == octets(size, 1));
      CHECK(nonzero == octets(size, 1));
      CHECK(all_equal == octets(size, 0));
    }
  });

  test_case<B>("P11: a draw of 16 KiB has no run of zeros, at its ends or elsewhere, and no repetition", [] {
    octets drawn(16384);
    REQUIRE(B{}.random(drawn));
    std::size_t run = 0, longest = 0, ones = 0;
    for (std::uint8_t octet : drawn) {
      run = octet == 0 ? run + 1 : 0;
      longest = std::max(longest, run);
      for (int bit = 0; bit < 8; ++bit) ones += octet >> bit & 1u;
    }
    CHECK(longest < 8);  // 2^-50
    // 131072 coins; 2% are 28 standard deviations.
    CHECK(ones > 65536 - 2621);
    CHECK(ones < 65536 + 2621);
    for (std::size_t half : {16u, 64u, 256u, 4096u, 8192u})
      CHECK_FALSE(equal(bytes(drawn).first(half), bytes(drawn).subspan(half, half)));
  });
}

template <class B>
void equal_cases() {
  test_case<B>("F16: equal compares contents and sizes", [] {
    constexpr std::uint8_t a[] = {1, 2, 3}, same[] = {1, 2, 3}, last[] = {1, 2, 4}, first[] = {0, 2, 3};
    CHECK(B::equal(a, same));
    CHECK_FALSE(B::equal(a, last));
    CHECK_FALSE(B::equal(a, first));
    CHECK_FALSE(B::equal(a, bytes(same).first(2)));
    CHECK_FALSE(B::equal(bytes(same).first(2), a));
    CHECK(B::equal({}, {}));
    CHECK_FALSE(B::equal({}, a));
    CHECK_FALSE(B::equal(a, {}));
    const octets mac(48, 0x5a);
    for (std::size_t bit = 0; bit < 8 * mac.size(); ++bit) CHECK_FALSE(B::equal(mac, with_bit_flipped(mac, bit)));
    CHECK(B::equal(mac, octets(48, 0x5a)));
  });
}

}  // namespace cxtls::backend_kit
