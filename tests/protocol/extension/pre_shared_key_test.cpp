#include "cxtls/protocol/extension/pre_shared_key.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto modes = octets(2, 1, 0xfa);
// Two identities of 1 and 2 octets, and two binders of 32 and 33.
constexpr auto offer = [] {
  std::array<std::uint8_t, 2 + 15 + 2 + 67> out{};
  constexpr auto start = octets(0, 15, 0, 1, 0xa1, 0, 0, 1, 0, 0, 2, 0xb1, 0xb2, 0xff, 0xff, 0xff, 0xff, 0, 67, 32);
  copy(start, out.data());
  out[start.size() + 32] = 33;
  return out;
}();
constexpr auto selected = octets(0, 1);

template <std::size_t N>
constexpr auto one_binder_of() {
  std::array<std::uint8_t, 9 + 3 + N> out{};
  copy(octets(0, 7, 0, 1, 0xa1, 0, 0, 0, 0), out.data());
  copy(octets(0, N + 1, N), out.data() + 9);
  return out;
}
}  // namespace

TEST_CASE("C52: pre-shared keys are offered as identities with ages and their binders") {
  obeys_the_laws<OfferedPsks, offer>();
  BOTH(parse<OfferedPsks>(offer)->identities.size() == 2);
  BOTH(parse<OfferedPsks>(offer)->identities.front().obfuscated_ticket_age == 256);
  BOTH(parse<OfferedPsks>(offer)->binders.size() == 2);
  BOTH(parse<OfferedPsks>(offer)->binders.front().binder.size() == 32);
}

TEST_CASE("C52: reading and writing tell where the binders begin") {
  constexpr auto begin_read = [] {
    reader r(offer);
    OfferedPsks psks;
    return wire<OfferedPsks>.read(r, psks) ? r.marked() : reader::unmarked;
  };
  constexpr auto begin_written = [] {
    writer w = writer::counting();
    wire<OfferedPsks>.write(w, *parse<OfferedPsks>(offer));
    return w.marked();
  };
  BOTH(begin_read() == 17);
  BOTH(begin_written() == 17);
}

TEST_CASE("C52: a binder has 32 to 255 octets") {
  BOTH(refusal<OfferedPsks>(one_binder_of<31>()) == errc::length_out_of_range);
  BOTH(refusal<OfferedPsks>(one_binder_of<32>()) == errc::none);
  BOTH(refusal<OfferedPsks>(one_binder_of<33>()) == errc::none);
  CHECK(refusal<PskBinderEntry>(prefixed(1, 255)) == errc::none);
}

TEST_CASE("C52: there is at least one identity, and none is empty") {
  BOTH(refusal<PskIdentity>(octets(0, 0, 0, 0, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<OfferedPsks>(octets(0, 0, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<OfferedPsks>(octets(0, 7, 0, 1, 1, 0, 0, 0, 0, 0, 0)) == errc::length_out_of_range);
}

TEST_CASE("C52: the selected identity is an index") {
  obeys_the_laws<SelectedPsk, selected>();
  BOTH(parse<SelectedPsk>(selected)->selected_identity == 1);
}

TEST_CASE("C52: modes are at least one, at most 255, unknown ones kept") {
  obeys_the_laws<PskKeyExchangeModes, modes>();
  BOTH(parse<PskKeyExchangeModes>(modes)->ke_modes.front() == PskKeyExchangeMode::psk_dhe_ke);
  BOTH(parse<PskKeyExchangeModes>(modes)->ke_modes.contains(PskKeyExchangeMode{0xfa}));
  BOTH(refusal<PskKeyExchangeModes>(octets(0)) == errc::length_out_of_range);
  CHECK(refusal<PskKeyExchangeModes>(prefixed(1, 255)) == errc::none);
}
