// The public API. What lies below it is in hazmat.hpp.
#pragma once
#include "cxtls/base/version.hpp"
#include "cxtls/callbacks.hpp"
#include "cxtls/client.hpp"
#include "cxtls/config.hpp"
#include "cxtls/handshake/policies.hpp"
#include "cxtls/handshake/stack.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/server.hpp"
#include "cxtls/server_config.hpp"
#include "cxtls/tls_buffer.hpp"
