// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::FinishedVerified'
// error: check() makes it
#include "broken.hpp"

FinishedVerified made_up() { return FinishedVerified(); }
