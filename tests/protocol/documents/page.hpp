// A page of docs/ under construction.
#pragma once
#include <string>
#include <string_view>

#include "cxtls/base/type_name.hpp"

namespace documents {

class page {
 public:
  page& operator<<(std::string_view text) {
    text_ += text;
    return *this;
  }
  page& operator<<(std::size_t number) { return *this << std::to_string(number); }
  // A row of a table.
  template <class... Cells>
  void row(Cells const&... cells) {
    *this << "|";
    ((*this << " " << cells << " |"), ...);
    *this << "\n";
  }
  std::string const& text() const { return text_; }

 private:
  std::string text_;
};

inline constexpr std::string_view how_to_write_anew =
    "`test_protocol \"[write-documents]\"` writes this page from the library's own constants, and a test fails while "
    "the "
    "two differ.\n";

}  // namespace documents
