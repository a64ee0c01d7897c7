// The conformance kit: whether a crypto backend keeps what cxtls relies on. With Catch2 3, in one file of its tests:
//
//   #include "backend_kit/kit.hpp"
//   #include "my_backend.hpp"
//   const cxtls::backend_kit::conformance<my_backend> kit;
//
// That registers a test case per property, of the algorithms that the backend lists and of no others: known answers
// from RFCs, from NIST and from Project Wycheproof, misuse, agreement with its own signatures, the failure of its
// random(). Whole handshakes on a backend that fails are in faults.hpp. The include path has `include` and `tests`.
// The backend is default-constructible: one that needs a handle derives a class whose constructor makes it.
#pragma once
#include "backend_kit/aead.hpp"
#include "backend_kit/ecdsa.hpp"
#include "backend_kit/ed25519.hpp"
#include "backend_kit/hash.hpp"
#include "backend_kit/hmac.hpp"
#include "backend_kit/key_exchange.hpp"
#include "backend_kit/nist_curves.hpp"
#include "backend_kit/prf.hpp"
#include "backend_kit/private_key.hpp"
#include "backend_kit/random.hpp"
#include "backend_kit/rsa.hpp"
#include "backend_kit/signature.hpp"
#include "backend_kit/x25519.hpp"

namespace cxtls::backend_kit {

template <class B>
struct conformance {
  conformance() {
    backend_cases<B>();
    random_cases<B>();
    equal_cases<B>();
    hash_cases<B>();
    hmac_cases<B>();
    prf_cases<B>();
    aead_cases<B>();
    // A group with known answers of its own has a line here.
    key_exchange_cases<B>();
    if constexpr (B::groups.contains(NamedGroup::x25519)) x25519_cases<B>();
    if constexpr (does_any(B::groups, ends_in_x25519)) zero_secret_cases<B>();
    if constexpr (does_any(B::groups, is_nist_curve)) nist_curve_cases<B>();
    signature_cases<B>();
    if constexpr (lists<B>(crypto::key_kind::ed25519)) ed25519_cases<B>();
    if constexpr (lists<B>(crypto::key_kind::ec)) ecdsa_cases<B>();
    if constexpr (lists<B>(crypto::key_kind::rsa)) rsa_cases<B>();
    private_key_cases<B>();
  }

 private:
  static constexpr bool does_any(auto const& list, auto holds) {
    for (auto entry : list)
      if (holds(entry)) return true;
    return false;
  }
};

}  // namespace cxtls::backend_kit
