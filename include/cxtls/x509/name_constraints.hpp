// Name constraints: which names a CA may certify (RFC 5280, 4.2.1.10). Permitted and excluded subtrees are always both
// looked at (CVE-2024-39312), letter case never counts in host names (CVE-2026-3833), and a wildcard is the set of all
// names that it can stand for (CVE-2025-61727).
#pragma once
#include "cxtls/x509/budget.hpp"
#include "cxtls/x509/host_name.hpp"
#include "cxtls/x509/parsed.hpp"

namespace cxtls::x509 {

struct mailbox {
  bytes local{};
  bytes host{};
};
// local@host with one @. (A quoted local part could hold another; RFC 5280 has no use for it and we have none.)
constexpr std::optional<mailbox> mailbox_of(bytes address) {
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] != '@') continue;
    const mailbox m{address.first(i), address.subspan(i + 1)};
    if (m.local.empty() || !is_host_name(m.host)) return std::nullopt;
    return m;
  }
  return std::nullopt;
}

// scheme://[userinfo@]host[:port][/...]: the host, if there is one and it is a name.
constexpr std::optional<bytes> host_of_uri(bytes uri) {
  std::size_t at = 0;
  while (at < uri.size() && uri[at] != ':') ++at;
  if (at == 0 || uri.size() - at < 3 || uri[at + 1] != '/' || uri[at + 2] != '/') return std::nullopt;
  bytes authority = uri.subspan(at + 3);
  for (std::size_t i = 0; i < authority.size(); ++i)
    if (authority[i] == '/' || authority[i] == '?' || authority[i] == '#') authority = authority.first(i);
  for (std::size_t i = authority.size(); i-- > 0;)
    if (authority[i] == '@') {
      authority = authority.subspan(i + 1);
      break;
    }
  for (std::size_t i = 0; i < authority.size(); ++i)
    if (authority[i] == ':') authority = authority.first(i);
  if (!is_host_name(authority)) return std::nullopt;
  return authority;
}

// ".example.com": every host below the domain, in rfc822Name and URI constraints only.
constexpr bool is_below_domain(bytes host, bytes dotted) {
  return host.size() > dotted.size() && equal_fold(host.last(dotted.size()), dotted);
}
constexpr bool is_dotted_host(bytes constraint) {
  return constraint.size() > 1 && constraint.front() == '.' && is_host_name(constraint.subspan(1));
}

constexpr bool is_contiguous(bytes mask) {
  bool ended = false;
  for (std::uint8_t octet : mask)
    for (int bit = 7; bit >= 0; --bit) {
      const bool set = octet >> bit & 1;
      if (set && ended) return false;
      ended = !set;
    }
  return true;
}

// What a constraint says of a name of the same form.
enum class verdict : std::uint8_t { outside, inside, unsupported, malformed };
enum class subtree : bool { permitted, excluded };

// One function per form: is the constraint well-formed, and is the name in it?
constexpr bool is_well_formed(dNSName const& c) { return c.value.empty() || is_host_name(c.value); }
constexpr verdict compare(dNSName const& c, dNSName const& name, subtree which) {
  if (!is_presented_name(name.value, 0)) return verdict::malformed;
  const bytes base = without_wildcard(name.value);
  if (is_in_domain(base, c.value)) return verdict::inside;
  // "*.example.com" can stand for anything one label below example.com: permitted only if all of it is, excluded if any.
  if (which == subtree::excluded && is_wildcard(name.value) && labels_of(c.value) == labels_of(base) + 1 &&
      is_in_domain(c.value, base))
    return verdict::inside;
  return verdict::outside;
}
constexpr bool is_well_formed(rfc822Name const& c) {
  return mailbox_of(c.value) || is_host_name(c.value) || is_dotted_host(c.value);
}
constexpr verdict compare(rfc822Name const& c, rfc822Name const& name, subtree) {
  const auto m = mailbox_of(name.value);
  if (!m) return verdict::malformed;
  bool inside = false;
  if (const auto exact = mailbox_of(c.value)) {
    // RFC 5280, 7.5: the local part is compared as it is, the host without regard to case.
    inside = equal(exact->local, m->local) && equal_fold(exact->host, m->host);
  } else if (is_dotted_host(c.value)) {
    inside = is_below_domain(m->host, c.value);
  } else {
    inside = equal_fold(m->host, c.value);
  }
  return inside ? verdict::inside : verdict::outside;
}
constexpr bool is_well_formed(uniformResourceIdentifier const& c) {
  return is_host_name(c.value) || is_dotted_host(c.value);
}
constexpr verdict compare(uniformResourceIdentifier const& c, uniformResourceIdentifier const& name, subtree) {
  // RFC 5280, 4.2.1.10: a URI without authority, or with a host that isn't a fully qualified domain name, MUST be
  // rejected where a constraint on URIs applies.
  const auto host = host_of_uri(name.value);
  if (!host) return verdict::malformed;
  const bool inside = is_dotted_host(c.value) ? is_below_domain(*host, c.value) : equal_fold(*host, c.value);
  return inside ? verdict::inside : verdict::outside;
}
constexpr bool is_well_formed(iPAddress const& c) {
  // RFC 5280, 4.2.1.10: address and mask, in the style of RFC 4632 (CIDR).
  return (c.value.size() == 8 || c.value.size() == 32) && is_contiguous(c.value.subspan(c.value.size() / 2));
}
constexpr verdict compare(iPAddress const& c, iPAddress const& name, subtree) {
  if (name.value.size() != 4 && name.value.size() != 16) return verdict::malformed;
  if (c.value.size() != 2 * name.value.size()) return verdict::outside;
  for (std::size_t i = 0; i < name.value.size(); ++i)
    if ((name.value[i] ^ c.value[i]) & c.value[name.value.size() + i]) return verdict::outside;
  return verdict::inside;
}
constexpr bool is_well_formed(directoryName const&) { return true; }
constexpr verdict compare(directoryName const& c, directoryName const& name, subtree) {
  return is_within(name.value, c.value) ? verdict::inside : verdict::outside;
}
// RFC 5280, 4.2.1.10: constraints on a form that isn't processed are harmless until a name of that form turns up.
template <class Form>
constexpr bool is_well_formed(Form const&) {
  return true;
}
template <class Form>
constexpr verdict compare(Form const&, Form const&, subtree) {
  return verdict::unsupported;
}

