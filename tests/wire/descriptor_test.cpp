#include "cxtls/wire/descriptor.hpp"

#include "cxtls/wire/wire.hpp"
#include "verbs.hpp"

namespace {
struct with_wire {
  std::uint8_t a = 0;
};
struct without_wire {};
struct not_quite {  // reads and writes, but doesn't know its bounds
  using value_type = int;
  bool read(cxtls::reader&, int&) const;
  bool check(cxtls::reader&) const;
  void write(cxtls::writer&, int) const;
};
}  // namespace
template <>
inline constexpr auto cxtls::wire<with_wire> = cxtls::Struct(cxtls::Field<&with_wire::a>(cxtls::u8));

using namespace cxtls;

TEST_CASE("a type has a wire format once it has a descriptor") {
  BOTH(HasWire<with_wire>);
  BOTH(!HasWire<without_wire>);
  BOTH(!HasWire<int>);
}

TEST_CASE("every combinator makes a descriptor, and what lacks a verb is none") {
  BOTH(Descriptor<UBInt24>);
  BOTH(Descriptor<decltype(PrefixedBytes())>);
  BOTH(Descriptor<decltype(TLSPrefixedArray<with_wire>())>);
  BOTH(Descriptor<decltype(Opaque(u16, u8))>);
  BOTH(Descriptor<decltype(Optional(Marked(SizeAtMost(3, Remaining))))>);
  BOTH(!Descriptor<not_quite>);
  BOTH(!Descriptor<int>);
}

TEST_CASE("sums of bounds stay unbounded") {
  BOTH(saturating_sum(1, 2) == 3);
  BOTH(saturating_sum(unbounded, 0) == unbounded);
  BOTH(saturating_sum(unbounded, 1) == unbounded);
  BOTH(saturating_sum(unbounded - 1, 1) == unbounded);
  BOTH(saturating_sum(3, unbounded) == unbounded);
}
