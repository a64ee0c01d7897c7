// error-gcc: use of deleted function
// error-clang: call to deleted constructor of 'cxtls::secret<32>'
// error: duplicate() says it on purpose
#include "cxtls/base/secret.hpp"

void use() {
  cxtls::secret<32> key(32);
  cxtls::secret<32> second = key;
}
