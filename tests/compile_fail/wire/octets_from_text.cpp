// A3: only views of octets are octets; text is not.
// error-gcc: no matching function for call to 'std::span<const unsigned char>::span(const char [5])'
// error-clang: no matching conversion for functional-style cast from 'const char[5]' to 'cxtls::bytes'
#include "cxtls/wire/wire.hpp"

struct message {
  cxtls::bytes name{};
};
message greeting{cxtls::bytes("text")};
