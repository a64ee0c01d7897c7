// error-gcc: use of deleted function 'cxtls::machine::continuation<T>::continuation(const cxtls::machine::continuation<T>&)
// error-clang: call to deleted constructor of 'continuation<Verdict>'
// error: a question is answered once: std::move its continuation
#include "door.hpp"

void use(door_engine& e) {
  auto k = e.take_question<Verdict>();
  auto twin = k;
}
