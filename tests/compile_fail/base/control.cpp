// What the other files of this folder do, done right.
#include <utility>

#include "cxtls/base/secret.hpp"

void use() {
  cxtls::secret<32> key(32);
  cxtls::secret<32> moved = std::move(key);
  cxtls::secret<32> second = moved.duplicate();
  (void)second.expose();
}
