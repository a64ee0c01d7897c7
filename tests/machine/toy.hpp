// A machine to try the engine on: four messages, two questions, two commands, and a policy that decides on edges.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/machine/machine.hpp"
#include "cxtls/wire/wire.hpp"

namespace toy {

// From the peer.
struct Hello {
  std::uint8_t kind = 0;
  cxtls::bytes name{};
};
struct Retry {};
struct Finished {
  std::array<std::uint8_t, 2> verify_data{};
};
struct Ticket {
  std::uint16_t lifetime = 0;
};

}  // namespace toy

template <>
inline constexpr auto cxtls::wire<toy::Hello> = cxtls::Struct(
    cxtls::Field<&toy::Hello::kind>(cxtls::u8), cxtls::Field<&toy::Hello::name>(cxtls::PrefixedBytes(cxtls::u8)));
template <>
inline constexpr auto cxtls::wire<toy::Retry> = cxtls::Empty<toy::Retry>;
template <>
inline constexpr auto cxtls::wire<toy::Finished> =
    cxtls::Struct(cxtls::Field<&toy::Finished::verify_data>(cxtls::Bytes<2>));
template <>
inline constexpr auto cxtls::wire<toy::Ticket> = cxtls::Struct(cxtls::Field<&toy::Ticket::lifetime>(cxtls::u16));

namespace toy {

using cxtls::machine::answer;
using cxtls::machine::Next;
using cxtls::machine::received;
using cxtls::machine::When;

// Policies.
struct full {
  static constexpr bool retry = true;
  static constexpr bool resumption = true;
};
struct lean {
  static constexpr bool retry = false;
  static constexpr bool resumption = false;
};

// Answers.
struct Verdict {
  bool good = false;
};
struct Signature {
  std::uint8_t octet = 0;
};

// Commands. The key is `key`, `key` + 1, and so on.
struct Open {
  std::uint8_t key = 0;
};
struct Update {};

// Long enough for what follows it in its storage not to cover it.
using key = cxtls::secret<64>;
constexpr key key_from(std::uint8_t first) {
  key k(key::capacity);
  for (std::uint8_t& octet : k.fill()) octet = first++;
  return k;
}

// States.
template <class S>
struct Start {};
template <class S>
struct WaitHello {
  key secret;
};
template <class S>
struct AwaitVerdict {
  key secret;
};
template <class S>
struct WaitFinished {
  key secret;
};
template <class S>
struct AwaitSignature {
  std::uint8_t derived = 0;
};
template <class S>
struct Connected {
  std::uint8_t derived = 0;
  std::uint8_t signature = 0;
};

// Does the application answer at once, later, or not at all?
enum class mood { now, later, refuse };

struct step_taken {
  std::string_view from, to;
  friend constexpr bool operator==(step_taken const&, step_taken const&) = default;
};

template <class S>
struct Context {
  mood verdict = mood::now;
  mood signature = mood::now;
  std::size_t handled = 0;  // handlers that ran
  std::size_t asked = 0;
  std::size_t raw_size = 0;  // of the last message
  cxtls::bounded<step_taken, 16> steps{};
  constexpr void entered(std::string_view from, std::string_view to) { (void)steps.push({from, to}); }
};

template <class S>
struct Client {
  using context = Context<S>;
  using states =
      cxtls::machine::list<Start<S>, WaitHello<S>, AwaitVerdict<S>, WaitFinished<S>, AwaitSignature<S>, Connected<S>>;
  using messages = cxtls::machine::list<Hello, Retry, Finished, Ticket>;
  using commands = cxtls::machine::list<Open, Update>;

