// error-gcc: use of deleted function 'cxtls::session::session(const cxtls::session&)'
// error-clang: call to implicitly-deleted copy constructor of 'cxtls::session'
#include "cxtls/session/session.hpp"

cxtls::session twice(cxtls::session const& s) { return s; }
