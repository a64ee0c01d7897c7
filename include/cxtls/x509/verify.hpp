// Is this chain good for this identity? The only maker of verified_chain, so that nothing is accepted unverified.
#pragma once
#include "cxtls/crypto/verify.hpp"
#include "cxtls/x509/identity.hpp"
#include "cxtls/x509/path.hpp"

namespace cxtls::x509 {

// What ends never. RFC 5280, 4.1.2.5: certificates say 99991231235959Z for that.
inline constexpr unix_time end_of_time{253402300799};

// Proof that a chain was verified, and what the application may want to know of it. A pinned key without a certificate
// counts as a chain of one that doesn't end.
class verified_chain {
 public:
  // The path as indices into what the peer sent: the leaf (0) first, the trust anchor not among them.
  constexpr std::span<const std::uint8_t> path() const { return {path_.data(), path_.size()}; }
  // Where the path ends, as an index into the trust store. Nothing when the leaf was pinned or is itself an anchor.
  constexpr std::optional<std::size_t> anchor() const { return anchor_; }
  // Certificates on the path, the anchor included.
  constexpr std::size_t size() const { return path_.size() + (anchor_ ? 1 : 0); }
  constexpr crypto::key_kind leaf_key() const { return leaf_key_; }
  // The first notAfter among what the peer sent of the path.
  constexpr unix_time valid_until() const { return valid_until_; }

 private:
  friend struct chain_verifier;
  constexpr verified_chain() = default;  // verify_server(), verify_client() and verify_key() make it
  bounded<std::uint8_t, max_path> path_{};
  std::optional<std::size_t> anchor_{};
  crypto::key_kind leaf_key_{};
  unix_time valid_until_{};
};

// The key that the peer signs the handshake with. Views `leaf`. RFC 8446, 4.4.2.2: "the digitalSignature bit MUST be
// set if the Key Usage extension is present". Errors: those of parse_certificate, certificate_algorithm_unsupported,
// certificate_key_usage. `own`: what the backend adds (crypto::own_schemes).
constexpr result<crypto::public_key> leaf_public_key(bytes leaf, std::span<const crypto::scheme_info> own = {}) {
  const auto c = parse_certificate(leaf, own);
  if (!c) return c.error();
  const auto key = usable(c->key);
  if (!key) return error{errc::certificate_algorithm_unsupported, "subjectPublicKeyInfo"};
  auto const* usage = c->find<KeyUsage>();
  if (usage != nullptr && !usage->has(KeyUsage::digitalSignature))
    return error{errc::certificate_key_usage, "keyUsage"};
  return *key;
}

// RFC 9525, 6: only names of the wanted form are looked at, and only in subjectAltName.
template <class Entry, class Matches>
constexpr error check_presented(parsed_certificate const& leaf, Matches matches) {
  auto const* names = leaf.find<SubjectAltName>();
  if (names == nullptr) return {errc::certificate_no_subject_alternative_name, "subjectAltName"};
  for (GeneralName const& name : names->names)
    if (auto const* entry = std::get_if<Entry>(&name); entry != nullptr && matches(entry->value)) return {};
  return {errc::certificate_name_mismatch, "subjectAltName"};
}
constexpr error check_identity(parsed_certificate const& leaf, dns_name const& wanted, profile_rules const& rules) {
  return check_presented<dNSName>(leaf, [&](bytes presented) {
    return is_presented_name(presented, rules.labels_below_wildcard) && stands_for(presented, wanted.view());
  });
}
constexpr error check_identity(parsed_certificate const& leaf, ip_address const& wanted, profile_rules const&) {
  return check_presented<iPAddress>(leaf, [&](bytes presented) { return equal(presented, wanted.view()); });
}

struct chain_verifier {
  // Those after the leaf that can't be parsed are left out: they may not be needed.
  struct peer_certificates {
    std::array<parsed_certificate, max_peer_certificates> list{};
    std::size_t count = 0;
    error unparsed{};
    constexpr std::span<const parsed_certificate> all() const { return std::span(list).first(count); }
  };

  template <class B>
  static constexpr result<verified_chain> verify(B const& b, profile const& p, trust_store const& trust,
                                                 std::span<const bytes> chain, identity const* wanted, unix_time now,
                                                 purpose what_for) {
    if (chain.empty()) return errc::certificate_missing;
    if (chain.size() > max_peer_certificates) return errc::certificate_chain_too_long;
    peer_certificates peer;
    for (bytes der : chain) {
      const auto c = parse_certificate(der, crypto::own_schemes<B>);
      if (c) {
        peer.list[peer.count] = *c;
      } else if (peer.count == 0) {
        return c.error();
      } else if (!peer.unparsed) {
        peer.unparsed = c.error();
      }
      ++peer.count;
    }
    if (wanted != nullptr)
      if (auto const* pins = std::get_if<pinned_keys>(wanted))
        return against_pins(b, p.rules(), peer.list[0], *pins, now, what_for);
    auto v = against_anchors(b, p.rules(), trust, peer, now, what_for);
    // Names come last: only what a trust anchor vouches for is worth comparing (CVE-2022-3602).
    if (v && wanted != nullptr)
      if (const error failure = check_wanted(peer.list[0], *wanted, p.rules())) return failure;
    return v;
  }

