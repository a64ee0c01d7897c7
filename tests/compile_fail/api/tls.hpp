#pragma once
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using context = cxtls::client_context<my_tls>;
using client = cxtls::client<my_tls>;
using question = cxtls::machine::continuation<cxtls::Verified>;
