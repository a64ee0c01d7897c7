// first-error: the element has no wire format: specialise cxtls::wire<T> directly under T
#include "cxtls/wire/wire.hpp"

struct part {
  std::uint8_t kind = 0;
};
constexpr auto parts = cxtls::TLSPrefixedArray<part>();
