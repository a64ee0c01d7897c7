// first-error: the C++ integer is narrower than the field on the wire
#include "cxtls/wire/wire.hpp"

constexpr cxtls::UInt_<std::uint16_t, 3> length{};
