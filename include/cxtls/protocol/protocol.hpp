// Everything that says what bytes are valid TLS, and nothing that says when.
#pragma once
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
