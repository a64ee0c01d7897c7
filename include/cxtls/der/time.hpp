// Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }, as seconds (RFC 5280, 4.1.2.5).
#pragma once
#include "cxtls/base/clock.hpp"
#include "cxtls/der/tlv.hpp"

namespace cxtls::der {

struct civil_time {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

constexpr bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
constexpr int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}
// Days since 1970-01-01 in the proleptic Gregorian calendar; years are counted from March so that the leap day is last.
constexpr std::int64_t days_since_epoch(int year, int month, int day) {
  const std::int64_t y = month > 2 ? year : year - 1;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t of_era = y - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}
constexpr unix_time to_unix(civil_time const& t) {
  return {days_since_epoch(t.year, t.month, t.day) * 86400 + std::int64_t{t.hour} * 3600 + std::int64_t{t.minute} * 60 +
          t.second};
}
constexpr civil_time to_civil(unix_time t) {
  std::int64_t days = t.seconds / 86400;
  std::int64_t rest = t.seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t of_era = shifted - era * 146097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  civil_time c;
  c.day = static_cast<int>(of_year - (153 * month + 2) / 5 + 1);
  c.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  c.year = static_cast<int>(year + era * 400 + (c.month <= 2 ? 1 : 0));
  c.hour = static_cast<int>(rest / 3600);
  c.minute = static_cast<int>(rest / 60 % 60);
  c.second = static_cast<int>(rest % 60);
  return c;
}

// RFC 5280, 4.1.2.5: both forms are in GMT, with seconds and without fractions; UTCTime's two digits stand for 1950 to
// 2049. Dates of these years are to be UTCTime, and are when we write them; read, they may be either ("conforming
// applications MUST be able to process" both), as roots in use are wrong here.
struct Time_ {
  using value_type = unix_time;
  static constexpr int first_utc_year = 1950;
  static constexpr int last_utc_year = 2049;

  constexpr bool begins(std::uint8_t identifier) const {
    return identifier == tag::utc_time || identifier == tag::generalized_time;
  }
  constexpr bool read(reader& r, unix_time& v) const {
    const bool utc = peek(r) != tag::generalized_time;
    const std::size_t digits = utc ? 12 : 14;
    reader::outer saved;
    bytes text;
    if (!enter(r, utc ? tag::utc_time : tag::generalized_time, saved)) return false;
    if (r.remaining() != digits + 1) return r.fail(errc::length_out_of_range);
    if (!r.take(digits + 1, text) || !r.leave(saved)) return false;
    if (text.back() != 'Z') return r.fail(errc::rule_broken);
    for (std::uint8_t digit : text.first(digits))
      if (digit < '0' || digit > '9') return r.fail(errc::rule_broken);
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    civil_time t;
    const std::size_t after_year = utc ? 2 : 4;
    if (utc) {
      t.year = two(0) + (two(0) < 50 ? 2000 : 1900);
    } else {
      t.year = two(0) * 100 + two(2);
    }
    t.month = two(after_year);
    t.day = two(after_year + 2);
    t.hour = two(after_year + 4);
    t.minute = two(after_year + 6);
    t.second = two(after_year + 8);
    if (t.month < 1 || t.month > 12 || t.day < 1 || t.day > days_in(t.year, t.month) || t.hour > 23 || t.minute > 59 ||
        t.second > 59)
      return r.fail(errc::value_out_of_range);
    v = to_unix(t);
    return true;
  }
  constexpr bool check(reader& r) const {
    unix_time v;
    return read(r, v);
  }
  constexpr void write(writer& w, unix_time v) const {
    const civil_time t = to_civil(v);
    if (t.year < 0 || t.year > 9999) return w.fail(errc::value_out_of_range);
    const bool utc = t.year >= first_utc_year && t.year <= last_utc_year;
    put_header(w, utc ? tag::utc_time : tag::generalized_time, utc ? 13 : 15);
    const auto two = [&](int n) {
      w.put_uint(1, std::uint64_t{'0'} + static_cast<std::uint64_t>(n / 10));
      w.put_uint(1, std::uint64_t{'0'} + static_cast<std::uint64_t>(n % 10));
    };
    if (!utc) two(t.year / 100);
    two(t.year % 100);
    two(t.month);
    two(t.day);
    two(t.hour);
    two(t.minute);
    two(t.second);
    w.put_uint(1, 'Z');
  }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    const std::size_t at = r.position();
    unix_time v;
    if (!read(r, v)) return false;
    out({.offset = at,
         .raw = r.since(at),
         .field = field,
         .value = static_cast<std::uint64_t>(v.seconds),
         .is = annotation::kind::number});
    return true;
  }
  constexpr std::size_t min_size() const { return 15; }
  constexpr std::size_t max_size() const { return 17; }
  constexpr bool any_bytes() const { return false; }
};
inline constexpr Time_ Time{};

}  // namespace cxtls::der
