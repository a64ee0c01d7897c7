// ECDSA's signatures.
#pragma once
#include <optional>

#include "backend_kit/case.hpp"
#include "backend_kit/vectors/ecdsa.hpp"

namespace cxtls::backend_kit {

// ---- a signature from its parts (RFC 3279, 2.2.3); leading zeros are the caller's ----

inline octets der_integer(octets o) {
  o.insert(o.begin(), {2, static_cast<std::uint8_t>(o.size())});
  return o;
}
// Of a number that is written without sign.
inline octets der_positive(octets o) {
  while (o.size() > 1 && o[0] == 0) o.erase(o.begin());
  if (o[0] & 0x80) o.insert(o.begin(), 0);
  return der_integer(o);
}
inline octets der_sequence(octets r, octets const& s) {
  r.insert(r.end(), s.begin(), s.end());
  r.insert(r.begin(), static_cast<std::uint8_t>(r.size()));
  if (r.size() > 0x80) r.insert(r.begin(), 0x81);  // X.690, 8.1.3: the long form
  r.insert(r.begin(), 0x30);
  return r;
}

// One published signature to be changed per curve: that over the hash that TLS 1.3 has with the curve, if B lists it.
struct ecdsa_example {
  vectors::ecdsa_key const& published;
  ec_key key;
  crypto::signature_algorithm algorithm;
  octets message, r, s;
  octets signature() const { return der_sequence(der_positive(r), der_positive(s)); }
  template <class B>
  bool verified(octets const& changed) const {
    return verifies<B>(algorithm, key, message, changed);
  }
};
// Does B verify on this curve? A backend need not have all of them: it lists hashes, and says no to the curve.
template <class B>
bool does_curve(vectors::ecdsa_key const& key) {
  for (auto const& v : vectors::rfc_6979)
    if (v.curve == key.curve && verifies<B>(v.algorithm, ec_key{v.curve, unhex(key.point)}, as_bytes(v.message),
                                            der_sequence(der_positive(unhex(v.r)), der_positive(unhex(v.s)))))
      return true;
  return false;
}
// The curve that TLS 1.3 couples the algorithm with (RFC 8446, 4.2.3).
inline NamedGroup curve_of(crypto::signature_algorithm a) {
  for (auto const& row : crypto::scheme_table)
    if (row.algorithm == a) return row.curve;
  return {};
}
template <class B>
std::vector<ecdsa_example> ecdsa_examples() {
  std::vector<ecdsa_example> examples;
  for (auto const& key : vectors::rfc_6979_keys)
    for (auto const& v : vectors::rfc_6979)
      if (v.curve == key.curve && curve_of(v.algorithm) == key.curve && v.message == "sample" &&
          B::signatures.contains(v.algorithm))
        examples.push_back(
            {key, {key.curve, unhex(key.point)}, v.algorithm, unhex("73616d706c65"), unhex(v.r), unhex(v.s)});
  return examples;
}

template <class B>
void ecdsa_known_answers() {
  test_case<B>("ECDSA verifies the vectors of RFC 6979, A.2.5 to A.2.7, each under its own hash only", [] {
    for (auto const& key : vectors::rfc_6979_keys) {
      const ec_key k{key.curve, unhex(key.point)};
      if (!does_curve<B>(key)) {
        // Only a curve whose scheme isn't listed may be missing.
        for (auto const& row : crypto::scheme_table)
          if (row.curve == key.curve) CHECK_FALSE(B::signatures.contains(row.algorithm));
        continue;
      }
      for (auto const& v : vectors::rfc_6979) {
        if (v.curve != key.curve) continue;
        INFO(key.source << ", " << name_of(v.algorithm) << ", " << v.message);
        const octets signature = der_sequence(der_positive(unhex(v.r)), der_positive(unhex(v.s)));
        for (crypto::signature_algorithm a : B::signatures)
          CHECK(verifies<B>(a, k, as_bytes(v.message), signature) == (a == v.algorithm));
        CHECK_FALSE(verifies<B>(v.algorithm, k, as_bytes("simple"), signature));
        CHECK_FALSE(verifies<B>(v.algorithm, k, {}, signature));
      }
    }
  });
}

template <class B>
void ecdsa_numbers() {
  // CVE-2022-21449: zeros verified anything.
  test_case<B>("row 58: ECDSA refuses r or s of zero, of the order, or negative", [] {
    for (ecdsa_example const& e : ecdsa_examples<B>()) {
      INFO(e.published.source);
      REQUIRE(e.verified<B>(e.signature()));
      const octets n = unhex(e.published.n), p = unhex(e.published.p);
      const auto next = [](octets o) { return ++o.back(), o; };      // no carry: n and p are odd
      const auto previous = [](octets o) { return --o.back(), o; };
      const octets special[] = {{0}, {1}, {0xff}, previous(n), n, p, previous(p)};
      std::vector<octets> numbers;
      for (octets const& o : special) numbers.push_back(o == octets{0xff} ? der_integer(o) : der_positive(o));
      numbers.push_back(der_positive(next(n)));
      for (octets const& r : numbers) {
        for (octets const& s : numbers) CHECK_FALSE(e.verified<B>(der_sequence(r, s)));
        CHECK_FALSE(e.verified<B>(der_sequence(r, der_positive(e.s))));
        CHECK_FALSE(e.verified<B>(der_sequence(der_positive(e.r), r)));
      }
      // The same numbers modulo the order.
      const auto plus_order = [&](octets number) {
        unsigned carry = 0;
        for (std::size_t i = number.size(); i-- > 0;) {
          const unsigned sum = number[i] + n[i] + carry;
          number[i] = static_cast<std::uint8_t>(sum);
          carry = sum >> 8;
        }
        return carry != 0 ? with_first(1, number) : number;
      };
      CHECK_FALSE(e.verified<B>(der_sequence(der_positive(plus_order(e.r)), der_positive(e.s))));
      CHECK_FALSE(e.verified<B>(der_sequence(der_positive(e.r), der_positive(plus_order(e.s)))));
      // The same octets as negative numbers.
      octets negative = e.s;
      negative[0] |= 0x80;
      CHECK_FALSE(e.verified<B>(der_sequence(der_positive(e.r), der_integer(negative))));
      negative = e.r;
      negative[0] |= 0x80;
      CHECK_FALSE(e.verified<B>(der_sequence(der_integer(negative), der_positive(e.s))));
      CHECK_FALSE(e.verified<B>(der_sequence(der_positive(e.s), der_positive(e.r))));
    }
  });

  test_case<B>("no bit of an ECDSA signature may change", [] {
    for (ecdsa_example const& e : ecdsa_examples<B>()) {
      INFO(e.published.source);
      const octets good = e.signature();
      for (std::size_t bit = 0; bit < 8 * good.size(); bit += e.r.size() > 32 ? 5 : 1)
        REQUIRE_FALSE(e.verified<B>(with_bit_flipped(good, bit)));
    }
  });
}

template <class B>
void ecdsa_encodings() {
  test_case<B>("an ECDSA signature that isn't the DER of its two numbers is refused", [] {
    for (ecdsa_example const& e : ecdsa_examples<B>()) {
      INFO(e.published.source);
      const octets good = e.signature(), r = der_positive(e.r), s = der_positive(e.s);
      for (std::size_t size = 0; size < good.size(); ++size)
        CHECK_FALSE(e.verified<B>({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}));
      CHECK_FALSE(e.verified<B>(with_last(good, 0)));
      const auto padded = [](octets number) {  // an octet of zero more than X.690, 8.3.2 allows
        number.erase(number.begin(), number.begin() + 2);
        return der_integer(with_first(0, with_first(0, number)));
      };
      CHECK_FALSE(e.verified<B>(der_sequence(r, padded(s))));
      CHECK_FALSE(e.verified<B>(der_sequence(padded(r), s)));
      octets three = s;
      three.insert(three.end(), s.begin(), s.end());
      CHECK_FALSE(e.verified<B>(der_sequence(r, three)));
      CHECK_FALSE(e.verified<B>(der_sequence(r, {})));
      octets long_form = good;
      if (good[1] == 0x81)
        long_form.insert(long_form.begin() + 1, 0x82), long_form[2] = 0;
      else
        long_form.insert(long_form.begin() + 1, 0x81);
      CHECK_FALSE(e.verified<B>(long_form));
      // r || s, as other protocols write it.
      octets raw = e.r;
      raw.insert(raw.end(), e.s.begin(), e.s.end());
      CHECK_FALSE(e.verified<B>(raw));
    }
  });

  if constexpr (B::signatures.contains(crypto::signature_algorithm::ecdsa_sha256))
    test_case<B>("ECDSA refuses Wycheproof's signatures in BER, with numbers out of range, and with broken tags", [] {
      const ec_key key{NamedGroup::secp256r1, unhex(vectors::wycheproof_ecdsa_key)};
      const octets message = unhex(vectors::wycheproof_ecdsa_message);
      const auto verified = [&](std::string_view signature) {
        return verifies<B>(crypto::signature_algorithm::ecdsa_sha256, key, message, unhex(signature));
      };
      CHECK(verified(vectors::wycheproof_ecdsa_good));
      for (auto const& v : vectors::wycheproof_ecdsa) {
        INFO("tcId " << v.number << ": " << v.fault);
        CHECK_FALSE(verified(v.signature));
      }
    });
}

template <class B>
void ecdsa_keys() {
  // RFC 5480, 2.2: the uncompressed form; RFC 8446, 4.2.8.2 has no other.
  test_case<B>("RFC 5480, 2.2: a compressed point, or none on the curve, is no public key here", [] {
    for (ecdsa_example const& e : ecdsa_examples<B>()) {
      INFO(e.published.source);
      const octets good = e.signature(), point = e.key.point;
      const auto verified = [&](NamedGroup curve, octets const& changed) {
        return verifies<B>(e.algorithm, ec_key{curve, changed}, e.message, good);
      };
      REQUIRE(verified(e.key.curve, point));
      octets form = point;
      const bool odd = point.back() & 1;
      form[0] = odd ? 7 : 6;
      CHECK_FALSE(verified(e.key.curve, form));
      form.resize(1 + point.size() / 2);
      form[0] = odd ? 3 : 2;
      CHECK_FALSE(verified(e.key.curve, form));
      CHECK_FALSE(verified(e.key.curve, with_bit_flipped(point, 8 * (point.size() - 1))));
      CHECK_FALSE(verified(e.key.curve, {}));
      CHECK_FALSE(verified(e.key.curve, {0}));
      CHECK_FALSE(verified(e.key.curve, octets(point.size())));
      CHECK_FALSE(verified(e.key.curve, without_last(point)));
      CHECK_FALSE(verified(e.key.curve, with_last(point, 0)));
      for (NamedGroup other : {NamedGroup::secp224r1, NamedGroup::secp256r1, NamedGroup::secp384r1,
                               NamedGroup::secp521r1, NamedGroup::secp256k1, NamedGroup::x25519, NamedGroup{}})
        if (other != e.key.curve) CHECK_FALSE(verified(other, point));
    }
  });
}

template <class B>
void ecdsa_cases() {
  ecdsa_known_answers<B>();
  ecdsa_numbers<B>();
  ecdsa_encodings<B>();
  ecdsa_keys<B>();
}

}  // namespace cxtls::backend_kit
