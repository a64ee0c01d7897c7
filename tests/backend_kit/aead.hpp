// Authenticated encryption.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/vectors/aead.hpp"

namespace cxtls::backend_kit {

// A key of its own octets, a nonce, additional data.
template <class B, crypto::aead_algorithm A>
struct aead_fixture {
  using aead = typename B::template aead<A>;
  octets secret = octets(aead::key_size, 0x42), nonce = octets(aead::nonce_size, 7), aad = octets(5, 23);
  aead key{};
  aead_fixture() { REQUIRE(key.init(B{}, secret)); }
  octets sealed(bytes text) const {
    octets out(text.size() + aead::tag_size);
    REQUIRE(key.seal(out, nonce, aad, text, {}));
    return out;
  }
};

inline octets counted(std::size_t size) {
  octets o(size);
  for (std::size_t i = 0; i < size; ++i) o[i] = static_cast<std::uint8_t>(i * 31 + i / 256 + 1);
  return o;
}
// Is there a run of four octets of the plaintext where it would lie? (The first is never zero in `counted`.)
inline bool leaks(bytes text, bytes where) {
  for (std::size_t i = 0; i + 4 <= text.size() && i + 4 <= where.size(); ++i)
    if (equal(text.subspan(i, 4), where.subspan(i, 4))) return true;
  return false;
}

template <class B>
void aead_known_answers() {
  test_case<B>("C60: every AEAD seals the published vectors, however they are cut, and opens them", [] {
    each<B::aeads>([]<crypto::aead_algorithm A>() {
      std::size_t vectors_of_it = 0;
      for (auto const& v : vectors::aead) {
        if (v.algorithm != A) continue;
        ++vectors_of_it;
        INFO(name_of(A) << ", " << v.source);
        typename B::template aead<A> key;
        REQUIRE(key.init(B{}, unhex(v.key)));
        const octets nonce = unhex(v.nonce), aad = unhex(v.aad), in = unhex(v.in), published = unhex(v.out);
        octets sealed(published.size());
        REQUIRE(key.seal(sealed, nonce, aad, in, {}));
        CHECK(hex(sealed) == v.out);
        // However the plaintext is cut into two, and wherever its first part lies, the record is the same.
        for (std::size_t cut = 0; cut <= in.size(); ++cut) {
          octets out(sealed.size(), 0xee);
          REQUIRE(key.seal(out, nonce, aad, bytes(in).first(cut), bytes(in).subspan(cut)));
          REQUIRE(out == published);
          std::copy(in.begin(), in.end(), out.begin());
          REQUIRE(key.seal(out, nonce, aad, bytes(out).first(cut), bytes(in).subspan(cut)));
          REQUIRE(out == published);
        }
        octets opened = published;
        REQUIRE(key.open(opened, nonce, aad));
        CHECK(hex(bytes(opened).first(in.size())) == v.in);
      }
      CHECK((vectors_of_it > 0 || crypto::is_own(A)));  // whoever adds one knows the answers
    });
  });
}

template <class B>
void aead_forgeries() {
  test_case<B>("C60: no bit of record, tag, nonce or additional data may change, and nothing of the plaintext is left",
               [] {
                 each<B::aeads>([]<crypto::aead_algorithm A>() {
                   INFO(name_of(A));
                   const aead_fixture<B, A> f;
                   const octets text = counted(33), sealed = f.sealed(text);
                   const auto refused = [&](octets record, bytes nonce, bytes aad) {
                     const bool opened = f.key.open(record, nonce, aad);
                     return !opened && !leaks(text, record);
                   };
                   REQUIRE_FALSE(refused(sealed, f.nonce, f.aad));
                   for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit)
                     REQUIRE(refused(with_bit_flipped(sealed, bit), f.nonce, f.aad));
                   for (std::size_t bit = 0; bit < 8 * f.nonce.size(); ++bit)
                     REQUIRE(refused(sealed, with_bit_flipped(f.nonce, bit), f.aad));
                   for (std::size_t bit = 0; bit < 8 * f.aad.size(); ++bit)
                     REQUIRE(refused(sealed, f.nonce, with_bit_flipped(f.aad, bit)));
                   CHECK(refused(sealed, f.nonce, without_last(f.aad)));
                   CHECK(refused(sealed, f.nonce, with_last(f.aad, 0)));
                   CHECK(refused(sealed, f.nonce, {}));
                   CHECK(refused(without_last(sealed), f.nonce, f.aad));
                   CHECK(refused(with_last(sealed, 0), f.nonce, f.aad));
                   typename B::template aead<A> other;
                   REQUIRE(other.init(B{}, with_bit_flipped(f.secret, 0)));
                   octets record = sealed;
                   CHECK_FALSE(other.open(record, f.nonce, f.aad));
                   CHECK_FALSE(leaks(text, record));
                 });
               });

