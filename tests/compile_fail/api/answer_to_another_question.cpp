// error-gcc: no matching function for call to 'cxtls::client<my_tls>::resume
// error-clang: no matching member function for call to 'resume'
#include "tls.hpp"

cxtls::machine::resumed answer(client& c, question& q) { return c.resume(std::move(q), cxtls::Signature{}); }
