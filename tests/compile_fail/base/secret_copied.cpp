// error-gcc: use of deleted function 'constexpr cxtls::secret<32>::secret(const cxtls::secret<32>&)'
// error-clang: call to implicitly-deleted copy constructor of 'cxtls::secret<32>'
#include "cxtls/base/secret.hpp"

void use() {
  cxtls::secret<32> key(32);
  cxtls::secret<32> second = key;
}
