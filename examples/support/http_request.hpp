// HTTP/1.1 requests out of octets as they arrive: a head, then its body by the framing that the head announces.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cxtls/base/bytes.hpp"
#include "http_fields.hpp"
#include "text.hpp"

namespace support {

struct request_head {
  std::string method, target;
  std::vector<field> fields;
  framing body{};
  bool keep_alive = true;         // the client may have more requests (RFC 9112, 9.3)
  bool expects_continue = false;  // it waits for a word before it sends the body (RFC 9110, 10.1.1)

  bool has_body() const { return body.chunked || body.length.value_or(0) > 0; }
};

// Some octets of a body. The last piece may be empty.
struct body_piece {
  cxtls::bytes octets{};
  bool last = false;
};

// No request, but an error with this status; nothing after it can be told apart.
struct bad_request {
  int status = 400;
};

class request_reader {
 public:
  // monostate: more octets are needed.
  using item = std::variant<std::monostate, request_head, body_piece, bad_request>;

  // Takes octets from the front of `in` up to the end of one item. A request without a body is a head and no piece.
  item next(cxtls::bytes& in) {
    if (is_ == state::head) return read_head(in);
    if (is_ == state::fixed) return read_fixed(in);
    if (is_ == state::bad) return bad_request{};
    return read_chunked(in);
  }

 private:
  enum class state { head, fixed, chunk_size, chunk, chunk_end, trailer, bad };

  item refuse(int status) {
    is_ = state::bad;
    return bad_request{status};
  }

  // True when line_ holds a whole line. It ends with CRLF; a bare LF is taken too (RFC 9112, 2.2).
  bool read_line(cxtls::bytes& in) {
    while (!in.empty() && room_ > 0) {
      const char c = static_cast<char>(in.front());
      in = in.subspan(1);
      --room_;
      if (c == '\n') {
        if (line_.ends_with('\r')) line_.pop_back();
        return true;
      }
      line_.push_back(c);
    }
    return false;
  }
  std::string take_line() { return std::exchange(line_, {}); }

  item read_head(cxtls::bytes& in) {
    while (read_line(in)) {
      const std::string text = take_line();
      if (!started_) {
        // RFC 9112, 2.2: "a server that is expecting to receive and parse a request-line SHOULD ignore at least one empty
        // line (CRLF) received prior to the request-line."
        if (text.empty()) continue;
        if (const int status = start(text); status != 0) return refuse(status);
      } else if (!text.empty()) {
        std::optional<field> f = parse_field(text);
        if (!f) return refuse(400);
        head_.fields.push_back(std::move(*f));
      } else {
        return finish_head();
      }
    }
    return room_ == 0 ? refuse(431) : item{};
  }

  // request-line = method SP request-target SP HTTP-version        RFC 9112, 3
  // 0, or the status of an error.
  int start(std::string_view text) {
    const std::size_t first = text.find(' '), second = text.find(' ', first + 1);
    if (first == 0 || first == text.npos || second == text.npos || second == first + 1) return 400;
    const std::string_view version = text.substr(second + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return version.starts_with("HTTP/") ? 505 : 400;
    for (const char c : text)
      if (!is_printable(c)) return 400;
    head_ = {};
    head_.method = text.substr(0, first);
    head_.target = text.substr(first + 1, second - first - 1);
    head_.keep_alive = version == "HTTP/1.1";
    started_ = true;
    return 0;
  }

  item finish_head() {
    started_ = false;
    become(state::head);
    const cxtls::result<framing, framing_fault> framed = framing_of(head_.fields);
    if (!framed) return refuse(framed.error() == framing_fault::coding_unknown ? 501 : 400);
    head_.body = *framed;
    int hosts = 0;
    for (field const& f : head_.fields) {
      hosts += f.name == "host";
      if (f.name == "connection" && same_word(f.value, "close")) head_.keep_alive = false;
      if (f.name == "expect" && same_word(f.value, "100-continue")) head_.expects_continue = true;
    }
    // RFC 9112, 3.2: a request of HTTP/1.1 has one Host.
    if (hosts > 1 || (hosts == 0 && head_.keep_alive)) return refuse(400);
    left_ = head_.body.length.value_or(0);
    if (head_.has_body()) become(head_.body.chunked ? state::chunk_size : state::fixed);
    return std::move(head_);
  }

  // As much of a run of left_ octets as there is.
  cxtls::bytes read_octets(cxtls::bytes& in) {
    const cxtls::bytes piece = in.first(in.size() < left_ ? in.size() : static_cast<std::size_t>(left_));
    in = in.subspan(piece.size());
    left_ -= piece.size();
    return piece;
  }
  item read_fixed(cxtls::bytes& in) {
    const cxtls::bytes piece = read_octets(in);
    if (piece.empty()) return {};
    if (left_ == 0) become(state::head);
    return body_piece{piece, left_ == 0};
  }

  item read_chunked(cxtls::bytes& in) {
    if (is_ == state::chunk) {
      const cxtls::bytes piece = read_octets(in);
      if (piece.empty()) return {};
      if (left_ == 0) become(state::chunk_end);
      return body_piece{piece};
    }
    while (read_line(in)) {
      const std::string text = take_line();
      if (is_ == state::chunk_size) {
        const std::optional<std::uint64_t> size =
            parse_number(trimmed(std::string_view(text).substr(0, text.find(';'))), 16);
        if (!size) return refuse(400);
        left_ = *size;
        become(left_ == 0 ? state::trailer : state::chunk);
        if (left_ > 0) return next(in);
      } else if (is_ == state::chunk_end) {
        if (!text.empty()) return refuse(400);
        become(state::chunk_size);
      } else if (text.empty()) {  // the end of the trailer, whose fields are dropped
        become(state::head);
        return body_piece{{}, true};
      }
    }
    return room_ == 0 ? refuse(400) : item{};
  }
  void become(state next) {
    is_ = next;
    room_ = next == state::chunk_size || next == state::chunk_end ? max_chunk_line : max_head_size;
  }

  state is_ = state::head;
  std::string line_;
  std::size_t room_ = max_head_size;
  request_head head_;
  bool started_ = false;  // the request line is read
  std::uint64_t left_ = 0;  // of the body or the chunk
};

}  // namespace support
