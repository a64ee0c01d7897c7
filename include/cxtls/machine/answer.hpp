// Questions to the outside: a state that waits for a signature or a verdict asks, and goes on with the answer.
#pragma once
#include <cstdint>
#include <utility>
#include <variant>

#include "cxtls/base/error.hpp"

namespace cxtls::machine {

struct pending_t {};
inline constexpr pending_t pending{};

// A value at once, `pending` (the machine parks until resume), or the error to fail with.
template <class T>
class [[nodiscard]] answer {
 public:
  using value_type = T;
  constexpr answer(T value) : v_(std::in_place_index<2>, std::move(value)) {}
  constexpr answer(pending_t) : v_(std::in_place_index<0>) {}
  constexpr answer(error why) : v_(std::in_place_index<1>, why) {}
  constexpr answer(errc code) : v_(std::in_place_index<1>, error{code}) {}

  constexpr bool is_pending() const { return v_.index() == 0; }
  constexpr T* value() { return std::get_if<2>(&v_); }
  constexpr error const* refusal() const { return std::get_if<1>(&v_); }

 private:
  std::variant<pending_t, error, T> v_;
};

template <class Machine>
class engine;

// The right to answer one question, once. Move-only; it names what it wants in its type, and holds a number, never a
// pointer: the machine may move while it is out.
template <class T>
class [[nodiscard]] continuation {
 public:
  continuation(continuation const&) = delete;  // a question is answered once: std::move its continuation
  constexpr continuation(continuation&& other) noexcept : serial_(std::exchange(other.serial_, 0)) {}
  constexpr continuation& operator=(continuation&& other) noexcept {
    serial_ = std::exchange(other.serial_, 0);
    return *this;
  }
  // False once moved from or used.
  constexpr explicit operator bool() const { return serial_ != 0; }

 private:
  template <class>
  friend class engine;
  constexpr explicit continuation(std::uint64_t serial) : serial_(serial) {}
  std::uint64_t serial_;
};

enum class resumed : std::uint8_t {
  ok,
  spent,       // the continuation was moved from or used before
  superseded,  // not the question that this machine waits for (any more)
};

}  // namespace cxtls::machine
