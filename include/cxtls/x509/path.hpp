// Building a path from the leaf to a trust anchor: depth first, with backtracking, within a budget. Candidates are told
// by name and proven by signature; whether the finished path is any good is asked elsewhere (path_checks.hpp).
#pragma once
#include "cxtls/x509/path_checks.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls::x509 {

// Why no path was good, as the person who reads the log wants it: the first reason of the most telling kind.
class best_error {
 public:
  constexpr void offer(error e, int weight) {
    if (weight <= weight_) return;
    error_ = e;
    weight_ = weight;
  }
  constexpr error const& value() const { return error_; }
  static constexpr int no_issuer = 1, wrong_signature = 2, unusable_issuer = 3, bad_path = 4, budget_gone = 5;

 private:
  error error_{errc::certificate_issuer_unknown, {}};
  int weight_ = 0;
};

// Both certificates of one entity with one key (RFC 4158, 2.4.2: loops are found so).
constexpr bool same_entity(parsed_certificate const& a, parsed_certificate const& b) {
  return equal(a.spki_der(), b.spki_der()) && same(a.subject(), b.subject());
}
// RFC 4158, 3.5.12: key identifiers only tell whom to try first.
constexpr bool key_identifiers_differ(parsed_certificate const& child, parsed_certificate const& parent) {
  auto const* authority = child.find<AuthorityKeyIdentifier>();
  auto const* own = parent.find<SubjectKeyIdentifier>();
  return authority != nullptr && authority->keyIdentifier && own != nullptr &&
         !equal(*authority->keyIdentifier, own->keyIdentifier);
}

// Verify: status(signature_algorithm, public_key const&, bytes message, bytes signature)
template <class Verify>
class path_builder {
 public:
  // Precondition: 1 to max_peer_certificates of the peer's.
  struct request {
    trust_store const& trust;
    std::span<const parsed_certificate> peer;  // the leaf first; one that couldn't be parsed is empty
    error unparsed;  // why the first of these couldn't
    profile_rules const& rules;
    unix_time now;
    purpose wanted;
    std::span<const crypto::scheme_info> own_schemes{};  // what the backend adds
  };
  constexpr path_builder(request const& r, budget& work, Verify verify) : r_(r), work_(work), verify_(verify) {
    for (std::size_t i = 0; i < r_.peer.size(); ++i) used_[i] = r_.peer[i].der.empty();
    if (r_.unparsed) why_not_.offer(r_.unparsed, best_error::no_issuer);
  }

  // True: path() is good.
  constexpr bool build() {
    (void)path_.push(&r_.peer.front());
    used_[0] = true;
    if (r_.rules.leaf_may_be_anchor && r_.trust.contains(r_.peer.front().der)) return finished();
    return extend();
  }
  constexpr path const& found() const { return path_; }
  // Nothing when the leaf is itself an anchor.
  constexpr std::optional<std::size_t> anchor() const { return anchor_; }
  constexpr error failure() const {
    return work_.exhausted ? error{errc::certificate_budget_exhausted, {}} : why_not_.value();
  }

 private:
  constexpr parsed_certificate const& last() const { return *path_[path_.size() - 1]; }

  constexpr bool extend() {
    if (path_.size() == max_path) {
      why_not_.offer({errc::certificate_chain_too_long, {}}, best_error::unusable_issuer);
      return false;
    }
    // Anchors first: the shortest path is the most likely to be meant. Then what the peer sent.
    for (const bool second_choice : {false, true})
      for (std::size_t i = 0; i < r_.trust.size(); ++i)
        if (same(r_.trust.subject(i), last().issuer()) && try_anchor(i, second_choice)) return true;
    for (const bool second_choice : {false, true})
      for (std::size_t i = 1; i < r_.peer.size(); ++i)
        if (!used_[i] && same(r_.peer[i].subject(), last().issuer()) && try_intermediate(i, second_choice)) return true;
    return false;
  }
  constexpr bool try_anchor(std::size_t i, bool second_choice) {
    const auto anchor = parse_certificate(r_.trust[i], r_.own_schemes);
    if (!anchor || !is_candidate(*anchor, second_choice)) return false;
    const path kept = path_;
    (void)path_.push(&*anchor);
    if (finished()) {
      // The anchor's views outlive this function in the store, the parsed form doesn't: only the index is kept.
      path_ = kept;
      anchor_ = i;
      return true;
    }
    path_ = kept;
    return false;
  }
  constexpr bool try_intermediate(std::size_t i, bool second_choice) {
    if (!is_candidate(r_.peer[i], second_choice)) return false;
    const path kept = path_;
    (void)path_.push(&r_.peer[i]);
    used_[i] = true;
    if (extend()) return true;
    used_[i] = false;
    path_ = kept;
    return false;
  }
  constexpr bool is_candidate(parsed_certificate const& parent, bool second_choice) {
    if (!work_.spend(&budget::build_steps)) return false;
    if (key_identifiers_differ(last(), parent) != second_choice) return false;
    // No CA twice (CVE-2015-7825). The leaf may be its own issuer: a self-signed certificate that is trusted.
    for (std::size_t i = 1; i < path_.size(); ++i)
      if (same_entity(*path_[i], parent)) return false;
    return signed_by(last(), parent);
  }
  constexpr bool signed_by(parsed_certificate const& child, parsed_certificate const& parent) {
    const auto algorithm = signature_algorithm_of(child.fields.signatureAlgorithm, r_.own_schemes);
    const auto key = usable(parent.key);
    if (!algorithm || !key) {
      why_not_.offer(
          {errc::certificate_algorithm_unsupported, algorithm ? "subjectPublicKeyInfo" : "signatureAlgorithm"},
          best_error::unusable_issuer);
      return false;
    }
    if (const error weak = check_key({parent, place::intermediate, r_.rules, r_.now, r_.wanted})) {
      why_not_.offer(weak, best_error::unusable_issuer);
      return false;
    }
    if (!work_.spend(&budget::signature_checks)) return false;
    const status s = verify_(*algorithm, *key, child.tbs_der(), child.fields.signatureValue.octets);
    if (!s) {
      const bool lacking = s.error().code == errc::config_unsupported_by_backend;
      why_not_.offer({lacking ? errc::certificate_algorithm_unsupported : errc::certificate_signature_invalid, {}},
                     lacking ? best_error::unusable_issuer : best_error::wrong_signature);
    }
    return s.has_value();
  }
  constexpr bool finished() {
    const error failure = check_path(path_, r_.rules, r_.now, r_.wanted, work_);
    if (failure) why_not_.offer(failure, best_error::bad_path);
    return !failure;
  }

  request r_;
  budget& work_;
  Verify verify_;
  path path_{};
  bool used_[max_peer_certificates]{};
  std::optional<std::size_t> anchor_{};
  best_error why_not_{};
};

}  // namespace cxtls::x509
