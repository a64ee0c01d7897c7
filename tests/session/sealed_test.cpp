#include "cxtls/session/sealed.hpp"

#include <openssl/aead.h>
#include <openssl/digest.h>
#include <openssl/hkdf.h>
#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "sample.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using sample::noon;

namespace {
constexpr std::uint8_t one_thing[] = {'o', 'n', 'e'};
constexpr std::uint8_t another[] = {'t', 'w', 'o'};
constexpr std::size_t limit = 100;
template <class B, class Keys, auto const& Purpose = one_thing>
using sealer = detail::sealer<B, Keys, Purpose, limit>;
using toy_keys = rotating_ticket_keys<test::toy_backend>;
using toy_sealer = sealer<test::toy_backend, toy_keys>;

constexpr bool comes_back() {
  sample::toy t;
  toy_keys keys(t.backend);
  const toy_sealer s(t.backend, keys);
  buffer out;
  if (!out.append(another) || !s.seal(sample::psk, noon, out)) return false;
  if (out.size() != 3 + 16 + 1 + 32 + 32 + 16 || !equal(out.view().first(3), another)) return false;
  const auto text = s.open(out.view().subspan(3), noon);
  return text && equal(text->view(), sample::psk) && !s.open(out.view(), noon);
}
constexpr bool opens_for_its_purpose_only() {
  sample::toy t;
  toy_keys keys(t.backend);
  const sealer<test::toy_backend, toy_keys, another> other(t.backend, keys);
  const toy_sealer s(t.backend, keys);
  buffer out;
  return s.seal(sample::psk, noon, out) && s.open(out.view(), noon) && !other.open(out.view(), noon);
}
constexpr errc refusal(std::size_t size, std::uint64_t first_failing_call = ~std::uint64_t{0}) {
  sample::toy t;
  t.world.first_failing_call = first_failing_call;
  toy_keys keys(t.backend);
  const toy_sealer s(t.backend, keys);
  buffer text, out;
  if (!text.resize(size) || !out.append(another)) return errc::last_;
  const status sealed = s.seal(text.view(), noon, out);
  if (sealed) return errc::none;
  return equal(out.view(), another) ? sealed.error().code : errc::last_;
}
// Backends with other lists.
struct small_keys_first : test::toy_backend {
  using test::toy_backend::toy_backend;
  static constexpr crypto::capabilities aeads{crypto::aead_algorithm::aes_128_gcm,
                                              crypto::aead_algorithm::chacha20_poly1305};
};
struct small_keys_only : test::toy_backend {
  static constexpr crypto::capabilities aeads{crypto::aead_algorithm::aes_128_gcm};
};
}  // namespace

TEST_CASE("the header of what is sealed obeys the laws of wire formats") {
  static constexpr auto header = [] {
    std::array<std::uint8_t, 49> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(i);
    return out;
  }();
  test::obeys_the_laws<detail::sealed_header, header>();
}

TEST_CASE("what was sealed opens again, behind whatever stood before it") { BOTH(comes_back()); }

TEST_CASE("what was sealed for one purpose doesn't open for another") { BOTH(opens_for_its_purpose_only()); }

TEST_CASE("what is sealed has its limit") {
  BOTH(refusal(limit) == errc::none);
  BOTH(refusal(limit + 1) == errc::length_out_of_range);
  BOTH(refusal(0) == errc::length_out_of_range);
}

TEST_CASE("a backend that fails seals nothing, and leaves the output as it was") {
  // Name and octets of the key, then the salt, are drawn; then come HKDF and the AEAD.
  for (std::uint64_t call = 0; call < 3; ++call) CHECK(refusal(10, call) == errc::random_failed);
  std::uint64_t call = 3;
  for (; refusal(10, call) != errc::none; ++call) {
    REQUIRE(call < 100);
    CHECK(refusal(10, call) == errc::backend_failed);
  }
  CHECK(call > 5);
}

