#include "cxtls/x509/host_name.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "wire/verbs.hpp"

using namespace cxtls;

namespace {

template <std::size_t N>
struct text {
  std::array<std::uint8_t, N - 1> octets{};
  constexpr text(char const (&literal)[N]) {
    for (std::size_t i = 0; i + 1 < N; ++i) octets[i] = static_cast<std::uint8_t>(literal[i]);
  }
  constexpr operator bytes() const { return octets; }
};

constexpr bool is_host(std::string_view name) { return x509::is_host_name(name); }
template <std::size_t A, std::size_t B>
constexpr bool stands_for(char const (&presented)[A], char const (&host)[B]) {
  return x509::is_presented_name(text(presented), 1) && x509::stands_for(text(presented), text(host));
}
template <std::size_t A, std::size_t B>
constexpr bool in_domain(char const (&name)[A], char const (&domain)[B]) {
  return x509::is_in_domain(text(name), text(domain));
}

}  // namespace

TEST_CASE("a host name is labels of letters, digits and inner hyphens") {
  BOTH(is_host("example.com"));
  BOTH(is_host("localhost"));
  BOTH(is_host("a-b.c3.Example.COM"));
  BOTH(is_host("3com.com"));
  BOTH(is_host("xn--bcher-kva.example"));
  BOTH(!is_host(""));
  BOTH(!is_host("."));
  BOTH(!is_host(".example.com"));
  BOTH(!is_host("example.com."));
  BOTH(!is_host("a..b"));
  BOTH(!is_host("-a.example"));
  BOTH(!is_host("a-.example"));
  BOTH(!is_host("a.example-"));
  BOTH(!is_host("foo_bar.example"));
  BOTH(!is_host("*.example.com"));
  BOTH(
      !is_host("b\xc3\xbc"
               "cher.example"));
  BOTH(!is_host(std::string_view("a\0b.example", 11)));
  BOTH(!is_host("a b"));
  BOTH(!is_host("192.0.2.1"));
  BOTH(!is_host("example.1"));
}

TEST_CASE("a label has at most 63 octets, a name 253") {
  const std::string label(63, 'a');
  CHECK(is_host(label + ".example"));
  CHECK(!is_host(label + "a.example"));
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'a');
  REQUIRE(longest.size() == 253);
  CHECK(is_host(longest));
  CHECK(!is_host(longest + "a"));
}

TEST_CASE("RFC 9525, 6.3: the wildcard is the whole left-most label and stands for one label") {
  BOTH(stands_for("example.com", "example.com"));
  BOTH(stands_for("EXAMPLE.com", "example.com"));
  BOTH(stands_for("*.example.com", "foo.example.com"));
  BOTH(stands_for("*.Example.COM", "foo.example.com"));
  BOTH(!stands_for("*.example.com", "example.com"));
  BOTH(!stands_for("*.example.com", "foo.bar.example.com"));
  BOTH(!stands_for("*.example.com", "fooexample.com"));
  BOTH(!stands_for("foo.*.com", "foo.example.com"));
  BOTH(!stands_for("*.*.com", "foo.example.com"));
  BOTH(!stands_for("*", "localhost"));
  BOTH(!stands_for("*.", "localhost"));
  BOTH(!stands_for("example.com", "foo.example.com"));
}

TEST_CASE("PITFALLS 35: a wildcard inside a label is no wildcard") {
  BOTH(!stands_for("ba*.example.com", "baz.example.com"));
  BOTH(!stands_for("*z.example.com", "baz.example.com"));
  BOTH(!stands_for("b*z.example.com", "baz.example.com"));
  BOTH(!stands_for("xn--*-1b3c148a.example.com", "xn--bliss-1b3c148a.example.com"));
}

TEST_CASE("a wildcard stands above as many labels as are asked for") {
  BOTH(x509::is_presented_name(text("*.com"), 1));
  BOTH(!x509::is_presented_name(text("*.com"), 2));
  BOTH(x509::is_presented_name(text("*.example.com"), 2));
  BOTH(x509::is_presented_name(text("localhost"), 2));
}

TEST_CASE("a domain holds itself and what is below it") {
  BOTH(in_domain("example.com", "example.com"));
  BOTH(in_domain("foo.example.com", "example.com"));
  BOTH(in_domain("foo.EXAMPLE.com", "example.COM"));
  BOTH(in_domain("example.com", ""));
  BOTH(!in_domain("badexample.com", "example.com"));
  BOTH(!in_domain("com", "example.com"));
}
