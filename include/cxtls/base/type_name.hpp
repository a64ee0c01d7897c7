// A type's name, for diagrams, traces and documents.
#pragma once
#include <cstddef>
#include <string_view>

namespace cxtls::detail {

// "... [T = cxtls::Client<cxtls::probe>::WaitFinished<int>]" -> "WaitFinished": what follows the last colon that
// stands in no template's arguments, without its own arguments.
template <class T>
consteval std::string_view type_name() {
  std::string_view s = __PRETTY_FUNCTION__;
  s = s.substr(s.find("T = ") + 4);
  std::size_t begin = 0, end = 0, depth = 0;
  for (std::size_t i = 0; i < s.size() && (depth > 0 || (s[i] != ';' && s[i] != ']')); ++i) {
    if (s[i] == '>') --depth;
    if (depth == 0 && s[i] == ':') begin = i + 1;
    if (depth == 0 && s[i] != '>' && s[i] != '<') end = i + 1;
    if (s[i] == '<') ++depth;
  }
  return s.substr(begin, end - begin);
}

}  // namespace cxtls::detail