  // A bare key: nobody vouches for it, it says nothing about itself, and it is good because it is pinned.
  template <class B, class Pins>
  static constexpr result<verified_chain> verify_key(B const& b, profile const& p, crypto::public_key const& key,
                                                     Pins const& pins) {
    buffer spki;
    if (const status s = append_spki(key, spki); !s) return s.error();
    const auto own = pin_of(b, spki.view());
    if (!own) return own.error();
    bool pinned = false;
    for (std::size_t i = 0; i < pins.size(); ++i) pinned |= pins[i] == *own;
    if (!pinned) return errc::certificate_pin_mismatch;
    if (auto const* rsa = std::get_if<crypto::rsa_public_key>(&key))
      if (const error failure = check_rsa_size(*rsa, p.rules())) return failure;
    verified_chain v;
    v.leaf_key_ = crypto::kind_of(key);
    v.valid_until_ = end_of_time;
    (void)v.path_.push(0);
    return v;
  }

 private:
  template <class B>
  static constexpr result<spki_pin> pin_of(B const& b, bytes spki) {
    static_assert(B::hashes.contains(crypto::hash_algorithm::sha256), "pins are SHA-256, which this backend lacks");
    spki_pin pin{};
    typename B::template hash<crypto::hash_algorithm::sha256> h(b);
    h.update(spki);
    if (!h.finish(pin)) return errc::backend_failed;
    return pin;
  }
  static constexpr error check_wanted(parsed_certificate const& leaf, identity const& wanted,
                                      profile_rules const& rules) {
    if (auto const* dns = std::get_if<dns_name>(&wanted)) return check_identity(leaf, *dns, rules);
    if (auto const* ip = std::get_if<ip_address>(&wanted)) return check_identity(leaf, *ip, rules);
    return {errc::certificate_name_mismatch, {}};
  }

  template <class B>
  static constexpr result<verified_chain> against_pins(B const& b, profile_rules const& rules,
                                                       parsed_certificate const& leaf, pinned_keys const& pins,
                                                       unix_time now, purpose what_for) {
    const auto own = pin_of(b, leaf.spki_der());
    if (!own) return own.error();
    if (!pins.pins().contains(*own)) return errc::certificate_pin_mismatch;
    if (const error failure = check_certificate({leaf, place::leaf, rules, now, what_for})) return failure;
    path alone(&leaf);
    return conclude(alone, std::nullopt, &leaf);
  }

  template <class B>
  static constexpr result<verified_chain> against_anchors(B const& b, profile_rules const& rules,
                                                          trust_store const& trust, peer_certificates const& peer,
                                                          unix_time now, purpose what_for) {
    if (trust.empty()) return errc::trust_store_empty;
    budget work;
    const auto verify = [&b](crypto::signature_algorithm a, crypto::public_key const& key, bytes message,
                             bytes signature) { return crypto::verify(b, a, key, message, signature); };
    path_builder<decltype(verify)> builder(
        {trust, peer.all(), peer.unparsed, rules, now, what_for, crypto::own_schemes<B>}, work, verify);
    if (!builder.build()) return builder.failure();
    return conclude(builder.found(), builder.anchor(), peer.list.data());
  }

  static constexpr verified_chain conclude(path const& found, std::optional<std::size_t> anchor,
                                           parsed_certificate const* first) {
    verified_chain v;
    v.anchor_ = anchor;
    v.valid_until_ = found[0]->tbs().validity.notAfter;
    if (const auto key = usable(found[0]->key)) v.leaf_key_ = crypto::kind_of(*key);
    for (parsed_certificate const* c : found) {
      (void)v.path_.push(static_cast<std::uint8_t>(c - first));
      if (c->tbs().validity.notAfter < v.valid_until_) v.valid_until_ = c->tbs().validity.notAfter;
    }
    return v;
  }
};

// A server's chain: DER, the leaf first as RFC 8446, 4.4.2 has it, the others in any order and with others among them.
// Errors: the certificate_* and trust_store_* of base/error.hpp.
template <class B>
constexpr result<verified_chain> verify_server(B const& b, profile const& p, trust_store const& trust,
                                               std::span<const bytes> chain, identity const& wanted, unix_time now) {
  return chain_verifier::verify(b, p, trust, chain, &wanted, now, purpose::server_auth);
}
// Whom one talks to, and by which rules, has no default.
template <class B, class... Said>
  requires(sizeof...(Said) < 5)
constexpr void verify_server(B const&, Said const&...) {
  static_assert(!sizeof(B), "verify_server(backend, profile, trust, chain, identity, now): say all of them");
}
// A key that came without a certificate (RFC 7250). Errors: certificate_pin_mismatch, certificate_key_too_small,
// certificate_algorithm_unsupported, backend_failed, out_of_memory.
template <class B, class Pins>
constexpr result<verified_chain> verify_key(B const& b, profile const& p, crypto::public_key const& key,
                                            Pins const& pins) {
  return chain_verifier::verify_key(b, p, key, pins);
}
// A client's chain. Whose client it is, the application reads from the leaf: the names in it are vouched for.
template <class B>
constexpr result<verified_chain> verify_client(B const& b, profile const& p, trust_store const& trust,
                                               std::span<const bytes> chain, unix_time now) {
  return chain_verifier::verify(b, p, trust, chain, nullptr, now, purpose::client_auth);
}

}  // namespace cxtls::x509

namespace cxtls {
using x509::verified_chain;
}  // namespace cxtls
