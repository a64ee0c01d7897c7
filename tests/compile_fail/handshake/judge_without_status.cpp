// first-error: the policy's judge has to be `static status judge(cxtls::peer_to_judge const&)`
#include "cxtls/handshake/policy.hpp"
#include "cxtls/handshake/verdict.hpp"

struct mine : cxtls::policy::modern {
  static bool judge(cxtls::peer_to_judge const&) { return true; }
};
static_assert(cxtls::detail::judge_is_well_formed<mine>());
