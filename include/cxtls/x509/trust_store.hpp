// Trust anchors: an owning, immutable set of certificates. No file is read here: trust_store_system.hpp does that.
#pragma once
#include "cxtls/x509/parsed.hpp"
#include "cxtls/x509/pem.hpp"

namespace cxtls::x509 {

class trust_store {
 public:
  // Without anchors: every verification fails with trust_store_empty.
  constexpr trust_store() = default;
  // There is no way to do without.
  template <class Flag>
    requires std::is_same_v<Flag, bool>
  constexpr trust_store(Flag) {
    static_assert(!sizeof(Flag), "trust is a store, and no flag: trust_store::system(), from_pem() or from_der()");
  }

  // The system's anchors. Defined in cxtls/x509/trust_store_system.hpp; on failure the store is empty and
  // failure() says why.
  static trust_store system();
  // Every certificate of a PEM text, all of which must be fit to be parsed. Errors: certificate_private_key_misplaced
  // for a private key, certificate_list_malformed, trust_store_empty, out_of_memory, and those of add().
  static constexpr result<trust_store> from_pem(std::string_view text) {
    trust_store store;
    if (const error failure = store.add_pem(text, unusable::refused)) return failure;
    if (store.empty()) return errc::trust_store_empty;
    return store;
  }
  // One certificate in DER. Errors: those of add().
  static constexpr result<trust_store> from_der(bytes der) {
    trust_store store;
    if (const status s = store.add(der); !s) return s.error();
    return store;
  }

  // Another anchor, copied. One that is there already isn't added again. Errors: certificate_malformed and the other
  // reasons for which a certificate isn't parsed, out_of_memory.
  constexpr status add(bytes der) {
    const auto c = parse_certificate(der);
    if (!c) return c.error();
    if (contains(der)) return done{};
    // A place is written as four octets each of: where the certificate is, its size, where its subject's RDNs are,
    // their size, their number.
    const std::size_t at = octets_.size();
    const bytes subject = c->subject().raw();
    const std::size_t offset = subject.empty() ? 0 : static_cast<std::size_t>(subject.data() - der.data());
    std::uint8_t octets[place_size];
    writer w{mutable_bytes(octets)};
    for (std::size_t n : {at, der.size(), at + offset, subject.size(), c->subject().size()}) w.put_uint(4, n);
    if (!w.ok() || !octets_.append(der)) return errc::out_of_memory;
    if (!places_.append(octets)) {
      (void)octets_.resize(at);
      return errc::out_of_memory;
    }
    return done{};
  }

  constexpr std::size_t size() const { return places_.size() / place_size; }
  constexpr bool empty() const { return size() == 0; }
  // Why system() loaded nothing.
  constexpr error const& failure() const { return failure_; }
  // DER. Precondition: i < size().
  constexpr bytes operator[](std::size_t i) const { return octets_.view().subspan(number(i, 0), number(i, 1)); }
  constexpr Name subject(std::size_t i) const {
    return Name::from_wire(octets_.view().subspan(number(i, 2), number(i, 3)), number(i, 4));
  }
  // The same as DER of a Name; empty for an anchor without a subject.
  constexpr bytes subject_der(std::size_t i) const {
    const std::size_t size = number(i, 3);
    if (size == 0) return {};
    // Its header was checked to be minimal (X.690, 10.1): one octet of tag, then of length as many as it takes.
    const std::size_t header = size < 0x80 ? 2 : size < 0x100 ? 3 : size < 0x10000 ? 4 : 5;
    return octets_.view().subspan(number(i, 2) - header, header + size);
  }
  constexpr bool contains(bytes der) const {
    for (std::size_t i = 0; i < size(); ++i)
      if (equal((*this)[i], der)) return true;
    return false;
  }
  // A second owner of the same anchors. Errors: out_of_memory.
  constexpr result<trust_store> duplicate() const {
    trust_store copy;
    if (!copy.octets_.append(octets_.view()) || !copy.places_.append(places_.view())) return errc::out_of_memory;
    copy.failure_ = failure_;
    return copy;
  }
  friend constexpr bool operator==(trust_store const& a, trust_store const& b) {
    return equal(a.octets_.view(), b.octets_.view()) && equal(a.places_.view(), b.places_.view());
  }

 private:
  enum class unusable : bool { refused, skipped };
  static constexpr std::size_t place_size = std::size_t{5} * 4;

  constexpr std::size_t number(std::size_t i, std::size_t k) const {
    std::size_t n = 0;
    for (std::uint8_t octet : places_.view().subspan(i * place_size + 4 * k, 4)) n = n << 8 | octet;
    return n;
  }
  constexpr error add_pem(std::string_view text, unusable what) {
    pem_reader blocks(text);
    buffer der;
    for (;;) {
      pem_label label{};
      const auto more = blocks.next(label, der);
      if (!more) return more.error();
      if (!*more) return {};
      if (is_private_key(label)) return {errc::certificate_private_key_misplaced, {}};
      if (label != pem_label::certificate) return {errc::certificate_list_malformed, {}};
      const status s = add(der.view());
      if (!s && (what == unusable::refused || s.error().code == errc::out_of_memory)) return s.error();
    }
  }
  friend struct system_loader;

  buffer octets_;
  buffer places_;
  error failure_{};
};

}  // namespace cxtls::x509

namespace cxtls {
using x509::trust_store;
}  // namespace cxtls