  // clang-format off
  static constexpr auto on(Start<S>&&, Open const&, context&)                  -> Next<WaitHello<S>>;
  static constexpr auto on(WaitHello<S>&&, received<Hello>, context&)          -> Next<AwaitVerdict<S>, When<S::resumption, WaitFinished<S>>>;
  static constexpr auto on(WaitHello<S>&&, received<Retry>, context&)          -> Next<WaitHello<S>> requires(S::retry);
  static constexpr auto ask(AwaitVerdict<S> const&, context&)                  -> answer<Verdict>;
  static constexpr auto on(AwaitVerdict<S>&&, Verdict const&, context&)        -> Next<WaitFinished<S>>;
  static constexpr auto on(WaitFinished<S>&&, received<Finished>, context&)    -> Next<AwaitSignature<S>, Connected<S>>;
  static constexpr auto ask(AwaitSignature<S> const&, context&)                -> answer<Signature>;
  static constexpr auto on(AwaitSignature<S>&&, Signature const&, context&)    -> Next<Connected<S>>;
  static constexpr auto on(Connected<S>&&, received<Ticket>, context&)         -> Next<Connected<S>>;
  static constexpr auto on(Connected<S>&&, Update const&, context&)            -> Next<Connected<S>>;
  // clang-format on
};

template <class S>
constexpr auto Client<S>::on(Start<S>&&, Open const& what, context& c) -> Next<WaitHello<S>> {
  ++c.handled;
  return WaitHello<S>{key_from(what.key)};
}
// A Hello of kind 0 is refused, of kind 2 it resumes where the policy allows that.
template <class S>
constexpr auto Client<S>::on(WaitHello<S>&& state, received<Hello> in, context& c)
    -> Next<AwaitVerdict<S>, When<S::resumption, WaitFinished<S>>> {
  ++c.handled;
  c.raw_size = in.raw.size();
  if (in.message.kind == 0) return cxtls::error{cxtls::errc::version_unsupported, "kind"};
  if constexpr (S::resumption) {
    if (in.message.kind == 2) return WaitFinished<S>{std::move(state.secret)};
  }
  return AwaitVerdict<S>{std::move(state.secret)};
}
template <class S>
constexpr auto Client<S>::on(WaitHello<S>&& state, received<Retry>, context& c) -> Next<WaitHello<S>>
  requires(S::retry)
{
  ++c.handled;
  return std::move(state);
}
template <class S>
constexpr auto Client<S>::ask(AwaitVerdict<S> const&, context& c) -> answer<Verdict> {
  ++c.asked;
  if (c.verdict == mood::later) return cxtls::machine::pending;
  if (c.verdict == mood::refuse) return cxtls::errc::refused_by_application;
  return Verdict{true};
}
template <class S>
constexpr auto Client<S>::on(AwaitVerdict<S>&& state, Verdict const& verdict, context& c) -> Next<WaitFinished<S>> {
  ++c.handled;
  if (!verdict.good) return cxtls::errc::certificate_refused_by_application;
  return WaitFinished<S>{std::move(state.secret)};
}
// verify_data: the key's first octet; then not 0 if a signature is wanted.
template <class S>
constexpr auto Client<S>::on(WaitFinished<S>&& state, received<Finished> in, context& c)
    -> Next<AwaitSignature<S>, Connected<S>> {
  ++c.handled;
  const std::uint8_t derived = state.secret.expose()[0];
  if (in.message.verify_data[0] != derived) return cxtls::errc::finished_mismatch;
  if (in.message.verify_data[1] != 0) return AwaitSignature<S>{derived};
  return Connected<S>{derived, 0};
}
template <class S>
constexpr auto Client<S>::ask(AwaitSignature<S> const& state, context& c) -> answer<Signature> {
  ++c.asked;
  if (c.signature == mood::later) return cxtls::machine::pending;
  if (c.signature == mood::refuse) return cxtls::errc::signing_failed;
  return Signature{state.derived};
}
template <class S>
constexpr auto Client<S>::on(AwaitSignature<S>&& state, Signature const& signature, context& c) -> Next<Connected<S>> {
  ++c.handled;
  return Connected<S>{state.derived, signature.octet};
}
template <class S>
constexpr auto Client<S>::on(Connected<S>&& state, received<Ticket>, context& c) -> Next<Connected<S>> {
  ++c.handled;
  return std::move(state);
}
template <class S>
constexpr auto Client<S>::on(Connected<S>&& state, Update const&, context& c) -> Next<Connected<S>> {
  ++c.handled;
  return std::move(state);
}

}  // namespace toy
