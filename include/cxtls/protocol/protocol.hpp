// Everything that says what bytes are valid TLS, and nothing that says when.
#pragma once
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/protocol/tls12/handshake.hpp"
#include "cxtls/protocol/tls12/message_size.hpp"
#include "cxtls/protocol/tls12/record.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
