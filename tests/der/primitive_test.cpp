// Encodings are those of "A Layman's Guide to a Subset of ASN.1, BER, and DER" (RSA Laboratories, 1993), section 5, where
// it has one, else follow from X.690.
#include "cxtls/der/primitive.hpp"

#include <catch2/catch_test_macros.hpp>

#include "der/shapes.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using test::octets;
using test::refusal;

TEST_CASE("DER: an INTEGER is as short as its two's complement can be") {
  static constexpr auto zero = octets(0x02, 0x01, 0x00);
  static constexpr auto most = octets(0x02, 0x01, 0x7f);
  static constexpr auto one_more = octets(0x02, 0x02, 0x00, 0x80);
  static constexpr auto wide = octets(0x02, 0x02, 0x01, 0x00);
  static constexpr auto least = octets(0x02, 0x01, 0x80);
  static constexpr auto one_less = octets(0x02, 0x02, 0xff, 0x7f);
  test::obeys_the_laws<test::integer, zero>();
  test::obeys_the_laws<test::integer, most>();
  test::obeys_the_laws<test::integer, one_more>();
  test::obeys_the_laws<test::integer, wide>();
  test::obeys_the_laws<test::integer, least>();
  test::obeys_the_laws<test::integer, one_less>();
  BOTH(refusal<test::integer>(octets(0x02, 0x00)) == errc::rule_broken);
  BOTH(refusal<test::integer>(octets(0x02, 0x02, 0x00, 0x7f)) == errc::rule_broken);
  BOTH(refusal<test::integer>(octets(0x02, 0x02, 0xff, 0x80)) == errc::rule_broken);
  BOTH(test::build_refusal(test::integer{}) == errc::rule_broken);
}

TEST_CASE("DER: a non-negative INTEGER is read without its sign octet") {
  static constexpr auto in = octets(0x02, 0x02, 0x00, 0x80);
  static constexpr auto zero = octets(0x02, 0x01, 0x00);
  BOTH(parse<test::magnitude>(in)->value.size() == 1);
  BOTH(parse<test::magnitude>(zero)->value.size() == 1);
  test::obeys_the_laws<test::magnitude, in>();
  test::obeys_the_laws<test::magnitude, zero>();
  BOTH(refusal<test::magnitude>(octets(0x02, 0x01, 0x80)) == errc::rule_broken);
  static constexpr auto leading_zero = octets(0x00, 0x80);
  BOTH(test::build_refusal(test::magnitude{leading_zero}) == errc::rule_broken);
}

TEST_CASE("DER: a small INTEGER fits 32 bits") {
  static constexpr auto most = octets(0x02, 0x05, 0x00, 0xff, 0xff, 0xff, 0xff);
  static constexpr auto two = octets(0x02, 0x01, 0x02);
  static constexpr auto sign = octets(0x02, 0x02, 0x00, 0xc8);
  BOTH(parse<test::small>(most)->value == 0xffffffff);
  BOTH(parse<test::small>(sign)->value == 200);
  test::obeys_the_laws<test::small, most>();
  test::obeys_the_laws<test::small, two>();
  test::obeys_the_laws<test::small, sign>();
  BOTH(refusal<test::small>(octets(0x02, 0x05, 0x01, 0, 0, 0, 0)) == errc::value_out_of_range);
  BOTH(refusal<test::small>(octets(0x02, 0x01, 0xff)) == errc::rule_broken);
}

TEST_CASE("DER: BOOLEAN has two encodings, not 256") {
  static constexpr auto yes = octets(0x01, 0x01, 0xff);
  static constexpr auto no = octets(0x01, 0x01, 0x00);
  test::obeys_the_laws<test::truth, yes>();
  test::obeys_the_laws<test::truth, no>();
  BOTH(refusal<test::truth>(octets(0x01, 0x01, 0x01)) == errc::rule_broken);
  BOTH(refusal<test::truth>(octets(0x01, 0x02, 0xff, 0xff)) == errc::trailing_data);
}

