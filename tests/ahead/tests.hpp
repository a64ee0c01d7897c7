// What most tests include, compiled ahead where that is quick (tests/meson.build): each test includes what it needs itself.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/any/any_client.hpp"
#include "cxtls/any/any_server.hpp"
#include "cxtls/client.hpp"
#include "cxtls/server.hpp"
