// The server's side of HTTP/1.1 on one connection: octets in, octets out. It knows no TLS and reads no socket, and holds
// a bounded amount of output: while nobody takes that, no input is taken either.
#pragma once
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "cxtls/base/bytes.hpp"
#include "http_request.hpp"
#include "site.hpp"

namespace support {

class http_session {
 public:
  // Octets of output at which input waits.
  static constexpr std::size_t high_water = 65'536;

  // What /connection answers.
  void describe(std::string connection) { connection_ = std::move(connection); }

  // What comes now may be a replay: only what changes nothing is done (RFC 8470, 4).
  void set_early(bool early) { early_ = early; }

  // Octets taken. Fewer than all: there is output to be taken first.
  std::size_t take(cxtls::bytes in) {
    if (over_) return in.size();  // nobody answers any more
    const std::size_t all = in.size();
    while (!in.empty() && !over_ && filler_left_ == 0 && waiting() < high_water) {
      request_reader::item item = reader_.next(in);
      if (auto* head = std::get_if<request_head>(&item)) on_head(*head);
      if (auto* piece = std::get_if<body_piece>(&item)) on_piece(*piece);
      if (auto* bad = std::get_if<bad_request>(&item)) on_bad(bad->status);
    }
    return all - in.size();
  }
  // The next octets to send; empty: none yet.
  cxtls::bytes output() {
    if (waiting() == 0) refill();
    return cxtls::as_bytes(std::string_view(out_).substr(sent_));
  }
  // Precondition: n <= output().size().
  void wrote(std::size_t n) { sent_ += n; }

  // No request after the one that is being answered.
  void finish() {
    ending_ = true;
    if (!answering_ && filler_left_ == 0) over_ = true;
  }
  // The last response is in the output; when that is taken, the connection can be closed.
  bool over() const { return over_; }
  unsigned requests() const { return requests_; }

 private:
  std::size_t waiting() const { return out_.size() - sent_; }
  void say(std::string_view text) {
    if (sent_ >= waiting()) out_.erase(0, std::exchange(sent_, 0));
    out_.append(text);
  }
  void refill() {
    if (filler_left_ == 0) return;
    for (int i = 0; i < 256 && filler_left_ > 0; ++i) {
      const std::string_view line =
          filler_line.substr(0, static_cast<std::size_t>(filler_left_ < 64 ? filler_left_ : 64));
      say(line);
      filler_left_ -= line.size();
    }
    if (filler_left_ == 0 && !answering_) response_done();
  }

  void on_head(request_head const& head) {
    ++requests_;
    answering_ = head.has_body();
    // Who is told the answer before it sends its body may leave that out, or not: the next request has no beginning.
    if (!head.keep_alive || (head.expects_continue && head.method != "POST")) ending_ = true;
    echoing_ = chunked_ = false;
    received_ = 0;
    if (early_ && head.method != "GET" && head.method != "HEAD") {
      ending_ = true;
      answering_ = false;
      show(error_page(425), false);  // RFC 8470, 5.2: Too Early
    } else if (head.method == "POST") {
      start_echo(head);
    } else if (head.method == "GET" || head.method == "HEAD") {
      show(find_page(head.target, connection_), head.method == "HEAD");
    } else {
      show(error_page(405), false, "Allow: GET, HEAD, POST\r\n");
    }
    if (!answering_ && filler_left_ == 0) response_done();
  }
  void start_echo(request_head const& head) {
    if (head.body.length.value_or(0) > max_echo_size) {
      ending_ = true;
      answering_ = false;
      show(error_page(413), false);
      return;
    }
    echoing_ = true;
    chunked_ = head.body.chunked;
    if (head.expects_continue && answering_) say("HTTP/1.1 100 Continue\r\n\r\n");
    // Never what the client calls it: a browser is shown no page that somebody else has written.
    start_response(200, "application/octet-stream",
                   chunked_ ? "Transfer-Encoding: chunked\r\n" : length_field(head.body.length.value_or(0)));
  }
  void on_piece(body_piece const& piece) {
    received_ += piece.octets.size();
    if (echoing_) {
      if (chunked_ && received_ > max_echo_size) {  // too late for a 413: the response breaks off
        over_ = true;
        return;
      }
      echo(piece);
    }
    if (!piece.last) return;
    answering_ = false;
    if (filler_left_ == 0) response_done();
  }
  void echo(body_piece const& piece) {
    if (chunked_ && !piece.octets.empty()) {
      char size[20];
      std::snprintf(size, sizeof size, "%zx\r\n", piece.octets.size());
      say(size);
    }
    say(cxtls::as_text(piece.octets));
    if (chunked_ && !piece.octets.empty()) say("\r\n");
    if (chunked_ && piece.last) say("0\r\n\r\n");
  }
  void on_bad(int status) {
    ending_ = true;
    answering_ = false;
    show(error_page(status), false);
    response_done();
  }

  void show(page const& p, bool head_only, std::string_view more = {}) {
    start_response(p.status, p.type, length_field(p.size()), more);
    if (head_only) return;
    say(p.text);
    filler_left_ = p.filler;
  }
  static std::string length_field(std::uint64_t size) { return "Content-Length: " + std::to_string(size) + "\r\n"; }
  void start_response(int status, std::string_view type, std::string_view framing, std::string_view more = {}) {
    say("HTTP/1.1 " + std::to_string(status) + ' ' + std::string(reason_of(status)) +
        "\r\nServer: cxtls\r\nContent-Type: " + std::string(type) + "\r\n");
    say(framing);
    say(more);
    say(ending_ ? "Connection: close\r\n\r\n" : "\r\n");
  }
  void response_done() {
    if (ending_) over_ = true;
  }

  request_reader reader_;
  std::string connection_;
  std::string out_;
  std::size_t sent_ = 0;  // of out_
  std::uint64_t filler_left_ = 0;
  std::uint64_t received_ = 0;  // of the body
  unsigned requests_ = 0;
  bool answering_ = false;  // the request's body isn't whole
  bool echoing_ = false, chunked_ = false;
  bool ending_ = false;
  bool over_ = false;
  bool early_ = false;
};

}  // namespace support
