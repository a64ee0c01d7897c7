// BoringSSL reports errors through a queue per thread, which grows until somebody looks. We look at return values.
#pragma once
#include <openssl/err.h>

namespace cxtls::backend::boringssl_ {

// What is queued in its lifetime is dropped; what the application left there stays.
class quiet {
 public:
  quiet() { ERR_set_mark(); }
  quiet(quiet const&) = delete;
  quiet& operator=(quiet const&) = delete;
  ~quiet() { ERR_pop_to_mark(); }
};

}  // namespace cxtls::backend::boringssl_
