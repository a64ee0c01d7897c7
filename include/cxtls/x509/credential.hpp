// A chain and the private key that goes with it.
#pragma once
#include "cxtls/crypto/backend.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "cxtls/x509/certificate_type.hpp"

namespace cxtls::x509 {

// The one private key of a PEM text that has nothing else, in DER. Errors: private_key_missing, private_key_malformed,
// out_of_memory.
constexpr result<buffer> private_key_from_pem(std::string_view text) {
  pem_reader blocks(text);
  pem_label label{};
  buffer key, more;
  const auto first = blocks.next(label, key);
  if (!first) return first.error().code == errc::out_of_memory ? first.error() : error{errc::private_key_malformed};
  if (*first && !is_private_key(label)) return errc::private_key_missing;
  if (const auto second = blocks.next(label, more); !second || *second) return errc::private_key_malformed;
  if (key.empty()) return errc::private_key_missing;
  return key;
}

// A chain and the private key of its leaf: what one authenticates with. That they belong together was checked.
template <class B>
class credential {
 public:
  using private_key = typename B::private_key;

  // Own: what there is beside X.509 and raw public keys. Errors: private_key_mismatch, certificate_algorithm_unsupported,
  // and those of the certificate type.
  template <class Own = certificate_types<>>
  static constexpr result<credential> create(certificate_chain chain, private_key key) {
    const auto shown = key_in<Own>(chain);
    if (!shown) return shown.error();
    if (!key.matches(*shown)) return errc::private_key_mismatch;
    return credential(std::move(chain), std::move(key));
  }
  // Certificates and their key in one text. Errors: private_key_missing, those of certificate_chain, of the key's
  // decoding (private_key_malformed) and of create().
  static constexpr result<credential> from_pem(B const& b, std::string_view text) {
    buffer key;
    auto chain = certificate_chain::split_pem(text, key);
    if (!chain) return chain.error();
    return with_key(b, *std::move(chain), key);
  }
  // The key in a text of its own.
  static constexpr result<credential> from_pem(B const& b, std::string_view certificates, std::string_view key_text) {
    auto chain = certificate_chain::from_pem(certificates);
    if (!chain) return chain.error();
    auto key = private_key_from_pem(key_text);
    if (!key) return key.error();
    return with_key(b, *std::move(chain), *key);
  }

  constexpr certificate_chain const& chain() const { return chain_; }
  constexpr private_key const& key() const { return key_; }
  // Both, to be owned apart.
  struct parts {
    certificate_chain chain;
    private_key key;
  };
  constexpr parts release() && { return {std::move(chain_), std::move(key_)}; }

 private:
  // Whatever a certificate says about the key's use: that is the peer's business.
  template <class Own>
  static constexpr result<crypto::public_key> key_in(certificate_chain const& chain) {
    if (chain.type() != CertificateType::X509)
      return signing_key<Own>(chain.type(), chain.leaf(), crypto::own_schemes<B>);
    const auto leaf = parse_certificate(chain.leaf(), crypto::own_schemes<B>);
    if (!leaf) return leaf.error();
    const auto key = usable(leaf->key);
    if (!key) return error{errc::certificate_algorithm_unsupported, "subjectPublicKeyInfo"};
    return *key;
  }
  constexpr credential(certificate_chain chain, private_key key) : chain_(std::move(chain)), key_(std::move(key)) {}
  static constexpr result<credential> with_key(B const& b, certificate_chain chain, buffer const& der) {
    if (der.empty()) return errc::private_key_missing;
    auto key = private_key::from_der(b, der.view());
    if (!key) return key.error();
    return create(std::move(chain), *std::move(key));
  }
  certificate_chain chain_;
  private_key key_;
};

}  // namespace cxtls::x509

namespace cxtls {
template <class B>
using credential = x509::credential<B>;
}  // namespace cxtls
