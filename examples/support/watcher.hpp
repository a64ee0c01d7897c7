// Watches a connection for people: every handshake message explained octet by octet, state changes and alerts, and a key
// log for Wireshark. What a field is called and where it stands is told by the descriptor that also parses it.
#pragma once
#include <cstdio>
#include <string>
#include <string_view>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/wipe.hpp"
#include "cxtls/handshake/hello/version.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/protocol/registry/alert_level.hpp"
#include "cxtls/protocol/registry/handshake_type.hpp"
#include "cxtls/protocol/tls12/handshake.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
#include "cxtls/wire/codec.hpp"
#include "problem.hpp"
#include "text.hpp"

namespace support {

// Columns of the dump.
inline constexpr std::size_t octets_shown = 8;
inline constexpr int field_width = 36;

inline std::string octets_counted(std::uint64_t n) { return std::to_string(n) + (n == 1 ? " octet" : " octets"); }

// What the value of a field says to a person.
inline std::string meaning_of(cxtls::annotation const& line) {
  using kind = cxtls::annotation::kind;
  switch (line.is) {
    case kind::group:
      break;
    case kind::name:
      return line.meaning.empty() ? "unknown" : std::string(line.meaning);
    case kind::number:
      return std::to_string(line.value);
    case kind::length:
      return octets_counted(line.value) + (line.value == 1 ? " follows" : " follow");
    case kind::octets: {
      const std::string text = quoted(line.raw);
      return text.empty() ? octets_counted(line.raw.size()) : text;
    }
  }
  return {};
}

// One line: offset, octets, field, meaning. What has parts is a line only if it has a name.
inline void print_annotation(cxtls::annotation const& line, std::FILE* out) {
  std::string field(2 * line.depth, ' ');
  field.append(line.field);
  if (line.is == cxtls::annotation::kind::group) {
    if (!line.field.empty()) std::fprintf(out, "    %5s  %-23s  %s:\n", "", "", field.c_str());
    return;
  }
  const bool all = line.raw.size() <= octets_shown;
  const std::string octets = hex(all ? line.raw : line.raw.first(octets_shown - 1), " ") + (all ? "" : " ..");
  std::fprintf(out, "    %5zu  %-23s  %-*s %s\n", line.offset, octets.c_str(), field_width, field.c_str(),
               meaning_of(line).c_str());
}

class watcher {
 public:
  watcher() = default;
  // Null: no key log; no trace.
  watcher(std::FILE* keys, std::FILE* trace) : keys_(keys), trace_(trace) {}

  void key(std::string_view label, cxtls::bytes client_random, cxtls::bytes secret) const {
    if (keys_ == nullptr) return;
    std::string line = std::string(label) + ' ' + hex(client_random, "") + ' ' + hex(secret, "") + '\n';
    std::fwrite(line.data(), 1, line.size(), keys_);
    std::fflush(keys_);
    cxtls::wipe(reinterpret_cast<std::uint8_t*>(line.data()), line.size());
  }

  void message(bool sent, cxtls::bytes message) {
    if (trace_ == nullptr || message.empty()) return;
    std::string name(cxtls::name_of(cxtls::HandshakeType{message.front()}));
    if (name.empty()) name = "handshake message " + std::to_string(message.front());
    std::fprintf(trace_, "%s %s, %s\n", sent ? "-->" : "<--", name.c_str(), octets_counted(message.size()).c_str());
    const auto explain = [this](cxtls::annotation const& line) { print_annotation(line, trace_); };
    // From here on the messages are those of the version that it chooses.
    if (message.front() == static_cast<std::uint8_t>(cxtls::HandshakeType::server_hello))
      older_ = message.size() > cxtls::handshake_header_size &&
               cxtls::is_tls12_server_hello<cxtls::extensions<>>(message.subspan(cxtls::handshake_header_size));
    const cxtls::error fault = older_ ? cxtls::print<cxtls::tls12::Handshake>(message, explain)
                                      : cxtls::print<cxtls::Handshake>(message, explain);
    if (fault) std::fprintf(trace_, "    the rest is malformed: %s\n", sentence_of(fault).c_str());
  }

  void state(std::string_view from, std::string_view to) const {
    if (trace_ == nullptr) return;
    std::fprintf(trace_, "=== %.*s -> %.*s\n", static_cast<int>(from.size()), from.data(), static_cast<int>(to.size()),
                 to.data());
  }

  void alert(bool sent, cxtls::AlertLevel level, cxtls::AlertDescription description) const {
    if (trace_ == nullptr) return;
    const std::string_view name = cxtls::name_of(level);
    std::fprintf(trace_, "%s alert %s (%.*s)\n", sent ? "-->" : "<--", name_of_alert(description).c_str(),
                 static_cast<int>(name.size()), name.data());
  }

 private:
  std::FILE* keys_ = nullptr;
  std::FILE* trace_ = nullptr;
  bool older_ = false;  // TLS 1.2 was chosen
};

}  // namespace support