  test_case<B>("C60: opening a record that is a tag alone, good and bad", [] {
    each<B::aeads>([]<crypto::aead_algorithm A>() {
      INFO(name_of(A));
      const aead_fixture<B, A> f;
      octets tag = f.sealed({});
      REQUIRE(tag.size() == crypto::aead_tag_size);
      octets bad = with_bit_flipped(tag, 127);
      CHECK_FALSE(f.key.open(bad, f.nonce, f.aad));
      CHECK(f.key.open(tag, f.nonce, f.aad));
    });
  });
}

template <class B>
void aead_buffers() {
  test_case<B>("C60: records up to 16 KiB and beyond, in place and disjoint, come back as they were", [] {
    each<B::aeads>([]<crypto::aead_algorithm A>() {
      INFO(name_of(A));
      const aead_fixture<B, A> f;
      for (std::size_t size : {1u, 15u, 16u, 17u, 63u, 64u, 65u, 255u, 4096u, 16384u, 16385u, 16384u + 256u, 70000u}) {
        CAPTURE(size);
        const octets text = counted(size), apart = f.sealed(text);
        CHECK_FALSE(leaks(text, apart));
        octets in_place(size + crypto::aead_tag_size);
        copy(text, in_place.data());
        REQUIRE(f.key.seal(in_place, f.nonce, f.aad, bytes(in_place).first(size), {}));
        CHECK(in_place == apart);
        // One octet of `extra`: the content type behind a record in place (RFC 8446, 5.2).
        octets with_type(size + 1 + crypto::aead_tag_size);
        copy(text, with_type.data());
        const std::uint8_t type[] = {23};
        REQUIRE(f.key.seal(with_type, f.nonce, f.aad, bytes(with_type).first(size), type));
        CHECK(with_type == f.sealed(with_last(text, 23)));
        REQUIRE(f.key.open(with_type, f.nonce, f.aad));
        with_type.resize(size + 1);
        CHECK(with_type == with_last(text, 23));
      }
    });
  });

  test_case<B>("C60: sealing changes no octet of its input, and a tag is over all additional data", [] {
    each<B::aeads>([]<crypto::aead_algorithm A>() {
      INFO(name_of(A));
      const aead_fixture<B, A> f;
      octets text = counted(100), extra = counted(20), long_aad = counted(1000);
      octets out(text.size() + extra.size() + crypto::aead_tag_size);
      REQUIRE(f.key.seal(out, f.nonce, long_aad, text, extra));
      CHECK(text == counted(100));
      CHECK(extra == counted(20));
      CHECK(long_aad == counted(1000));
      long_aad.back() ^= 1;
      CHECK_FALSE(f.key.open(out, f.nonce, long_aad));
    });
  });

  test_case<B>("C60: a key seals and opens any number of records, each by its nonce", [] {
    each<B::aeads>([]<crypto::aead_algorithm A>() {
      INFO(name_of(A));
      const aead_fixture<B, A> f;
      const octets text = counted(40);
      octets nonce = f.nonce, before;
      for (std::uint8_t i = 0; i < 20; ++i) {
        nonce.back() = i;
        octets out(text.size() + crypto::aead_tag_size);
        REQUIRE(f.key.seal(out, nonce, {}, text, {}));
        CHECK(out != before);
        before = out;
        REQUIRE(f.key.open(out, nonce, {}));
        out.resize(text.size());
        REQUIRE(out == text);
      }
    });
  });
}