TEST_CASE("DER: NULL is empty") {
  static constexpr auto in = octets(0x05, 0x00);
  test::obeys_the_laws<test::nothing, in>();
  BOTH(refusal<test::nothing>(octets(0x05, 0x01, 0x00)) == errc::trailing_data);
}

TEST_CASE("DER: an OBJECT IDENTIFIER's arcs have no leading zero groups and end") {
  // 1.2.840.113549
  static constexpr auto in = octets(0x06, 0x06, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d);
  BOTH(parse<test::identifier>(in)->value == der::oid_of<1, 2, 840, 113549>);
  test::obeys_the_laws<test::identifier, in>();
  // 2.999: X.690, 8.19.5's example, whose first two arcs share a subidentifier of two octets
  static constexpr auto wide = octets(0x06, 0x03, 0x88, 0x37, 0x03);
  BOTH(parse<test::identifier>(wide)->value == der::oid_of<2, 999, 3>);
  BOTH(refusal<test::identifier>(octets(0x06, 0x00)) == errc::rule_broken);
  BOTH(refusal<test::identifier>(octets(0x06, 0x02, 0x80, 0x01)) == errc::rule_broken);
  BOTH(refusal<test::identifier>(octets(0x06, 0x02, 0x2a, 0x86)) == errc::rule_broken);
}

TEST_CASE("DER: the unused bits of a BIT STRING are zero") {
  static constexpr auto in = octets(0x03, 0x04, 0x06, 0x6e, 0x5d, 0xc0);
  static constexpr auto empty = octets(0x03, 0x01, 0x00);
  BOTH(parse<test::bits>(in)->value.unused == 6);
  test::obeys_the_laws<test::bits, in>();
  test::obeys_the_laws<test::bits, empty>();
  BOTH(refusal<test::bits>(octets(0x03, 0x04, 0x06, 0x6e, 0x5d, 0xe0)) == errc::rule_broken);
  BOTH(refusal<test::bits>(octets(0x03, 0x02, 0x08, 0x00)) == errc::rule_broken);
  BOTH(refusal<test::bits>(octets(0x03, 0x01, 0x01)) == errc::rule_broken);
  BOTH(refusal<test::bits>(octets(0x03, 0x00)) == errc::truncated);
}

TEST_CASE("DER: named bits count from the most significant one and are written without trailing zeros") {
  static constexpr auto digital_signature = octets(0x03, 0x02, 0x07, 0x80);
  static constexpr auto two = octets(0x03, 0x02, 0x05, 0xa0);
  static constexpr auto ninth = octets(0x03, 0x03, 0x07, 0x00, 0x80);
  static constexpr auto none = octets(0x03, 0x01, 0x00);
  BOTH(parse<test::flags>(digital_signature)->value == 0x8000);
  BOTH(parse<test::flags>(ninth)->value == 0x0080);
  test::obeys_the_laws<test::flags, digital_signature>();
  test::obeys_the_laws<test::flags, two>();
  test::obeys_the_laws<test::flags, ninth>();
  test::obeys_the_laws<test::flags, none>();
  BOTH(parse<test::flags>(octets(0x03, 0x02, 0x00, 0x80))->value == 0x8000);  // as some roots have it
  BOTH(refusal<test::flags>(octets(0x03, 0x04, 0x00, 0x80, 0x80, 0x80)) == errc::length_out_of_range);
}

TEST_CASE("DER: an IA5String is ASCII") {
  static constexpr auto in = octets(0x16, 0x0d, 't', 'e', 's', 't', '1', '@', 'r', 's', 'a', '.', 'c', 'o', 'm');
  BOTH(equal(parse<test::text>(in)->value, std::string_view("test1@rsa.com")));
  test::obeys_the_laws<test::text, in>();
  BOTH(refusal<test::text>(octets(0x16, 0x01, 0x80)) == errc::rule_broken);
}
