// A backend's classes behind virtual functions. The tests of connections are compiled against this once, and linked with
// each backend: instantiating them anew for each would take a quarter of an hour.
#pragma once
#include <cstdlib>
#include <memory>
#include <new>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/scheme.hpp"

namespace cxtls::test::linked {

// Where the private keys of an exchange come from: a wrapper around the backend may have its own.
struct random_source {
  virtual bool random(mutable_bytes out) const = 0;

 protected:
  ~random_source() = default;
};

// What a function makes is null when there was no memory. As a C library's, it isn't operator new's: some tests take that
// away.
struct from_malloc {
  static void* operator new(std::size_t size, std::nothrow_t const&) noexcept { return std::malloc(size); }
  static void operator delete(void* made) { std::free(made); }
  static void operator delete(void* made, std::nothrow_t const&) noexcept { std::free(made); }
};
struct hash : from_malloc {
  virtual ~hash() = default;
  virtual std::unique_ptr<hash> copy() const = 0;
  virtual void update(bytes more) = 0;
  virtual bool finish(mutable_bytes out) = 0;
};
struct hmac : from_malloc {
  virtual ~hmac() = default;
  virtual void update(bytes more) = 0;
  virtual bool finish(mutable_bytes out) = 0;
};
struct aead : from_malloc {
  virtual ~aead() = default;
  virtual bool init(bytes key) = 0;
  virtual bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const = 0;
  virtual bool open(mutable_bytes sealed, bytes nonce, bytes aad) const = 0;
};
struct key_exchange : from_malloc {
  virtual ~key_exchange() = default;
  virtual bool generate(random_source const&, mutable_bytes share) = 0;
  virtual bool decapsulate(random_source const&, bytes response, mutable_bytes secret_out) = 0;
};
using scheme_list = bounded<SignatureScheme, crypto::scheme_table.size()>;
struct private_key : from_malloc {
  virtual ~private_key() = default;
  virtual scheme_list schemes() const = 0;
  virtual result<std::size_t> sign(SignatureScheme scheme, bytes message, mutable_bytes out) const = 0;
  virtual bool matches(crypto::public_key const& key) const = 0;
};

struct library {
  virtual bool random(mutable_bytes out) const = 0;
  virtual bool equal(bytes a, bytes b) const = 0;
  virtual std::unique_ptr<hash> make_hash(crypto::hash_algorithm a) const = 0;
  virtual std::unique_ptr<hmac> make_hmac(crypto::hash_algorithm a, bytes key) const = 0;
  virtual std::unique_ptr<aead> make_aead(crypto::aead_algorithm a) const = 0;
  virtual std::unique_ptr<key_exchange> make_key_exchange(NamedGroup group) const = 0;
  virtual bool encapsulate(NamedGroup group, random_source const&, bytes share, mutable_bytes response,
                           mutable_bytes secret_out) const = 0;
  virtual bool verify(crypto::signature_algorithm a, crypto::public_key const& key, bytes message,
                      bytes signature) const = 0;
  virtual result<std::unique_ptr<private_key>> private_key_from_der(bytes der) const = 0;

 protected:
  ~library() = default;
};

// Both are defined in one of support/linked_*.cpp.
library const& the_library();
// The public half of an Ed25519 key, for certificates made to order; no backend has to tell it.
void ed25519_public_key(std::uint8_t const (&seed)[32], std::uint8_t (&out)[32]);

}  // namespace cxtls::test::linked
