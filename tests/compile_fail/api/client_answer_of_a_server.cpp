// What a server shows is no answer to what a client shows.
// first-error: a continuation<T> takes a T as its answer: transport/step.hpp has the questions
#include "tls.hpp"
#include "cxtls/handshake/server_answers.hpp"

auto use(client& c, cxtls::machine::continuation<cxtls::ClientCredentialChoice>& q) {
  return c.resume(std::move(q), cxtls::CredentialChoice{});
}
