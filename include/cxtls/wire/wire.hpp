// Wire formats as constexpr values: all combinators. Knows no TLS.
#pragma once
#include "cxtls/wire/array.hpp"
#include "cxtls/wire/codec.hpp"
#include "cxtls/wire/constrain.hpp"
#include "cxtls/wire/enum.hpp"
#include "cxtls/wire/integer.hpp"
#include "cxtls/wire/octets.hpp"
#include "cxtls/wire/struct.hpp"
#include "cxtls/wire/switch.hpp"
