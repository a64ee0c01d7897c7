// One's own certificates, or what stands in their place (RFC 7250), as they are sent.
#pragma once
#include "cxtls/protocol/registry/certificate_type.hpp"
#include "cxtls/x509/certificate_list.hpp"
#include "cxtls/x509/parsed.hpp"
#include "cxtls/x509/pem.hpp"

namespace cxtls::x509 {

// The leaf first, each certificate followed by its issuer's (RFC 8446, 4.4.2); the root may be left out, and better is. Of
// another type, there is the one thing that holds the key, and it counts as the leaf.
class certificate_chain {
 public:
  // Certificates in DER, copied. Errors: certificate_leaf_missing, certificate_leaf_repeated, certificate_order,
  // certificate_unrelated, certificate_chain_too_long, out_of_memory, and the reasons for which one isn't parsed.
  static constexpr result<certificate_chain> from_der(std::span<const bytes> ders) {
    certificate_chain chain;
    for (bytes der : ders)
      if (const status s = chain.list_.add(der); !s) return s.error();
    if (const error failure = chain.check()) return failure;
    return chain;
  }
  // Certificates only. Errors: also certificate_list_malformed; certificate_private_key_misplaced for a private key.
  static constexpr result<certificate_chain> from_pem(std::string_view text) {
    buffer key;
    auto chain = split_pem(text, key);
    if (chain && !key.empty()) return errc::certificate_private_key_misplaced;
    return chain;
  }
  // Certificates and at most one private key, which is put into `key`; it stays empty without one.
  static constexpr result<certificate_chain> split_pem(std::string_view text, buffer& key) {
    certificate_chain chain;
    pem_reader blocks(text);
    buffer der;
    for (;;) {
      pem_label label{};
      const auto more = blocks.next(label, der);
      if (!more) return more.error();
      if (!*more) break;
      if (is_private_key(label)) {
        if (!key.empty()) return errc::certificate_private_key_misplaced;
        key.swap(der);
      } else if (label != pem_label::certificate) {
        return errc::certificate_list_malformed;
      } else if (const status s = chain.list_.add(der.view()); !s) {
        return s.error();
      }
    }
    if (const error failure = chain.check()) return failure;
    return chain;
  }
  // A public key without a certificate around it: a SubjectPublicKeyInfo in DER. Errors: those of x509::raw_public_key(),
  // out_of_memory.
  static constexpr result<certificate_chain> of_public_key(bytes spki) {
    if (const auto key = raw_public_key(spki); !key) return key.error();
    return of_type(CertificateType::RawPublicKey, spki);
  }
  // The same from a PEM text with one "PUBLIC KEY" and nothing else. Errors: also certificate_list_malformed.
  static constexpr result<certificate_chain> of_public_key_pem(std::string_view text) {
    pem_reader blocks(text);
    pem_label label{};
    buffer spki, more;
    const auto first = blocks.next(label, spki);
    if (!first) return first.error();
    if (!*first || label != pem_label::public_key) return errc::certificate_list_malformed;
    if (const auto second = blocks.next(label, more); !second || *second) return errc::certificate_list_malformed;
    return of_public_key(spki.view());
  }
  // Whatever a certificate type of the application's has in its place: x509/certificate_type.hpp. Not looked at here.
  // Errors: certificate_malformed (nothing), out_of_memory.
  static constexpr result<certificate_chain> of_type(CertificateType type, bytes body) {
    if (type == CertificateType::X509) return from_der(std::span<const bytes>(&body, 1));
    if (body.empty()) return errc::certificate_malformed;
    certificate_chain chain;
    chain.type_ = type;
    if (const status s = chain.list_.add(body); !s) return s.error();
    return chain;
  }

  constexpr CertificateType type() const { return type_; }
  constexpr std::size_t size() const { return list_.size(); }
  // DER; views last as long as the chain. Precondition: i < size().
  constexpr bytes operator[](std::size_t i) const { return list_[i]; }
  constexpr bytes leaf() const { return list_[0]; }
  constexpr certificate_list::views certificates() const { return list_.all(); }
  // A second owner. Errors: out_of_memory.
  constexpr result<certificate_chain> duplicate() const {
    auto list = list_.duplicate();
    if (!list) return list.error();
    certificate_chain copy;
    copy.list_ = *std::move(list);
    copy.type_ = type_;
    return copy;
  }
  friend constexpr bool operator==(certificate_chain const&, certificate_chain const&) = default;

 private:
  constexpr certificate_chain() = default;
  // By names and CA flags; that the signatures are right is the peer's business.
  constexpr error check() const {
    std::array<parsed_certificate, max_peer_certificates> all{};
    std::size_t leaves = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      const auto c = parse_certificate((*this)[i]);
      if (!c) return c.error();
      all[i] = *c;
      if (!c->is_ca()) ++leaves;
    }
    if (leaves > 1) return {errc::certificate_leaf_repeated};
    // A single CA's certificate may be a server that signed its own.
    if (leaves == 0 && size() != 1) return {errc::certificate_leaf_missing};
    for (std::size_t i = 0; i < size(); ++i) {
      const bool leads = i == 0 ? leaves == 0 || !all[0].is_ca() : same(all[i - 1].issuer(), all[i].subject());
      if (leads) continue;
      for (std::size_t k = 0; k < size(); ++k)
        if (k != i && (same(all[k].issuer(), all[i].subject()) || same(all[i].issuer(), all[k].subject())))
          return {errc::certificate_order};
      return {errc::certificate_unrelated};
    }
    return {};
  }

  certificate_list list_;
  CertificateType type_ = CertificateType::X509;
};

}  // namespace cxtls::x509

namespace cxtls {
using x509::certificate_chain;
}  // namespace cxtls