TEST_CASE("an AEAD with 256-bit keys seals, the first that the backend lists") {
  using enum crypto::aead_algorithm;
  STATIC_CHECK(detail::choose_sealing_aead<test::toy_backend>() == aes_256_gcm);
  STATIC_CHECK(detail::choose_sealing_aead<small_keys_first>() == chacha20_poly1305);
  STATIC_CHECK_FALSE(detail::choose_sealing_aead<small_keys_only>().has_value());
}

// The other maker: HKDF and AES-256-GCM as BoringSSL has them, by the documented format.
class other_maker {
 public:
  explicit other_maker(bytes salt) {
    std::array<std::uint8_t, 32> derived{};
    REQUIRE(HKDF(derived.data(), derived.size(), EVP_sha256(), sample::psk.data(), sample::psk.size(), salt.data(),
                 salt.size(), one_thing, sizeof one_thing) == 1);
    aead_ = EVP_AEAD_CTX_new(EVP_aead_aes_256_gcm(), derived.data(), derived.size(), 16);
    REQUIRE(aead_ != nullptr);
  }
  other_maker(other_maker const&) = delete;
  ~other_maker() { EVP_AEAD_CTX_free(aead_); }
  bool open(bytes sealed, mutable_bytes text) const {
    std::size_t size = 0;
    return EVP_AEAD_CTX_open(aead_, text.data(), &size, text.size(), nonce_.data(), nonce_.size(), &sealed[49],
                             sealed.size() - 49, sealed.data(), 49) == 1 &&
           size == text.size();
  }
  // `out` has the header already.
  bool seal(bytes text, mutable_bytes out) const {
    std::size_t size = 0;
    return EVP_AEAD_CTX_seal(aead_, &out[49], &size, out.size() - 49, nonce_.data(), nonce_.size(), text.data(),
                             text.size(), out.data(), 49) == 1 &&
           size == out.size() - 49;
  }

 private:
  EVP_AEAD_CTX* aead_ = nullptr;
  std::array<std::uint8_t, 12> nonce_{};
};

TEST_CASE("another maker's HKDF and AES-256-GCM open what we seal, and seal what we open") {
  backend::boringssl b;
  shared_ticket_keys keys;
  const ticket_key_name name{'n', 'a', 'm', 'e'};
  auto key = ticket_key::of(name, sample::psk);
  REQUIRE(key);
  REQUIRE(keys.add(*std::move(key), ticket_key_state::current));
  const sealer<backend::boringssl, shared_ticket_keys> s(b, keys);
  const std::array<std::uint8_t, 5> text{'h', 'e', 'l', 'l', 'o'};

  buffer out;
  REQUIRE(s.seal(text, noon, out));
  const bytes sealed = out.view();
  REQUIRE(sealed.size() == 16 + 1 + 32 + 5 + 16);
  CHECK(equal(sealed.first(16), name));
  CHECK(sealed[16] == 1);
  std::array<std::uint8_t, 5> opened{};
  CHECK(other_maker(sealed.subspan(17, 32)).open(sealed, opened));
  CHECK(opened == text);

  std::array<std::uint8_t, 70> theirs{};
  copy(name, theirs.data());
  const other_maker maker(bytes(theirs).subspan(17, 32));
  theirs[16] = 1;
  REQUIRE(maker.seal(text, theirs));
  const auto text_again = s.open(theirs, noon);
  REQUIRE(text_again);
  CHECK(equal(text_again->view(), text));
  // Sealed well, but in a version that the key isn't for.
  theirs[16] = 2;
  REQUIRE(maker.seal(text, theirs));
  CHECK_FALSE(s.open(theirs, noon));
}

TEST_CASE("sealing the same twice gives two salts and two ciphertexts") {
  backend::boringssl b;
  rotating_ticket_keys keys(b);
  const sealer<backend::boringssl, rotating_ticket_keys<backend::boringssl>> s(b, keys);
  buffer one, two;
  REQUIRE(s.seal(sample::psk, noon, one));
  REQUIRE(s.seal(sample::psk, noon, two));
  CHECK(equal(one.view().first(17), two.view().first(17)));
  CHECK_FALSE(equal(one.view().subspan(17, 32), two.view().subspan(17, 32)));
  CHECK_FALSE(equal(one.view().subspan(49), two.view().subspan(49)));
}
