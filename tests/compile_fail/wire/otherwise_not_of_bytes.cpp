// first-error: Otherwise(...) takes a descriptor of opaque bytes
#include "cxtls/wire/wire.hpp"

constexpr auto d = cxtls::Otherwise(cxtls::u16);
