// The application's own extensions of one connection: what it says in them, and what the peer said.
#pragma once
#include <array>
#include <optional>

#include "cxtls/base/buffer.hpp"
#include "cxtls/protocol/extension/registry.hpp"
#include "cxtls/wire/codec.hpp"

namespace cxtls {

namespace detail {

// How many lines of a table are for message M: so much room its extensions take where it is built.
template <in M, class X>
inline constexpr std::size_t lines_in = 0;
template <in M, class... L>
inline constexpr std::size_t lines_in<M, extensions<L...>> = (std::size_t{0} + ... + (overlap(L::where, M) ? 1 : 0));

// The messages that a client sends; all others are the server's.
inline constexpr in messages_of_client = in::client_hello | in::certificate;

// In which messages has the application's extension with this body its place?
template <class Body, class... L>
constexpr in places_of(extensions<L...>) {
  unsigned places = 0;
  ((places |= std::is_same_v<typename L::body, Body> ? static_cast<unsigned>(L::where) : 0u), ...);
  return static_cast<in>(places);
}

}  // namespace detail

// X is what the stack lists. Without lines it holds nothing and does nothing.
template <class X>
class own_extensions;

template <>
class own_extensions<extensions<>> {
 public:
  template <in M>
  constexpr void each(auto const&) const {}
  template <in M>
  constexpr status keep(list<extension_in<M>> const&) {
    return done{};
  }
  template <in M>
  constexpr bool was_sent(ExtensionType) const {
    return false;
  }
};

template <class... L>
  requires(sizeof...(L) != 0)
class own_extensions<extensions<L...>> {
  using lines = extensions<L...>;

 public:
  // Says this in every message where a line has this body. Errors: those of the body's descriptor, out_of_memory.
  template <class Body>
  constexpr status set(Body const& body) {
    const auto size = measure(body);
    if (!size) return size.error();
    // An extension's octets are counted in two (RFC 8446, 4.2).
    if (*size > 0xffff) return errc::length_out_of_range;
    status s = done{};
    each_line([&]<class Line>(slot& mine, slot&) {
      if constexpr (std::is_same_v<typename Line::body, Body>)
        if (s) s = mine.fill(body, *size);
    });
    return s;
  }

  // f(body) for each that was set and may stand in message M. An answer goes only to who offered (RFC 8446, 4.2).
  template <in M, class F>
  constexpr void each(F const& f) const {
    each_line([&]<class Line>(slot const& mine, slot const&) {
      if constexpr (overlap(Line::where, M)) {
        constexpr bool answers = overlap(M, answering_messages) && Line::is != quirk::needs_no_offer;
        if (mine.there && (!answers || was_offered<M>(Line::type)))
          if (const auto body = parse<typename Line::body>(mine.octets.view())) f(*body);
      }
    });
  }

  // Keeps what came in message M, whose extensions were found to be in order. Errors: out_of_memory.
  template <in M>
  constexpr status keep(list<extension_in<M, lines>> const& came) {
    status s = done{};
    for (auto const& extension : came)
      each_line([&]<class Line>(slot&, slot& theirs) {
        if constexpr (overlap(Line::where, M)) {
          auto const* body = std::get_if<typename Line::body>(&extension.extension_data);
          if (body == nullptr || !s) return;
          const auto size = measure(*body);
          s = size ? theirs.fill(*body, *size) : status(size.error());
        }
      });
    return s;
  }

  // Did we send one of this type in message M? What answers it may come.
  template <in M>
  constexpr bool was_sent(ExtensionType type) const {
    bool sent = false;
    each_line([&]<class Line>(slot const& mine, slot const&) {
      if constexpr (overlap(Line::where, M)) sent = sent || (Line::type == type && mine.there);
    });
    return sent;
  }

  // What came last with this body; views what is kept here.
  template <class Body>
  constexpr std::optional<Body> received() const {
    std::optional<Body> found;
    each_line([&]<class Line>(slot const&, slot const& theirs) {
      if constexpr (std::is_same_v<typename Line::body, Body>)
        if (theirs.there)
          if (const auto body = parse<Body>(theirs.octets.view())) found = *body;
    });
    return found;
  }

 private:
  struct slot {
    buffer octets{};
    bool there = false;
    template <class Body>
    constexpr status fill(Body const& body, std::size_t size) {
      octets.clear();
      if (!octets.resize(size)) return errc::out_of_memory;
      if (const auto built = build(body, octets.edit()); !built) return built.error();
      there = true;
      return done{};
    }
  };

  template <in M>
  constexpr bool was_offered(ExtensionType type) const {
    constexpr in offers = overlap(M, in::certificate) ? in::client_hello | in::certificate_request : in::client_hello;
    bool offered = false;
    each_line([&]<class Line>(slot const&, slot const& theirs) {
      if constexpr (overlap(Line::where, offers)) offered = offered || (Line::type == type && theirs.there);
    });
    return offered;
  }

  template <class Self, class F>
  static constexpr void visit(Self& self, F const& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (f.template operator()<L>(self.own_[I], self.peers_[I]), ...);
    }(std::index_sequence_for<L...>{});
  }
  template <class F>
  constexpr void each_line(F const& f) {
    visit(*this, f);
  }
  template <class F>
  constexpr void each_line(F const& f) const {
    visit(*this, f);
  }

  std::array<slot, sizeof...(L)> own_{}, peers_{};  // one for each line
};

// One sentence for each way to ask for the wrong extension. Sends: the messages that this side sends.
template <class X, class Body>
consteval bool is_own_extension() {
  constexpr bool listed = detail::places_of<Body>(X{}) != in{};
  static_assert(listed,
                "this body belongs to none of the stack's own extensions: list Extension<code point, Body, "
                "in::message> in the third argument of cxtls::stack");
  return listed;
}
template <class X, class Body, bool Client>
consteval bool may_set_extension() {
  if constexpr (is_own_extension<X, Body>()) {
    constexpr in places = detail::places_of<Body>(X{});
    constexpr bool client_sends = overlap(places, detail::messages_of_client);
    constexpr auto of_server = static_cast<in>(static_cast<unsigned>(places) &
                                               ~static_cast<unsigned>(in::client_hello | in::hello_retry_request));
    static_assert(!Client || client_sends,
                  "a client doesn't send this extension: none of its lines is for in::client_hello or in::certificate");
    static_assert(Client || of_server != in{},
                  "a server doesn't send this extension: it takes a line for a message of servers other than "
                  "HelloRetryRequest, which has to be what its cookie says");
    return true;
  }
  return false;
}

}  // namespace cxtls
