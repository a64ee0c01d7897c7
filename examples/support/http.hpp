// One HTTP/1.1 response from a stream: its head, then its body by the framing that the head announces (RFC 9112).
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxtls/base/bytes.hpp"
#include "http_fields.hpp"
#include "problem.hpp"
#include "text.hpp"

namespace support {

struct response_head {
  std::string status_line;
  int status = 0;
  std::vector<field> fields;
};

inline problem bad_response(std::string sentence) { return {exit_status::http, std::move(sentence)}; }

// status-line = HTTP-version SP status-code SP [ reason-phrase ]        RFC 9112, 4
// HTTP-version is HTTP/1.x (the answer to a 1.1 request may be 1.0), the status 100 to 599 (RFC 9110, 15).
inline std::optional<int> status_of(std::string_view line) {
  if (line.size() < 12 || !line.starts_with("HTTP/1.") || line[8] != ' ') return std::nullopt;
  if (line.size() > 12 && line[12] != ' ') return std::nullopt;
  const std::optional<std::uint64_t> status = parse_number(line.substr(9, 3), 10);
  if (!status || *status < 100 || *status > 599) return std::nullopt;
  return static_cast<int>(*status);
}

// `Source` has: result<size_t> read(cxtls::mutable_bytes), 0 at an authenticated end.
template <class Source>
class http_reader {
 public:
  explicit http_reader(Source& source) : source_(source) {}

  // The head of the final response: interim ones (1xx) are passed over.
  result<response_head> head() {
    for (;;) {
      result<response_head> found = one_head();
      if (!found || found->status / 100 != 1 || found->status == 101) return found;
    }
  }

  // Calls sink(cxtls::bytes) -> result<done> with the body's pieces. Good only when the body is whole.
  template <class Sink>
  result<done> body(response_head const& head, Sink&& sink) {
    const cxtls::result<framing, framing_fault> framed = framing_of(head.fields);
    if (!framed) return bad_framing(framed.error());
    if (head.status == 204 || head.status == 304) return done{};
    if (framed->chunked) return chunks(sink);
    if (framed->length) return pass(*framed->length, sink);
    return pass_all(sink);
  }

 private:
  static problem bad_framing(framing_fault fault) {
    switch (fault) {
      case framing_fault::length_malformed:
        return bad_response("the response's Content-Length is malformed");
      case framing_fault::coding_unknown:
        return bad_response("the response has a transfer coding that wasn't asked for");
      case framing_fault::contradiction:
        break;
    }
    return bad_response("the response has both a Content-Length and a transfer coding");
  }

  result<response_head> one_head() {
    std::size_t room = max_head_size;
    response_head head;
    for (bool first = true;; first = false) {
      result<std::string> text = line(room);
      if (!text) return text.error();
      room -= text->size();
      if (first) {
        const std::optional<int> status = status_of(*text);
        if (!status) return bad_response("the server's answer isn't HTTP/1.1");
        head.status = *status;
        head.status_line = std::move(*text);
      } else if (text->empty()) {
        return head;
      } else {
        std::optional<field> f = parse_field(*text);
        if (!f) return bad_response("a header field of the response is malformed");
        head.fields.push_back(std::move(*f));
      }
    }
  }

  template <class Sink>
  result<done> chunks(Sink& sink) {
    for (;;) {
      result<std::string> text = line(max_chunk_line);
      if (!text) return text.error();
      const std::string_view size_text = trimmed(std::string_view(*text).substr(0, text->find(';')));
      const std::optional<std::uint64_t> size = parse_number(size_text, 16);
      if (!size) return bad_response("a chunk's size is malformed");
      if (*size == 0) break;
      if (result<done> ok = pass(*size, sink); !ok) return ok;
      result<std::string> end = line(max_chunk_line);
      if (!end) return end.error();
      if (!end->empty()) return bad_response("a chunk is longer than it says");
    }
    std::size_t room = max_head_size;  // trailer fields, read and dropped
    for (;;) {
      result<std::string> text = line(room);
      if (!text) return text.error();
      if (text->empty()) return done{};
      room -= text->size();
    }
  }

  template <class Sink>
  result<done> pass(std::uint64_t size, Sink& sink) {
    while (size > 0) {
      if (result<done> ok = fill("the body"); !ok) return ok;
      const std::size_t n = unread_.size() < size ? unread_.size() : static_cast<std::size_t>(size);
      if (result<done> ok = sink(cxtls::bytes(unread_.first(n))); !ok) return ok;
      unread_ = unread_.subspan(n);
      size -= n;
    }
    return done{};
  }

  template <class Sink>
  result<done> pass_all(Sink& sink) {
    for (;;) {
      if (unread_.empty()) {
        result<std::size_t> n = source_.read(storage_);
        if (!n) return n.error();
        if (*n == 0) return done{};
        unread_ = cxtls::mutable_bytes(storage_).first(*n);
      }
      if (result<done> ok = sink(cxtls::bytes(unread_)); !ok) return ok;
      unread_ = {};
    }
  }

  // One line without its end. The end is CRLF; a bare LF is taken too (RFC 9112, 2.2).
  result<std::string> line(std::size_t limit) {
    std::string text;
    for (;;) {
      if (result<done> ok = fill("the response's head or framing"); !ok) return ok.error();
      const char c = static_cast<char>(unread_.front());
      unread_ = unread_.subspan(1);
      if (c == '\n') break;
      if (text.size() >= limit) return bad_response("the response's head or framing is longer than any sensible one");
      text.push_back(c);
    }
    if (text.ends_with('\r')) text.pop_back();
    return text;
  }

  result<done> fill(char const* what) {
    if (!unread_.empty()) return done{};
    result<std::size_t> n = source_.read(storage_);
    if (!n) return n.error();
    if (*n == 0) return bad_response(std::string("the server closed the connection before ") + what + " was whole");
    unread_ = cxtls::mutable_bytes(storage_).first(*n);
    return done{};
  }

  Source& source_;
  std::array<std::uint8_t, 16'384> storage_{};
  cxtls::mutable_bytes unread_{};
};

}  // namespace support
