// Pieces of command lines.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

}  // namespace support
