#include "cxtls/backend/openssl.hpp"
#include "support/linked_by.hpp"

cxtls::test::linked::library const& cxtls::test::linked::the_library() {
  static const by<backend::openssl> it;
  return it;
}
