// A TLS stack: which cryptography, which policy, which extensions. Everything else is a template over one of these.
#pragma once
#include "cxtls/crypto/require_backend.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/protocol/extension/registry.hpp"

namespace cxtls {

// Derive a named struct from it, for short symbols and readable errors:
//   struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
template <class Backend, class P = policy::modern, class Extensions = extensions<>>
struct stack {
  using backend = Backend;
  using policy = P;
  using extensions = typename registry<Extensions>::accepted;
};

template <class S>
concept Stack = requires {
  typename S::backend;
  typename S::policy;
  typename S::extensions;
} && crypto::Backend<typename S::backend> && Policy<typename S::policy>;

}  // namespace cxtls
