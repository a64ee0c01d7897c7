// A role's machine as its policy has it: the versions are joined where a hello decides which of them goes on.
#pragma once
#include <type_traits>

#include "cxtls/handshake/policy.hpp"
#include "cxtls/machine/join.hpp"

namespace cxtls::hello {

// Of a version that isn't spoken no more is compiled than its name.
template <class P, class Hello, class Newer, class Older>
using machine_for = std::conditional_t<
    !speaks_tls12<P>, machine::joined<Hello, Newer>,
    std::conditional_t<speaks_tls13<P>, machine::joined<Hello, Newer, Older>, machine::joined<Hello, Older>>>;

}  // namespace cxtls::hello
