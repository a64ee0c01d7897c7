// The record layer, one direction each. It knows no handshake.
#pragma once
#include "cxtls/record/flood_guard.hpp"
#include "cxtls/record/handshake_inbox.hpp"
#include "cxtls/record/opener.hpp"
#include "cxtls/record/protector.hpp"
