// What https_server has to show.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http_fields.hpp"

namespace support {

// Octets of the largest page /bytes/N: a terabyte is enough to watch keys being updated.
inline constexpr std::uint64_t max_page_size = std::uint64_t{1} << 40;
// Octets of a body that is sent back. Nothing of it is kept, but nobody sends more by accident.
inline constexpr std::uint64_t max_echo_size = std::uint64_t{1} << 30;

struct page {
  int status = 200;
  std::string_view type = "text/plain; charset=utf-8";
  std::string text{};
  std::uint64_t filler = 0;  // octets of filler() after the text

  std::uint64_t size() const { return text.size() + filler; }
};

// What /bytes/N repeats: lines that can be told apart from one another's middle.
inline constexpr std::string_view filler_line = "cxtls 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRS\n";
static_assert(filler_line.size() == 64);

inline std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 425:
      return "Too Early";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

inline page error_page(int status) {
  return {.status = status, .text = std::to_string(status) + ' ' + std::string(reason_of(status)) + '\n'};
}

// The page of a target; `connection` is the text of /connection.
inline page find_page(std::string_view target, std::string_view connection) {
  target = target.substr(0, target.find('?'));
  if (target == "/")
    return {.type = "text/html; charset=utf-8",
            .text =
                "<!doctype html><title>cxtls</title><h1>It works</h1>"
                "<p>This page came over TLS. More: <a href=\"/hello\">/hello</a>, "
                "<a href=\"/connection\">/connection</a>, <a href=\"/bytes/100000\">/bytes/100000</a>.</p>\n"};
  if (target == "/hello") return {.text = "Hello!\n"};
  if (target == "/connection") return {.text = std::string(connection)};
  constexpr std::string_view bytes_path = "/bytes/";
  if (target.starts_with(bytes_path)) {
    const std::optional<std::uint64_t> size = parse_number(target.substr(bytes_path.size()), 10);
    if (size && *size <= max_page_size) return {.filler = *size};
  }
  return error_page(404);
}

}  // namespace support
