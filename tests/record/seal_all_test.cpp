#include "cxtls/record/seal_all.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace cxtls;

// With real protectors: protector_test.cpp, tls12/protector_test.cpp.

namespace {
// A record is its content's and padding's sizes.
struct counting_protector {
  std::vector<std::size_t> sealed{};
  constexpr std::size_t sealed_size(ContentType, std::size_t content, std::size_t padding) const {
    return content + padding + 10;
  }
  result<std::size_t> seal(ContentType, record::fragment const& content, std::size_t padding, mutable_bytes out) {
    if (sealed.size() == 2) return errc::sequence_exhausted;
    sealed.push_back(content.size);
    sealed.push_back(padding);
    return out.size() < content.size + padding + 10 ? std::size_t{0} : content.size + padding + 10;
  }
};
}  // namespace

TEST_CASE("a payload is cut and padded record by record within their limit, and the first that fails ends it") {
  const std::vector<std::uint8_t> payload(25);
  const bytes pieces[] = {payload};
  std::vector<std::uint8_t> out(100);
  using padding = record::padding_policy::to_multiple<16>;
  counting_protector p;
  CHECK(record::detail::sealed_size_all<padding>(p, ContentType::application_data, 25, 20) == 20 + 10 + 16 + 10);
  CHECK(record::detail::seal_all<padding>(p, ContentType::application_data, pieces, mutable_bytes(out).first(55), 20)
            .error()
            .code == errc::no_space);
  CHECK(p.sealed.empty());
  CHECK(record::detail::seal_all<padding>(p, ContentType::application_data, pieces, out, 20).error().code ==
        errc::sequence_exhausted);
  CHECK(p.sealed == std::vector<std::size_t>{20, 0});
}
