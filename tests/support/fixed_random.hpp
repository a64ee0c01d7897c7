// BoringSSL whose random() gives out what a published trace drew, in order, and fails when that is used up.
#pragma once
#include <vector>

#include "cxtls/backend/boringssl.hpp"

namespace cxtls::test {

class fixed_random : public backend::boringssl {
 public:
  explicit fixed_random(std::vector<std::uint8_t>& draws) : draws_(&draws) {}
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