constexpr error check_subtrees(std::optional<list<GeneralSubtree>> const& subtrees) {
  if (!subtrees) return {};
  for (GeneralSubtree const& s : *subtrees) {
    // RFC 5280, 4.2.1.10: "the minimum MUST be zero, and maximum MUST be absent".
    const bool good =
        s.minimum == 0 && !s.maximum && std::visit([](auto const& base) { return is_well_formed(base); }, s.base);
    if (!good) return {errc::certificate_extension_invalid, "nameConstraints"};
  }
  return {};
}
// Are the constraints themselves what RFC 5280 allows?
constexpr error check_constraints(NameConstraints const& constraints) {
  // "... MUST NOT issue certificates where name constraints is an empty sequence."
  if (!constraints.permittedSubtrees && !constraints.excludedSubtrees)
    return {errc::certificate_extension_invalid, "nameConstraints"};
  if (const error failure = check_subtrees(constraints.permittedSubtrees)) return failure;
  return check_subtrees(constraints.excludedSubtrees);
}

// One name against one certificate's constraints.
template <class Form>
constexpr error check_name(NameConstraints const& constraints, Form const& name, budget& work) {
  bool constrained = false, permitted = false, excluded = false;
  error failure;
  const auto look = [&](std::optional<list<GeneralSubtree>> const& subtrees, subtree which, bool& hit) {
    if (!subtrees) return;
    for (GeneralSubtree const& s : *subtrees) {
      auto const* base = std::get_if<Form>(&s.base);
      if (!work.spend(&budget::name_comparisons)) failure = {errc::certificate_budget_exhausted, "nameConstraints"};
      if (failure) return;
      if (base == nullptr) continue;
      if (which == subtree::permitted) constrained = true;
      const verdict v = compare(*base, name, which);
      if (v == verdict::unsupported) failure = {errc::certificate_name_constraint_unsupported, "nameConstraints"};
      if (v == verdict::malformed) failure = {errc::certificate_name_constraint, "subjectAltName"};
      if (v == verdict::inside) hit = true;
    }
  };
  look(constraints.permittedSubtrees, subtree::permitted, permitted);
  look(constraints.excludedSubtrees, subtree::excluded, excluded);
  if (failure) return failure;
  if ((constrained && !permitted) || excluded) return {errc::certificate_name_constraint, "subjectAltName"};
  return {};
}

// All names of a certificate against another one's constraints.
constexpr error check_names(NameConstraints const& constraints, parsed_certificate const& c, budget& work) {
  // RFC 5280, 4.2.1.10: "Restrictions of the form directoryName MUST be applied to the subject field in the certificate
  // (when the certificate includes a non-empty subject field) and to any names of type directoryName" in subjectAltName.
  if (!c.subject().empty())
    if (error failure = check_name(constraints, directoryName{c.subject()}, work)) {
      if (failure.code == errc::certificate_name_constraint) failure.field = "subject";
      return failure;
    }
  auto const* names = c.find<SubjectAltName>();
  bool mail = false;
  if (names != nullptr)
    for (GeneralName const& name : names->names) {
      mail = mail || std::holds_alternative<rfc822Name>(name);
      if (const error failure = std::visit([&](auto const& n) { return check_name(constraints, n, work); }, name))
        return failure;
    }
  if (mail) return {};
  // RFC 5280, 4.2.1.10: without an rfc822Name, its constraints apply to an emailAddress in the subject.
  for (RelativeDistinguishedName const& rdn : c.subject())
    for (AttributeTypeAndValue const& attribute : rdn)
      if (attribute.type == id_emailAddress)
        if (const error failure = check_name(constraints, rfc822Name{attribute.value.contents}, work)) return failure;
  return {};
}

}  // namespace cxtls::x509
