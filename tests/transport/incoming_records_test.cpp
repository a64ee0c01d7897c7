#include "cxtls/transport/incoming_records.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "cxtls/record/protector.hpp"
#include "support/backend.hpp"

using namespace cxtls;

namespace {

using octets = std::vector<std::uint8_t>;
using secret_type = crypto::traffic_secret<crypto::stage::application, crypto::sender::server>;
using kind = transport::incoming_item::kind;

crypto::suite_info const& suite() { return *crypto::find<test::linked_backend>(test::usual_suite()); }
secret_type some_secret() { return secret_type::of(suite().hash, octets(32, 7)); }

struct incoming : transport::incoming_records<test::linked_backend> {
  void put(bytes octets_of_records) {
    const auto room = prepare();
    REQUIRE(room);
    REQUIRE(room->size() >= octets_of_records.size());
    copy(octets_of_records, room->data());
    commit(octets_of_records.size());
  }
};

}  // namespace

TEST_CASE("nothing comes of nothing, and of part of a record") {
  incoming in;
  REQUIRE(in.next());
  CHECK(in.next()->is == kind::nothing);
  in.put(octets{22, 3, 3});
  CHECK(in.next()->is == kind::nothing);
  CHECK_FALSE(in.has_more());
  in.put(octets{0, 4, 20, 0, 0});
  CHECK(in.next()->is == kind::nothing);
}

TEST_CASE("two messages of one record come one after the other") {
  incoming in;
  in.put(octets{22, 3, 3, 0, 9, 20, 0, 0, 1, 7, 8, 0, 0, 0});
  auto first = in.next();
  REQUIRE(first);
  REQUIRE(first->is == kind::handshake_message);
  CHECK(first->message->type == HandshakeType::finished);
  CHECK(equal(first->message->body(), octets{7}));
  CHECK(in.amid_message());
  in.done_with(*first->message);
  auto second = in.next();
  REQUIRE(second);
  REQUIRE(second->is == kind::handshake_message);
  CHECK(second->message->type == HandshakeType::encrypted_extensions);
  in.done_with(*second->message);
  CHECK_FALSE(in.amid_message());
  CHECK(in.next()->is == kind::nothing);
}

TEST_CASE("keys change between messages only (RFC 8446, 5.1)") {
  incoming in;
  in.put(octets{22, 3, 3, 0, 5, 20, 0, 0, 1, 7});
  const auto message = in.next();
  REQUIRE(message);
  CHECK(in.install(test::linked_backend{}, suite(), some_secret()).error().code == errc::key_change_unaligned);
  CHECK(in.under() == epoch::initial);
  in.done_with(*message->message);
  CHECK(in.install(test::linked_backend{}, suite(), some_secret()));
  CHECK(in.under() == epoch::application);
}

TEST_CASE("C10: a protected record above our limit is an overflow, padding included") {
  const auto received = [](std::size_t content, std::size_t padding, bool keyed = true) {
    record::protector<test::linked_backend> peer;
    incoming in;
    if (keyed) {
      REQUIRE(peer.install(test::linked_backend{}, suite(), some_secret()));
      REQUIRE(in.install(test::linked_backend{}, suite(), some_secret()));
    }
    in.limit_content(100);
    octets record(record::max_record);
    const ContentType type = keyed ? ContentType::application_data : ContentType::handshake;
    const auto size = peer.seal(type, octets(content, 0), padding, record);
    REQUIRE(size);
    in.put(bytes(record).first(*size));
    const auto item = in.next();
    return item ? errc::none : item.error().code;
  };
  CHECK(received(100, 0) == errc::none);
  CHECK(received(50, 50) == errc::none);
  CHECK(received(101, 0) == errc::record_overflow);
  CHECK(received(50, 51) == errc::record_overflow);
  // RFC 8449, 4: "Unprotected messages are not subject to this limit."
  CHECK(received(101, 0, false) == errc::none);
}

TEST_CASE("a type that no state takes is unexpected whatever its length; a known one may be too long") {
  incoming unknown, known;
  unknown.put(octets{22, 3, 3, 0, 4, 99, 0, 0, 1});
  CHECK(unknown.next().error().code == errc::unexpected_message);
  known.put(octets{22, 3, 3, 0, 4, 20, 0, 1, 0});
  CHECK(known.next().error().code == errc::message_too_long);
}

TEST_CASE("an alert, a change_cipher_spec, application data: each as what it is, in order") {
  incoming in;
  in.put(octets{21, 3, 3, 0, 2, 1, 90, 20, 3, 3, 0, 1, 1});
  auto item = in.next();
  REQUIRE(item);
  CHECK(item->is == kind::alert);
  CHECK(equal(item->content, octets{1, 90}));
  CHECK(in.has_more());
  CHECK(in.next()->is == kind::change_cipher_spec);
  REQUIRE(in.install(test::linked_backend{}, suite(), some_secret()));
  record::protector<test::linked_backend> peer;
  REQUIRE(peer.install(test::linked_backend{}, suite(), some_secret()));
  octets sealed(100);
  const auto size = peer.seal(ContentType::application_data, octets{'h', 'i'}, 0, sealed);
  REQUIRE(size);
  in.put(bytes(sealed).first(*size));
  item = in.next();
  REQUIRE(item);
  CHECK(item->is == kind::application_data);
  CHECK(equal(item->content, "hi"));
}