template <class B>
void aead_misuse() {
  test_case<B>("C60: keys, nonces and outputs of wrong sizes are refused", [] {
    each<B::aeads>([]<crypto::aead_algorithm A>() {
      INFO(name_of(A));
      using aead = typename B::template aead<A>;
      const octets zeros(64);
      for (std::size_t size : {0u, 1u, 15u, 16u, 17u, 24u, 31u, 32u, 33u, 64u}) {
        aead other;
        CHECK(other.init(B{}, bytes(zeros).first(size)) == (size == aead::key_size));
      }
      const aead_fixture<B, A> f;
      octets out(16 + crypto::aead_tag_size);
      const bytes text = bytes(zeros).first(16), nonce = f.nonce;
      REQUIRE(f.key.seal(out, nonce, {}, text, {}));
      const octets good = out;
      for (std::size_t size : {0u, 8u, 11u, 13u, 16u, 24u}) {
        CAPTURE(size);
        CHECK_FALSE(f.key.seal(out, bytes(zeros).first(size), {}, text, {}));
        octets record = good;
        CHECK_FALSE(f.key.open(record, bytes(zeros).first(size), {}));
      }
      CHECK_FALSE(f.key.seal(mutable_bytes(out).first(out.size() - 1), nonce, {}, text, {}));
      CHECK_FALSE(f.key.seal(out, nonce, {}, text.first(15), {}));
      CHECK_FALSE(f.key.seal(out, nonce, {}, text, text.first(1)));
      CHECK_FALSE(f.key.seal({}, nonce, {}, {}, {}));
      CHECK_FALSE(f.key.seal(mutable_bytes(out).first(15), nonce, {}, {}, {}));
      for (std::size_t size = 0; size < crypto::aead_tag_size; ++size) {
        octets record(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK_FALSE(f.key.open(record, nonce, {}));
      }
    });
  });

  test_case<B>("P6: a key that wasn't set, was moved from, or failed to be set, seals and opens nothing", [] {
    each<B::aeads>([]<crypto::aead_algorithm A>() {
      INFO(name_of(A));
      using aead = typename B::template aead<A>;
      STATIC_REQUIRE(!std::is_copy_constructible_v<aead> && !std::is_copy_assignable_v<aead>);
      STATIC_REQUIRE(std::is_nothrow_move_constructible_v<aead>);
      aead_fixture<B, A> f;
      const octets sealed = f.sealed(counted(3));
      const auto works = [&](aead const& key) {
        octets out(3 + crypto::aead_tag_size), record = sealed;
        const bool seals = key.seal(out, f.nonce, f.aad, counted(3), {}), opens = key.open(record, f.nonce, f.aad);
        CHECK(seals == opens);
        return seals && opens;
      };
      aead key;
      CHECK_FALSE(works(key));
      REQUIRE(key.init(B{}, f.secret));
      CHECK(works(key));
      aead moved = std::move(key);
      CHECK(works(moved));
      CHECK_FALSE(works(key));
      key = std::move(moved);
      CHECK(works(key));
      CHECK_FALSE(works(moved));
      CHECK_FALSE(key.init(B{}, bytes(f.secret).first(aead::key_size - 1)));
      CHECK_FALSE(works(key));
      REQUIRE(key.init(B{}, f.secret));
      CHECK(works(key));
      REQUIRE(key.init(B{}, with_bit_flipped(f.secret, 3)));  // another key in its place
      octets record = sealed;
      CHECK_FALSE(key.open(record, f.nonce, f.aad));
    });
  });
}

template <class B>
void aead_cases() {
  aead_known_answers<B>();
  aead_forgeries<B>();
  aead_buffers<B>();
  aead_misuse<B>();
}

}  // namespace cxtls::backend_kit
