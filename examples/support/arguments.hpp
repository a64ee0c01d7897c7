// Pieces of command lines.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxtls/handshake/policy.hpp"
#include "cxtls/wire/enum.hpp"
#include "problem.hpp"

namespace support {

inline problem bad_usage(std::string sentence) { return {exit_status::usage, std::move(sentence) + " (try --help)"}; }

inline std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> items;
  for (;;) {
    const std::size_t comma = list.find(',');
    items.emplace_back(list.substr(0, comma));
    if (comma == list.npos) return items;
    list.remove_prefix(comma + 1);
  }
}

// Code points from their names, into a bounded list. An empty list of names stays empty: the policy's choice.
template <class E, class List>
result<done> parse_names(std::string_view list, std::string const& option, List& into) {
  if (list.empty()) return done{};
  for (std::string const& name : split(list)) {
    const std::optional<E> value = cxtls::from_name<E>(name);
    if (!value) return bad_usage(option + ": the registry has no \"" + name + "\"");
    if (!into.push(*value)) return bad_usage(option + " has too many items");
  }
  return done{};
}

// From the least and the greatest version, "1.2" or "1.3"; empty: no limit.
inline result<done> parse_versions(std::string_view least, std::string_view greatest, cxtls::version_list& into) {
  using enum cxtls::ProtocolVersion;
  for (std::string_view limit : {least, greatest})
    if (!limit.empty() && limit != "1.2" && limit != "1.3") return bad_usage("a version is 1.2 or 1.3");
  if (least.empty() && greatest.empty()) return done{};
  if (least != "1.3") (void)into.push(tls12);
  if (greatest != "1.2") (void)into.push(tls13);
  if (into.empty()) return bad_usage("--min-version is above --max-version");
  return done{};
}

}  // namespace support
