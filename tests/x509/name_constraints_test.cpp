#include "cxtls/x509/name_constraints.hpp"

#include <catch2/catch_test_macros.hpp>

#include "x509/maker.hpp"

using namespace cxtls;
using test::dns;
using test::mail;
using test::uri;

namespace {

using forms = std::vector<x509::GeneralName>;

// What constraints say of a certificate with these names.
errc verdict(forms const& permitted, forms const& excluded, forms const& names, std::string_view subject = "") {
  auto s = test::leaf();
  s.subject = subject;
  s.with(test::names(names, true));
  const auto extension = test::constraints(permitted, excluded);
  const auto parsed = parse<x509::NameConstraints>(extension.value);
  const auto certificate_der = test::make(s);
  const auto certificate = x509::parse_certificate(certificate_der);
  if (!parsed || !certificate) return errc::misuse_not_connected;
  if (const error failure = x509::check_constraints(*parsed)) return failure.code;
  x509::budget work;
  return x509::check_names(*parsed, *certificate, work).code;
}
constexpr auto inside = errc::none;
constexpr auto outside = errc::certificate_name_constraint;
constexpr auto malformed = errc::certificate_extension_invalid;

constexpr std::uint8_t net24[] = {192, 0, 2, 0, 255, 255, 255, 0}, host1[] = {192, 0, 2, 1}, host2[] = {192, 0, 3, 1},
                       all4[8] = {}, holes[] = {192, 0, 2, 0, 255, 0, 255, 0}, v6_host[16] = {0x20, 1, 0xd, 0xb8},
                       all6[32] = {};
x509::GeneralName ip(bytes value) { return x509::iPAddress{value}; }

}  // namespace

TEST_CASE("a permitted domain holds itself and what is below it, whatever the letter case") {
  CHECK(verdict({dns("example.com")}, {}, {dns("example.com")}) == inside);
  CHECK(verdict({dns("example.com")}, {}, {dns("foo.bar.example.com")}) == inside);
  CHECK(verdict({dns("Example.com")}, {}, {dns("FOO.example.COM")}) == inside);
  CHECK(verdict({dns("example.com")}, {}, {dns("badexample.com")}) == outside);
  CHECK(verdict({dns("example.com")}, {}, {dns("example.com"), dns("example.org")}) == outside);
  CHECK(verdict({dns("")}, {}, {dns("example.org")}) == inside);
  CHECK(verdict({dns("a.example"), dns("b.example")}, {}, {dns("x.b.example")}) == inside);
}

TEST_CASE("PITFALLS 91, 108: excluded domains count beside permitted ones, whatever the letter case") {
  CHECK(verdict({}, {dns("example.com")}, {dns("foo.example.com")}) == outside);
  CHECK(verdict({}, {dns("EXAMPLE.com")}, {dns("foo.example.COM")}) == outside);
  CHECK(verdict({dns("example.com")}, {dns("bad.example.com")}, {dns("x.bad.example.com")}) == outside);
  CHECK(verdict({dns("example.com")}, {dns("bad.example.com")}, {dns("good.example.com")}) == inside);
  CHECK(verdict({}, {dns("")}, {dns("example.com")}) == outside);
}

TEST_CASE("PITFALLS 100, 115: a wildcard is every name that it can stand for") {
  CHECK(verdict({dns("example.com")}, {}, {dns("*.example.com")}) == inside);
  CHECK(verdict({dns("foo.example.com")}, {}, {dns("*.example.com")}) == outside);
  CHECK(verdict({}, {dns("bar.example.com")}, {dns("*.example.com")}) == outside);
  CHECK(verdict({}, {dns("BAR.Example.com")}, {dns("*.example.COM")}) == outside);
  CHECK(verdict({}, {dns("a.bar.example.com")}, {dns("*.example.com")}) == inside);  // two labels below
  CHECK(verdict({}, {dns("example.com")}, {dns("*.example.com")}) == outside);
  CHECK(verdict({}, {dns("bar.example.org")}, {dns("*.example.com")}) == inside);
}

