#include "support/session_box.hpp"

#include <stdexcept>

#include "cxtls/session/sealed_cookies.hpp"
#include "cxtls/session/stateful_tickets.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "cxtls/session/ticket_keys.hpp"
#include "support/tested_stack.hpp"

namespace cxtls::test {

namespace {
template <class B, class Keys>
struct sealed_with {
  stateless_tickets<B, Keys> tickets;
  sealed_cookies<B, Keys> cookies;
  sealed_with(B const& b, Keys& keys) : tickets(b, keys), cookies(b, keys) {}
};
}  // namespace

struct session_box::parts {
  virtual ~parts() = default;
  virtual session_provider& stateless() = 0;
  virtual session_provider& stateful() = 0;
  virtual cookie_protector const& cookies() const = 0;
};

namespace {
template <class B>
struct parts_on final : session_box::parts {
  using keys_type = rotating_ticket_keys<B>;
  parts_on(B const& b, memory_session_store& store) : keys(b), sealed(b, keys), stored(b, store) {}
  session_provider& stateless() override { return sealed.tickets; }
  session_provider& stateful() override { return stored; }
  cookie_protector const& cookies() const override { return sealed.cookies; }

  keys_type keys;
  sealed_with<B, keys_type> sealed;
  stateful_tickets<B, memory_session_store> stored;
};
struct seeded final : session_box::parts {
  using backend = backend_kit::faulty<tested_backend>;
  seeded(std::uint64_t seed, memory_session_store& store) : drawn{.seed = seed}, on(backend(drawn), store) {}
  session_provider& stateless() override { return on.stateless(); }
  session_provider& stateful() override { return on.stateful(); }
  cookie_protector const& cookies() const override { return on.cookies(); }

  faults drawn;
  parts_on<backend> on;
};
}  // namespace

session_box::session_box()
    : made(std::make_unique<parts_on<tested_backend>>(tested_backend(), store)),
      stateless(made->stateless()),
      stateful(made->stateful()),
      cookies(made->cookies()) {}
session_box::session_box(std::uint64_t seed)
    : made(std::make_unique<seeded>(seed, store)),
      stateless(made->stateless()),
      stateful(made->stateful()),
      cookies(made->cookies()) {}
session_box::~session_box() = default;

struct cookie_jar::parts {
  parts() {
    if (auto drawn = ticket_key::draw(backend); !drawn || !keys.add(*std::move(drawn), ticket_key_state::current))
      throw std::runtime_error("cookie jar: no key");
  }
  tested_backend backend{};
  shared_ticket_keys keys{};
  sealed_with<tested_backend, shared_ticket_keys> sealed{backend, keys};
};

cookie_jar::cookie_jar()
    : made(std::make_unique<parts>()), protector(made->sealed.cookies), tickets(made->sealed.tickets) {}
cookie_jar::~cookie_jar() = default;

}  // namespace cxtls::test
