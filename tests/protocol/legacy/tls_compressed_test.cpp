#include "cxtls/protocol/legacy/tls_compressed.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr auto record = octets(22, 3, 3, 0, 3, 7, 8, 9);
}  // namespace

TEST_CASE("A22: TLSCompressed is a record") {
  obeys_the_laws<legacy::TLSCompressed, record>();
  BOTH(parse<legacy::TLSCompressed>(record)->type == ContentType::handshake);
  BOTH(parse<legacy::TLSCompressed>(record)->version == ProtocolVersion::tls12);
  BOTH(equal(parse<legacy::TLSCompressed>(record)->fragment, octets(7, 8, 9)));
  BOTH(parse<legacy::TLSCompressed>(octets(99, 3, 3, 0, 0))->type == ContentType{99});
}

TEST_CASE("A22: a TLSCompressed of 2^14 + 1024 octets is the longest") {
  const std::vector<std::uint8_t> start = {22, 3, 3};
  CHECK(refusal<legacy::TLSCompressed>(start + prefixed(2, 17407)) == errc::none);
  CHECK(refusal<legacy::TLSCompressed>(start + prefixed(2, 17408)) == errc::none);
  CHECK(refusal<legacy::TLSCompressed>(start + prefixed(2, 17409)) == errc::record_overflow);
  const std::vector<std::uint8_t> content(17409);
  CHECK(build_refusal(legacy::TLSCompressed{.fragment = bytes(content).first(17408)}) == errc::none);
  CHECK(build_refusal(legacy::TLSCompressed{.fragment = content}) == errc::record_overflow);
}