TEST_CASE("a malformed name is outside of every constraint of its form") {
  CHECK(verdict({dns("example.com")}, {}, {dns(".example.com")}) == outside);
  CHECK(verdict({dns("example.com")}, {}, {dns("a b.example.com")}) == outside);
  CHECK(verdict({}, {dns("bad.example")}, {dns("*")}) == outside);
  CHECK(verdict({mail("example.com")}, {}, {mail("a@b@example.com")}) == outside);
  CHECK(verdict({ip(net24)}, {}, {ip(net24)}) == outside);
}

TEST_CASE("a constraint only concerns names of its form") {
  CHECK(verdict({ip(net24)}, {}, {dns("example.com")}) == inside);
  CHECK(verdict({}, {ip(all4)}, {dns("example.com")}) == inside);
  CHECK(verdict({mail("example.com")}, {}, {dns("example.org")}) == inside);
}

TEST_CASE("addresses are in a network or not") {
  CHECK(verdict({ip(net24)}, {}, {ip(host1)}) == inside);
  CHECK(verdict({ip(net24)}, {}, {ip(host2)}) == outside);
  CHECK(verdict({}, {ip(net24)}, {ip(host1)}) == outside);
  CHECK(verdict({}, {ip(net24)}, {ip(host2)}) == inside);
  CHECK(verdict({ip(net24)}, {}, {ip(v6_host)}) == outside);
  CHECK(verdict({ip(all4), ip(all6)}, {}, {ip(v6_host), ip(host1)}) == inside);
}

TEST_CASE("mail is constrained by mailbox, by host and by domain, and an asterisk is a letter") {
  CHECK(verdict({mail("foo@example.com")}, {}, {mail("foo@Example.com")}) == inside);
  CHECK(verdict({mail("foo@example.com")}, {}, {mail("Foo@example.com")}) == outside);
  CHECK(verdict({mail("example.com")}, {}, {mail("foo@example.com")}) == inside);
  CHECK(verdict({mail("example.com")}, {}, {mail("foo@sub.example.com")}) == outside);
  CHECK(verdict({mail(".example.com")}, {}, {mail("foo@sub.example.com")}) == inside);
  CHECK(verdict({mail(".example.com")}, {}, {mail("foo@example.com")}) == outside);
  CHECK(verdict({mail("*@example.com")}, {}, {mail("*@example.com")}) == inside);
  CHECK(verdict({mail("*@example.com")}, {}, {mail("foo@example.com")}) == outside);
}

TEST_CASE("a URI is constrained by its host; one without a host name is outside") {
  CHECK(verdict({uri("example.com")}, {}, {uri("https://example.com/path")}) == inside);
  CHECK(verdict({uri("example.com")}, {}, {uri("https://user@example.com:8443?q#f")}) == inside);
  CHECK(verdict({uri("example.com")}, {}, {uri("https://sub.example.com/")}) == outside);
  CHECK(verdict({uri(".example.com")}, {}, {uri("spiffe://sub.example.com/x")}) == inside);
  CHECK(verdict({uri(".example.com")}, {}, {uri("https://example.com/")}) == outside);
  CHECK(verdict({}, {uri("example.com")}, {uri("https://evil.example@example.com/")}) == outside);
  CHECK(verdict({uri("example.com")}, {}, {uri("https://example.org/@example.com")}) == outside);
  CHECK(verdict({}, {uri("example.com")}, {uri("https://192.0.2.1/")}) == outside);
  CHECK(verdict({}, {uri("example.com")}, {uri("mailto:foo@example.com")}) == outside);
  CHECK(verdict({}, {uri("example.com")}, {uri("example.org")}) == outside);
}

TEST_CASE("directory names are constrained by prefix, in the subject and beside it") {
  const test::made_name foo("foo"), bar("bar");
  const x509::GeneralName is_foo = x509::directoryName{foo.name}, is_bar = x509::directoryName{bar.name};
  CHECK(verdict({is_foo}, {}, {dns("example.com")}, "foo") == inside);
  CHECK(verdict({is_foo}, {}, {dns("example.com")}, "FOO") == inside);
  CHECK(verdict({is_foo}, {}, {dns("example.com")}, "bar") == outside);
  CHECK(verdict({is_foo}, {}, {is_foo}, "bar") == outside);
  CHECK(verdict({is_foo}, {}, {is_bar}, "foo") == outside);
  CHECK(verdict({}, {is_foo}, {is_foo}, "bar") == outside);
  CHECK(verdict({}, {is_foo}, {is_bar}, "foo") == outside);
  CHECK(verdict({is_foo}, {}, {dns("example.com")}, "") == inside);  // no subject, no directory name
}

