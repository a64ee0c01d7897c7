#include "cxtls/transport/outgoing_records.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "cxtls/record/opener.hpp"
#include "support/backend.hpp"

using namespace cxtls;

namespace {

using octets = std::vector<std::uint8_t>;
using secret_type = crypto::traffic_secret<crypto::stage::application, crypto::sender::client>;
using plain = transport::outgoing_records<test::linked_backend, record::padding_policy::none>;
using padded = transport::outgoing_records<test::linked_backend, record::padding_policy::to_multiple<256>>;

crypto::suite_info const& suite() { return *crypto::find<test::linked_backend>(test::usual_suite()); }
secret_type some_secret() { return secret_type::of(suite().hash, octets(32, 7)); }

// What the peer reads of it.
octets opened(bytes records, ContentType type) {
  record::opener<test::linked_backend> peer;
  REQUIRE(peer.install(test::linked_backend{}, suite(), some_secret()));
  octets all(records.begin(), records.end()), content;
  for (mutable_bytes left(all); !left.empty();) {
    const auto extent = record::next(left, peer.max_fragment());
    REQUIRE(extent);
    REQUIRE(extent->complete());
    const auto o = peer.open(left.first(extent->size));
    REQUIRE(o);
    CHECK(o->type == type);
    content.insert(content.end(), o->content.begin(), o->content.end());
    left = left.subspan(extent->size);
  }
  return content;
}

}  // namespace

TEST_CASE("messages longer than a record are cut, and read again as one") {
  plain out;
  REQUIRE(out.install(test::linked_backend{}, suite(), some_secret()));
  octets much(100000);
  for (std::size_t i = 0; i < much.size(); ++i) much[i] = static_cast<std::uint8_t>(i);
  REQUIRE(out.write(ContentType::handshake, much));
  CHECK(opened(out.pending(), ContentType::handshake) == much);
}

TEST_CASE("what is pending is bounded: application data by the high-water mark, the rest by its own") {
  plain out;
  REQUIRE(out.install(test::linked_backend{}, suite(), some_secret()));
  const octets much(1000000, 'x');
  const bytes piece(much);
  const auto taken = out.write_application_data({&piece, 1});
  REQUIRE(taken);
  CHECK(out.full());
  CHECK(out.pending().size() < plain::high_water + record::max_record);
  CHECK(*out.write_application_data({&piece, 1}) == 0);
  std::size_t before = out.pending().size();
  while (out.write(ContentType::handshake, piece.first(16384))) {
    CHECK(out.pending().size() > before);
    before = out.pending().size();
  }
  CHECK(before <= plain::max_pending);
  CHECK(before > plain::max_pending - 2 * record::max_record);
  CHECK(out.write(ContentType::handshake, piece.first(16384)).error().code == errc::out_of_memory);
}

TEST_CASE("a flight as large as the handshake may make fits on top of a full queue") {
  plain out;
  REQUIRE(out.install(test::linked_backend{}, suite(), some_secret()));
  const octets much(1000000, 'x');
  const bytes piece(much);
  REQUIRE(out.write_application_data({&piece, 1}));
  CHECK(out.write(ContentType::handshake, piece.first(128 * 1024)));
  CHECK(out.write(ContentType::alert, piece.first(2)));
}

TEST_CASE("dropped octets make room, whatever is left") {
  plain out;
  REQUIRE(out.install(test::linked_backend{}, suite(), some_secret()));
  octets all, records;
  for (int i = 0; i < 500; ++i) {
    const octets one(static_cast<std::size_t>(1 + i * 37 % 900), static_cast<std::uint8_t>(i));
    const bytes piece(one);
    REQUIRE(*out.write_application_data({&piece, 1}) == one.size());
    all.insert(all.end(), one.begin(), one.end());
    const std::size_t n = out.pending().size() * static_cast<std::size_t>(i % 4) / 3;
    records.insert(records.end(), out.pending().begin(), out.pending().begin() + static_cast<std::ptrdiff_t>(n));
    out.drop(n);
    if (i % 50 == 0) out.trim();
  }
  records.insert(records.end(), out.pending().begin(), out.pending().end());
  CHECK(opened(records, ContentType::application_data) == all);
}

TEST_CASE("C27: records are padded as the policy says") {
  padded out;
  REQUIRE(out.install(test::linked_backend{}, suite(), some_secret()));
  const octets one(1, 'x');
  const bytes piece(one);
  REQUIRE(out.write_application_data({&piece, 1}));
  CHECK(out.pending().size() == record::protected_overhead + 256);
  out.drop(out.pending().size());
  REQUIRE(out.write(ContentType::alert, octets{1, 0}));
  CHECK(out.pending().size() == record::protected_overhead + 256);
}

TEST_CASE("before there is a key, application data is refused and nothing is pending") {
  plain out;
  const octets one(1, 'x');
  const bytes piece(one);
  CHECK(out.write_application_data({&piece, 1}).error().code == errc::record_type_unexpected);
  CHECK(out.pending().empty());
}
