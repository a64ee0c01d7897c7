// Key exchange, KEM-shaped: what holds for every group.
#pragma once
#include "backend_kit/case.hpp"
#include "backend_kit/faulty.hpp"
#include "backend_kit/vectors/key_exchange.hpp"
#include "cxtls/crypto/any_key_exchange.hpp"

namespace cxtls::backend_kit {

// One exchange, up to where the client has the server's response.
template <class B, NamedGroup G>
struct exchange {
  using kx = typename B::template key_exchange<G>;
  kx client{};
  octets share = octets(kx::share_size), response = octets(kx::response_size), secret = octets(kx::secret_size);
  exchange() {
    REQUIRE(client.generate(B{}, share));
    REQUIRE(kx::encapsulate(B{}, share, response, secret));
  }
  // Empty: the client refused.
  octets of(bytes received) {
    octets out(kx::secret_size);
    return client.decapsulate(B{}, received, out) ? out : octets{};
  }
};
// What a client makes of a peer's value; empty: it refused.
template <class B, NamedGroup G>
octets secret_from(bytes response) {
  typename B::template key_exchange<G> key;
  octets share(key.share_size), out(key.secret_size);
  REQUIRE(key.generate(B{}, share));
  return key.decapsulate(B{}, response, out) ? out : octets{};
}
template <class B, NamedGroup G>
bool accepts(bytes response) {
  return !secret_from<B, G>(response).empty();
}
// The server's side of the same.
template <class B, NamedGroup G>
bool answers(bytes share) {
  using kx = typename B::template key_exchange<G>;
  octets response(kx::response_size), secret(kx::secret_size);
  return kx::encapsulate(B{}, share, response, secret);
}

// Some forty octets of many, first and last among them.
inline std::vector<std::size_t> places_in(std::size_t size) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < size; i += size / 40 + 1) places.push_back(i);
  if (places.back() != size - 1) places.push_back(size - 1);
  return places;
}

template <class B>
void key_exchange_agreement() {
  test_case<B>("C62: both sides of every group agree, and never twice on the same", [] {
    each<B::groups>([]<NamedGroup G>() {
      INFO(name_of(G));
      octets share, response, secret;
      for (int i = 0; i < 10; ++i) {
        exchange<B, G> e;
        CHECK(hex(e.of(e.response)) == hex(e.secret));
        CHECK(e.secret != octets(e.secret.size()));
        CHECK(e.share != share);
        CHECK(e.response != response);
        CHECK(e.secret != secret);
        share = e.share;
        response = e.response;
        secret = e.secret;
      }
    });
  });

  test_case<B>("C62: what the group is chosen by at run time is the group itself", [] {
    for (NamedGroup group : B::groups) {
      INFO(name_of(group));
      crypto::any_key_exchange<B> client;
      octets share_room(crypto::max_share_size), response_room(crypto::max_response_size);
      const auto share = client.generate(B{}, group, share_room);
      REQUIRE(share);
      CHECK(share->size() == crypto::find<B>(group)->share_size);
      const auto server = crypto::encapsulate(B{}, group, *share, response_room);
      REQUIRE(server);
      CHECK(server->response.size() == crypto::find<B>(group)->response_size);
      const auto secret = client.decapsulate(B{}, server->response);
      REQUIRE(secret);
      CHECK(secret->size() == crypto::find<B>(group)->secret_size);
      CHECK(equal(secret->expose(), server->secret.expose()));
    }
  });

  // A flip of the lowest bit: the highest of an X25519 value is ignored (RFC 7748, 5).
  test_case<B>("C62: a response that was changed gives no secret, or another", [] {
    each<B::groups>([]<NamedGroup G>() {
      for (std::size_t i : places_in(B::template key_exchange<G>::response_size)) {
        INFO(name_of(G) << ", octet " << i);
        exchange<B, G> e;
        CHECK(e.of(with_bit_flipped(e.response, 8 * i)) != e.secret);
      }
    });
  });

  test_case<B>("C62: a share that was changed gives no secret, or another", [] {
    each<B::groups>([]<NamedGroup G>() {
      for (std::size_t i : places_in(B::template key_exchange<G>::share_size)) {
        INFO(name_of(G) << ", octet " << i);
        using kx = typename B::template key_exchange<G>;
        exchange<B, G> e;
        octets response(kx::response_size), secret(kx::secret_size);
        if (kx::encapsulate(B{}, with_bit_flipped(e.share, 8 * i), response, secret)) CHECK(e.of(response) != secret);
      }
    });
  });
}

