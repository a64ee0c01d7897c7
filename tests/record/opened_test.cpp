#include "cxtls/record/opened.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace cxtls;

// The rules with all that goes before them are in opener_test.cpp and tls12/opener_test.cpp.

TEST_CASE("a change_cipher_spec is one octet of the value 1, and what isn't handshake or alert isn't taken for it") {
  std::vector<std::uint8_t> one{1}, two{2}, none;
  CHECK(record::detail::change_cipher_spec(one)->type == ContentType::change_cipher_spec);
  CHECK(record::detail::change_cipher_spec(two).error().code == errc::change_cipher_spec_unexpected);
  CHECK(record::detail::change_cipher_spec(none).error().code == errc::change_cipher_spec_unexpected);
  CHECK(record::detail::handshake_or_alert(ContentType::alert, two)->content.data() == two.data());
  CHECK(record::detail::handshake_or_alert(ContentType::alert, none).error().code == errc::empty_handshake_record);
  for (ContentType other : {ContentType::application_data, ContentType::change_cipher_spec, ContentType::heartbeat})
    CHECK(record::detail::handshake_or_alert(other, one).error().code == errc::record_type_unexpected);
}
