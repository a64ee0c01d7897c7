// Why a connection isn't what the runner wants, in the words that config.json's ErrorMap knows.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cxtls/protocol/error_table.hpp"

namespace bogo {

// Exit status. The runner counts unimplemented tests apart.
inline constexpr int exit_failed = 1;
inline constexpr int exit_unimplemented = 89;

struct problem {
  int status = exit_failed;
  std::string text{};
};

namespace detail {

template <cxtls::errc E>
constexpr std::string_view enumerator() {
  std::string_view s = __PRETTY_FUNCTION__;
  s = s.substr(s.find("errc::") + 6);
  return s.substr(0, s.find_first_of("];,"));
}
template <std::size_t... I>
constexpr std::string_view enumerator_at(std::size_t i, std::index_sequence<I...>) {
  constexpr std::string_view all[] = {enumerator<static_cast<cxtls::errc>(I)>()...};
  return all[i];
}

}  // namespace detail

// The enumerator as it is written in base/error.hpp.
constexpr std::string_view name_of(cxtls::errc code) {
  constexpr std::size_t count = static_cast<std::size_t>(cxtls::errc::last_) + 1;
  return detail::enumerator_at(static_cast<std::size_t>(code), std::make_index_sequence<count>{});
}
static_assert(name_of(cxtls::errc::peer_alert) == "peer_alert");

// ":bad_record_mac:", and what a person wants to know.
inline problem explain(cxtls::error e, std::optional<cxtls::AlertDescription> received = {}) {
  std::string text = ":" + std::string(name_of(e.code)) + ":";
  if (received)
    text += std::string(cxtls::name_of(*received)) + ":" + std::to_string(static_cast<int>(*received)) + ":";
  if (!e.field.empty()) text += " " + std::string(e.field) + ":";
  text += " " + std::string(cxtls::describe(e.code));
  return {exit_failed, std::move(text)};
}
inline problem unimplemented(std::string what) { return {exit_unimplemented, "unimplemented: " + std::move(what)}; }
inline problem mismatch(std::string what) { return {exit_failed, "mismatch: " + std::move(what)}; }

}  // namespace bogo
