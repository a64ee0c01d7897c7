#pragma once
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/server.hpp"

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using context = cxtls::server_context<my_tls>;
using server = cxtls::server<my_tls>;
