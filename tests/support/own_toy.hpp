// The toy backend with a suite of each version, a group and a scheme of its own: an extension as it should be, which tests
// break in one place.
#pragma once
#include <array>
#include <type_traits>

#include "cxtls/crypto/scheme.hpp"
#include "cxtls/crypto/tls12/suite.hpp"
#include "toy_backend.hpp"

namespace cxtls::test {

struct own_toy : toy_backend {
  using toy_backend::toy_backend;

  static constexpr auto own_aead = crypto::own_aead(0);
  static constexpr auto own_signature = crypto::own_signature(0);
  static constexpr CipherSuite own_suite{0x13f0}, own_tls12_suite{0xd0f0};
  static constexpr auto own_group = NamedGroup::x448;
  static constexpr auto own_scheme = SignatureScheme::ed448;
  static constexpr auto own_oid = der::oid_of<1, 3, 101, 113>;

  static constexpr auto aeads = crypto::joined(crypto::capabilities{own_aead}, toy_backend::aeads);
  static constexpr auto groups = crypto::joined(toy_backend::groups, crypto::capabilities{own_group});
  static constexpr auto signatures = crypto::joined(toy_backend::signatures, crypto::capabilities{own_signature});
  static constexpr auto own_suites =
      std::array{crypto::suite_info{own_suite, own_aead, crypto::hash_algorithm::sha384, 1000}};
  static constexpr auto own_tls12_suites = std::array{crypto::tls12::suite_info{
      own_tls12_suite, crypto::tls12::authentication::ecdsa, own_aead, crypto::hash_algorithm::sha256, 1000}};
  static constexpr auto own_schemes = std::array{crypto::own_scheme(own_scheme, own_signature, own_oid)};

  struct of_24 : toy_backend::aead<crypto::aead_algorithm::aes_128_gcm> {
    using base = toy_backend::aead<crypto::aead_algorithm::aes_128_gcm>;
    static constexpr std::size_t key_size = 24;
    [[nodiscard]] constexpr bool init(toy_backend const& b, bytes key) {
      return key.size() == key_size && base::init(b, key.last(16));
    }
  };
  struct of_56 {
    static constexpr std::size_t share_size = 56, response_size = 57, secret_size = 58;
    [[nodiscard]] constexpr bool generate(toy_backend const& b, mutable_bytes share) {
      for (std::uint8_t& octet : share.subspan(32)) octet = 56;
      return share.size() == share_size && inner.generate(b, share.first(32));
    }
    [[nodiscard]] constexpr bool decapsulate(toy_backend const& b, bytes response, mutable_bytes secret_out) {
      for (std::uint8_t& octet : secret_out.subspan(32)) octet = 58;
      return response.size() == response_size && secret_out.size() == secret_size &&
             inner.decapsulate(b, response.first(32), secret_out.first(32));
    }
    [[nodiscard]] static constexpr bool encapsulate(toy_backend const& b, bytes share, mutable_bytes response,
                                                    mutable_bytes secret_out) {
      for (std::uint8_t& octet : response.subspan(32)) octet = 57;
      for (std::uint8_t& octet : secret_out.subspan(32)) octet = 58;
      return share.size() == share_size && response.size() == response_size && secret_out.size() == secret_size &&
             toy_backend::key_exchange<NamedGroup::x25519>::encapsulate(b, share.first(32), response.first(32),
                                                                        secret_out.first(32));
    }
    toy_backend::key_exchange<NamedGroup::x25519> inner{};
  };
  struct own_verifier {
    [[nodiscard]] static constexpr bool verify(toy_backend const&, crypto::public_key const& key, bytes message,
                                               bytes signature) {
      auto const* own = std::get_if<crypto::own_public_key>(&key);
      std::array<std::uint8_t, signature_size> expected{};
      if (own == nullptr || signature.size() != expected.size()) return false;
      signature_of(own->key, message, expected);
      return equal(expected, signature);
    }
  };

  template <crypto::aead_algorithm A>
  using aead = std::conditional_t<A == own_aead, of_24, toy_backend::aead<A>>;
  template <NamedGroup G>
  using key_exchange = std::conditional_t<G == own_group, of_56, toy_backend::key_exchange<G>>;
  template <crypto::signature_algorithm A>
  using verifier = std::conditional_t<A == own_signature, own_verifier, toy_backend::verifier<A>>;
};

}  // namespace cxtls::test
