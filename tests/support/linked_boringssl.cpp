#include "cxtls/backend/boringssl.hpp"
#include "support/linked_by.hpp"

cxtls::test::linked::library const& cxtls::test::linked::the_library() {
  static const by<backend::boringssl> it;
  return it;
}
