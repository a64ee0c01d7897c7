// All handlers of the TLS 1.2 server.
#pragma once
#include "cxtls/handshake/tls12/server/client_handlers.hpp"
#include "cxtls/handshake/tls12/server/credential_handlers.hpp"
#include "cxtls/handshake/tls12/server/finished_handlers.hpp"
#include "cxtls/handshake/tls12/server/hello_handlers.hpp"
#include "cxtls/handshake/tls12/server/session_handlers.hpp"
