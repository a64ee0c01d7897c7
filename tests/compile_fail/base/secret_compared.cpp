// Only the backend compares secrets, in constant time.
// error-gcc: use of deleted function 'bool cxtls::secret<Capacity>::operator==
// error-clang: overload resolution selected deleted operator '=='
// error: in constant time, by a backend: B::equal(a.expose(), b.expose())
#include "cxtls/base/secret.hpp"

bool use(cxtls::secret<32> const& a, cxtls::secret<32> const& b) { return a == b; }
