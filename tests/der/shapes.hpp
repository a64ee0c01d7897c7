// Types with one DER descriptor each, for tests of the combinators.
#pragma once
#include "cxtls/der/der.hpp"

namespace cxtls {
namespace test {

struct blob {
  bytes value{};
};
struct nested_inner {
  bytes value{};
};
struct nested {
  bytes first{};
  nested_inner inner{};
};
struct tagged {
  bytes wrapped{};
  bytes replaced{};
};
struct integer {
  bytes value{};
};
struct magnitude {
  bytes value{};
};
struct small {
  std::uint32_t value = 0;
};
struct truth {
  bool value = false;
};
struct nothing {
  der::null value{};
};
struct identifier {
  der::oid value{};
};
struct bits {
  der::bit_string value{};
};
struct flags {
  std::uint16_t value = 0;
};
struct text {
  bytes value{};
};
struct instant {
  unix_time value{};
};
struct optional_pair {
  std::optional<std::uint32_t> number{};
  std::optional<bool> flag{};
};
struct defaulted {
  std::uint32_t number = 7;
  bool flag = false;
};
struct captured {
  der::encoded<nested_inner> value{};
};

struct small_value {
  std::uint32_t value = 0;
};
struct text_value {
  bytes value{};
};

}  // namespace test

template <>
inline constexpr auto wire<test::blob> = Struct(Field<&test::blob::value>(der::OctetString));
template <>
inline constexpr auto wire<test::integer> = Struct(Field<&test::integer::value>(der::Integer));
template <>
inline constexpr auto wire<test::magnitude> = Struct(Field<&test::magnitude::value>(der::Unsigned));
template <>
inline constexpr auto wire<test::small> = Struct(Field<&test::small::value>(der::SmallInteger));
template <>
inline constexpr auto wire<test::truth> = Struct(Field<&test::truth::value>(der::Boolean));
template <>
inline constexpr auto wire<test::nothing> = Struct(Field<&test::nothing::value>(der::Null));
template <>
inline constexpr auto wire<test::identifier> = Struct(Field<&test::identifier::value>(der::ObjectIdentifier));
template <>
inline constexpr auto wire<test::bits> = Struct(Field<&test::bits::value>(der::BitString));
template <>
inline constexpr auto wire<test::flags> = Struct(Field<&test::flags::value>(der::NamedBits));
template <>
inline constexpr auto wire<test::text> = Struct(Field<&test::text::value>(der::IA5String));
template <>
inline constexpr auto wire<test::instant> = Struct(Field<&test::instant::value>(der::Time));
template <>
inline constexpr auto wire<test::nested_inner> = der::Sequence(Field<&test::nested_inner::value>(der::OctetString));
template <>
inline constexpr auto wire<test::nested> =
    der::Sequence(Field<&test::nested::first>(der::OctetString), Field<&test::nested::inner>(wire<test::nested_inner>));
template <>
inline constexpr auto wire<test::tagged> =
    der::Sequence(Field<&test::tagged::wrapped>(der::Explicit<0>(der::OctetString)),
                  Field<&test::tagged::replaced>(der::Implicit<1>(der::OctetString)));
template <>
inline constexpr auto wire<test::optional_pair> =
    der::Sequence(Field<&test::optional_pair::number>(der::Maybe(der::SmallInteger)),
                  Field<&test::optional_pair::flag>(der::Maybe(der::Boolean)));
template <>
inline constexpr auto wire<test::defaulted> =
    der::Sequence(Field<&test::defaulted::number>(der::Default(der::SmallInteger, 7)),
                  Field<&test::defaulted::flag>(der::Default(der::Boolean, false)));
template <>
inline constexpr auto wire<test::captured> =
    der::Sequence(Field<&test::captured::value>(der::Encoded(wire<test::nested_inner>)));
// Elements and alternatives are whole values.
template <>
inline constexpr auto wire<test::small_value> =
    der::Tagged<der::tag::integer>(Struct(Field<&test::small_value::value>(der::SmallInteger.contents)));
template <>
inline constexpr auto wire<test::text_value> =
    der::Tagged<der::tag::ia5_string>(Struct(Field<&test::text_value::value>(der::IA5String.contents)));

}  // namespace cxtls