template <class B>
void key_exchange_misuse() {
  test_case<B>("C62: shares, responses and secrets of wrong sizes are refused", [] {
    each<B::groups>([]<NamedGroup G>() {
      INFO(name_of(G));
      using kx = typename B::template key_exchange<G>;
      exchange<B, G> e;
      const auto around = [](std::size_t right) {
        return std::vector<std::size_t>{0, 1, right - 1, right + 1, 2 * right};
      };
      octets room(3 * crypto::max_share_size), secret(kx::secret_size), response(kx::response_size);
      for (std::size_t size : around(kx::share_size)) {
        CAPTURE(size);
        CHECK_FALSE(kx{}.generate(B{}, mutable_bytes(room).first(size)));
        octets share = e.share;
        share.resize(size);
        CHECK_FALSE(kx::encapsulate(B{}, share, response, secret));
      }
      for (std::size_t size : around(kx::response_size)) {
        CAPTURE(size);
        CHECK_FALSE(kx::encapsulate(B{}, e.share, mutable_bytes(room).first(size), secret));
        octets received = e.response;
        received.resize(size);
        exchange<B, G> fresh;
        CHECK_FALSE(fresh.client.decapsulate(B{}, received, secret));
      }
      for (std::size_t size : around(kx::secret_size)) {
        CAPTURE(size);
        CHECK_FALSE(kx::encapsulate(B{}, e.share, response, mutable_bytes(room).first(size)));
        exchange<B, G> fresh;
        CHECK_FALSE(fresh.client.decapsulate(B{}, fresh.response, mutable_bytes(room).first(size)));
      }
    });
  });

  test_case<B>("P11: without a share of its own, or once it was moved from, a key makes no secret", [] {
    each<B::groups>([]<NamedGroup G>() {
      INFO(name_of(G));
      using kx = typename B::template key_exchange<G>;
      STATIC_REQUIRE(!std::is_copy_constructible_v<kx> && !std::is_copy_assignable_v<kx>);
      exchange<B, G> e;
      octets out(kx::secret_size);
      kx none;
      CHECK_FALSE(none.decapsulate(B{}, e.response, out));
      kx moved = std::move(e.client);
      CHECK_FALSE(e.client.decapsulate(B{}, e.response, out));
      kx assigned;
      assigned = std::move(moved);
      CHECK_FALSE(moved.decapsulate(B{}, e.response, out));
      REQUIRE(assigned.decapsulate(B{}, e.response, out));
      CHECK(out == e.secret);
    });
  });

  // A backend whose library draws by itself doesn't ask random(): its generator can't be made to fail, and the call as
  // a whole fails in its place.
  test_case<B>("P11: without randomness there is no share, no response and no secret", [] {
    for (NamedGroup group : B::groups) {
      INFO(name_of(group));
      octets share_room(crypto::max_share_size), response_room(crypto::max_response_size);
      faults counted{.only = call::random};
      crypto::any_key_exchange<faulty<B>> client;
      const auto share = client.generate(faulty<B>(counted), group, share_room);
      REQUIRE(share);
      const std::size_t draws_to_generate = counted.calls;
      counted.calls = 0;
      REQUIRE(crypto::encapsulate(faulty<B>(counted), group, *share, response_room));
      const std::size_t draws_to_answer = counted.calls;

      octets room(crypto::max_share_size);
      for (std::size_t k = 1; k <= std::max<std::size_t>(draws_to_generate, 1); ++k) {
        faults f{.only = draws_to_generate == 0 ? call::generate : call::random, .fail_at = k};
        crypto::any_key_exchange<faulty<B>> key;
        CHECK(key.generate(faulty<B>(f), group, room).error().code == errc::random_failed);
        CHECK_FALSE(
            key.decapsulate(faulty<B>(f), mutable_bytes(response_room).first(crypto::find<B>(group)->response_size)));
      }
      for (std::size_t k = 1; k <= std::max<std::size_t>(draws_to_answer, 1); ++k) {
        faults f{.only = draws_to_answer == 0 ? call::generate : call::random, .fail_at = k};
        CHECK(crypto::encapsulate(faulty<B>(f), group, *share, room).error().code == errc::key_share_invalid);
      }
    }
  });
}

template <class B>
void key_exchange_cases() {
  key_exchange_agreement<B>();
  key_exchange_misuse<B>();
}

}  // namespace cxtls::backend_kit
