// A backend whose random() gives out what a published trace drew, in order, and fails when that is used up.
#pragma once
#include <utility>
#include <vector>

#include "cxtls/base/bytes.hpp"

namespace cxtls::test {

template <class Real>
class fixed_random : public Real {
 public:
  explicit fixed_random(std::vector<std::uint8_t>& draws, Real real = {}) : Real(std::move(real)), draws_(&draws) {}
  [[nodiscard]] bool random(mutable_bytes out) const {
    if (draws_->size() < out.size()) return false;
    copy(bytes(*draws_).first(out.size()), out.data());
    draws_->erase(draws_->begin(), draws_->begin() + static_cast<std::ptrdiff_t>(out.size()));
    return true;
  }

 private:
  std::vector<std::uint8_t>* draws_;
};

}  // namespace cxtls::test
