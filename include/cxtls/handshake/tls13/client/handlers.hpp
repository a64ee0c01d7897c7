// All of the TLS 1.3 client's handlers. `transitions.hpp` says what there is.
#pragma once
#include "cxtls/handshake/tls13/client/authentication_handlers.hpp"
#include "cxtls/handshake/tls13/client/connected_handlers.hpp"
#include "cxtls/handshake/tls13/client/finished_handlers.hpp"
#include "cxtls/handshake/tls13/client/hello_handlers.hpp"
#include "cxtls/handshake/tls13/client/proofs.hpp"
