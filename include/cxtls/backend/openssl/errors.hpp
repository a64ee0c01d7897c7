// OpenSSL reports errors through a queue per thread, which keeps them until somebody looks. We look at return values.
#pragma once
#include <openssl/err.h>

#include "cxtls/backend/openssl/version.hpp"

namespace cxtls::backend::openssl_ {

// What is queued in its lifetime is dropped; what the application left there stays.
class quiet {
 public:
  quiet() { ERR_set_mark(); }
  quiet(quiet const&) = delete;
  quiet& operator=(quiet const&) = delete;
  ~quiet() { ERR_pop_to_mark(); }
};

}  // namespace cxtls::backend::openssl_
