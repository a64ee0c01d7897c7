// State machines whose transitions are declared by their handlers' signatures. Knows no TLS.
#pragma once
#include "cxtls/machine/answer.hpp"
#include "cxtls/machine/diagram.hpp"
#include "cxtls/machine/engine.hpp"
#include "cxtls/machine/graph.hpp"
#include "cxtls/machine/join.hpp"
#include "cxtls/machine/next.hpp"
