// An answer needs the continuation of its question.
// error-gcc: no matching function for call to 'cxtls::machine::engine<door>::command(Verdict, context_type&)'
// error-clang: no matching member function for call to 'command'
// error: IsCommandOf
#include "door.hpp"

bool use(door_engine& e, context_type& c) { return e.command(Verdict{}, c); }
