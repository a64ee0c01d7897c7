// All handlers of the server.
#pragma once
#include "cxtls/handshake/tls13/server/client_handlers.hpp"
#include "cxtls/handshake/tls13/server/credential_handlers.hpp"
#include "cxtls/handshake/tls13/server/finished_handlers.hpp"
#include "cxtls/handshake/tls13/server/hello_handlers.hpp"
#include "cxtls/handshake/tls13/server/session_handlers.hpp"
