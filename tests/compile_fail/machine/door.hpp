// The machine that the files of this folder misuse: Start -Open-> AwaitVerdict -Verdict-> WaitFinished -Finished->
// Connected.
#pragma once
#include "cxtls/machine/machine.hpp"
#include "cxtls/wire/wire.hpp"

struct Finished {};
template <>
inline constexpr auto cxtls::wire<Finished> = cxtls::Empty<Finished>;

struct Verdict {};
struct Open {};
struct Start {};
struct AwaitVerdict {};
struct WaitFinished {};
struct Connected {};
struct context_type {};

using cxtls::machine::answer;
using cxtls::machine::Next;
using cxtls::machine::received;

struct door {
  using context = context_type;
  using states = cxtls::machine::list<Start, AwaitVerdict, WaitFinished, Connected>;
  using messages = cxtls::machine::list<Finished>;
  using commands = cxtls::machine::list<Open>;
  static constexpr auto on(Start&&, Open const&, context&) -> Next<AwaitVerdict>;
  static constexpr auto ask(AwaitVerdict const&, context&) -> answer<Verdict>;
  static constexpr auto on(AwaitVerdict&&, Verdict const&, context&) -> Next<WaitFinished>;
  static constexpr auto on(WaitFinished&&, received<Finished>, context&) -> Next<Connected>;
};
constexpr auto door::on(Start&&, Open const&, context&) -> Next<AwaitVerdict> { return AwaitVerdict{}; }
constexpr auto door::ask(AwaitVerdict const&, context&) -> answer<Verdict> { return cxtls::machine::pending; }
constexpr auto door::on(AwaitVerdict&&, Verdict const&, context&) -> Next<WaitFinished> { return WaitFinished{}; }
constexpr auto door::on(WaitFinished&&, received<Finished>, context&) -> Next<Connected> { return Connected{}; }

using door_engine = cxtls::machine::engine<door>;
using door_graph = cxtls::machine::graph<door>;
