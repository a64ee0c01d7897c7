// What comes after the built-in checks of the peer's certificates: the policy's own, then the application's. Either can
// refuse what was accepted, and neither accept what was refused: they aren't asked then.
#pragma once
#include <concepts>

#include "cxtls/base/clock.hpp"
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/machine/answer.hpp"
#include "cxtls/x509/certificate_list.hpp"

namespace cxtls {

// Whom a policy judges.
struct peer_to_judge {
  x509::certificate_list const& certificates;  // as it sent them, leaf first
  connection_info const& info;  // so far
  unix_time now;
};

// A policy with rules of its own for every connection of its stack:
//   static constexpr status judge(peer_to_judge const&);
// Its error ends the handshake with that error's alert; errc::certificate_refused_by_application is made for it.
template <class P>
concept JudgesPeers = requires(peer_to_judge const& peer) {
  { P::judge(peer) } -> std::same_as<status>;
};

namespace detail {
template <class P>
consteval bool judge_is_well_formed() {
  constexpr bool there = requires { P::judge; };
  static_assert(!there || JudgesPeers<P>,
                "the policy's judge has to be `static status judge(cxtls::peer_to_judge const&)`");
  return true;
}
}  // namespace detail

template <class S>
constexpr machine::answer<Verified> verdict(auto const& context) {
  using P = typename S::policy;
  static_assert(detail::judge_is_well_formed<P>());
  if constexpr (JudgesPeers<P>)
    if (const status s = P::judge({context.chain, context.info, context.now}); !s) return s.error();
  if (context.settings->ask_application_to_verify) return machine::pending;
  return Verified{};
}

}  // namespace cxtls
