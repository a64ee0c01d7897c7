// first-error: a continuation<T> takes a T as its answer: transport/step.hpp has the questions
#include "tls_server.hpp"

auto use(server& s, cxtls::machine::continuation<cxtls::SessionChoice>& q) {
  return s.resume(std::move(q), cxtls::CredentialChoice{});
}
