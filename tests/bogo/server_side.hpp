// The shim as a server.
#pragma once
#include <optional>

#include "options.hpp"
#include "problem.hpp"

namespace bogo {

// All connections of a test, one after the other. Nothing: each was as the flags say.
std::optional<problem> run_server(all_options const& all);

}  // namespace bogo
