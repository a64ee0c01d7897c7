// A question is answered once: its continuation is used up.
// error-gcc: cannot bind rvalue reference of type
// error-clang: no matching member function for call to 'resume'
#include "tls.hpp"

cxtls::machine::resumed answer(client& c, question& q) { return c.resume(q, cxtls::Verified{}); }