TEST_CASE("an e-mail address in the subject counts when there is none beside it") {
  auto s = test::leaf();
  const x509::AttributeTypeAndValue attribute{x509::id_emailAddress, {der::tag::ia5_string, as_bytes("a@example.org")}};
  const x509::RelativeDistinguishedName rdn(std::span(&attribute, 1));
  const auto verdict_of = [&](forms const& permitted) {
    // A certificate of that subject, made from one of another.
    const auto der = test::make(s);
    auto c = x509::parse_certificate(der);
    c->fields.tbsCertificate.value.subject = x509::Name(std::span(&rdn, 1));
    const auto extension = test::constraints(permitted, {});
    x509::budget work;
    return x509::check_names(*parse<x509::NameConstraints>(extension.value), *c, work).code;
  };
  CHECK(verdict_of({mail("example.com")}) == outside);
  CHECK(verdict_of({mail("example.org")}) == inside);
  s.with(test::names({mail("a@example.com")}));
  CHECK(verdict_of({mail("example.com")}) == inside);
}

TEST_CASE("PITFALLS 65: forms that aren't processed are refused when a name of that form is there") {
  const x509::GeneralName other = x509::otherName{der::oid_of<1, 2, 3>, {der::tag::null, {}}};
  const x509::GeneralName id = x509::registeredID{der::oid_of<1, 2, 3>};
  CHECK(verdict({}, {other}, {other}) == errc::certificate_name_constraint_unsupported);
  CHECK(verdict({id}, {}, {id}) == errc::certificate_name_constraint_unsupported);
  CHECK(verdict({}, {other}, {dns("example.com")}) == inside);
}

TEST_CASE("constraints that RFC 5280, 4.2.1.10 doesn't allow are refused") {
  CHECK(verdict({}, {}, {dns("example.com")}) == malformed);
  CHECK(verdict({dns("*.example.com")}, {}, {dns("example.com")}) == malformed);
  CHECK(verdict({dns(".example.com")}, {}, {dns("example.com")}) == malformed);
  CHECK(verdict({ip(host1)}, {}, {ip(host1)}) == malformed);
  CHECK(verdict({ip(holes)}, {}, {ip(host1)}) == malformed);
  CHECK(verdict({mail("a@b@example.com")}, {}, {dns("example.com")}) == malformed);
  CHECK(verdict({uri("https://example.com")}, {}, {dns("example.com")}) == malformed);

  const x509::GeneralSubtree far[] = {{.base = dns("example.com"), .minimum = 1}};
  const x509::GeneralSubtree near[] = {{.base = dns("example.com"), .minimum = 0, .maximum = 3}};
  CHECK(x509::check_constraints({.permittedSubtrees = list<x509::GeneralSubtree>(far)}).code == malformed);
  CHECK(x509::check_constraints({.excludedSubtrees = list<x509::GeneralSubtree>(near)}).code == malformed);
}

TEST_CASE("PITFALLS 89, 98, 105: comparing names has an end") {
  forms many(1000, dns("a.example")), names(1000, dns("b.example"));
  // A million comparisons.
  CHECK(verdict({}, many, names) == errc::certificate_budget_exhausted);
  // The last one that is allowed, and the first one that isn't.
  const auto extension = test::constraints({}, forms(250, dns("a.example")));
  const auto constraints = parse<x509::NameConstraints>(extension.value);
  x509::budget work;
  for (int i = 0; i < 1000; ++i) CHECK(!x509::check_name(*constraints, x509::dNSName{as_bytes("b.example")}, work));
  CHECK(work.name_comparisons == 0);
  CHECK(x509::check_name(*constraints, x509::dNSName{as_bytes("b.example")}, work).code ==
        errc::certificate_budget_exhausted);
}
