// first-error: a continuation<T> takes a T as its answer: transport/step.hpp has the questions
#include "tls.hpp"

cxtls::machine::resumed answer(client& c, question& q) { return c.resume(std::move(q), cxtls::Signature{}); }
