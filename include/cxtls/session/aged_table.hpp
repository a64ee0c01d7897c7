// A hash table that knows how old its entries are, so that it can drop the oldest when it is full.
#pragma once
#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>

#include "cxtls/base/hasher.hpp"

namespace cxtls::detail {

// Entries with equal hashes may stand side by side. Memory follows the number of entries; only the array of buckets,
// one pointer for each of the most entries there ever were, stays.
template <class T>
class aged_table {
 public:
  class entry {
   public:
    T value;

   private:
    friend class aged_table;
    constexpr entry(T&& v, std::uint64_t hash) : value(std::move(v)), hash_(hash) {}
    std::uint64_t hash_;
    entry* newer_ = nullptr;
    entry* older_ = nullptr;
    entry* next_ = nullptr;  // of the same bucket; older than this one
  };

  constexpr aged_table() = default;
  aged_table(aged_table const&) = delete;
  aged_table& operator=(aged_table const&) = delete;
  constexpr ~aged_table() {
    while (oldest_ != nullptr) erase(*oldest_);
    delete[] buckets_;
  }

  constexpr std::size_t size() const { return size_; }
  // Null when there is none.
  constexpr entry* oldest() const { return oldest_; }
  // The newest entry of this hash whose value pleases; null when there is none.
  template <class F>
  constexpr entry* find(std::uint64_t hash, F pleases) const {
    return size_ == 0 ? nullptr : match(buckets_[bucket(hash)], hash, pleases);
  }
  // The next older one of the same hash.
  template <class F>
  constexpr entry* find_older(entry const& than, F pleases) const {
    return match(than.next_, than.hash_, pleases);
  }
  // The newest entry from now on. False when there is no memory.
  [[nodiscard]] constexpr bool insert(std::uint64_t hash, T value) {
    if (size_ == bucket_count_ && !grow()) return false;
    entry* const e = make(std::move(value), hash);
    if (e == nullptr) return false;
    e->older_ = newest_;
    (newest_ == nullptr ? oldest_ : newest_->newer_) = e;
    newest_ = e;
    hang(*e);
    ++size_;
    return true;
  }
  constexpr void erase(entry& e) {
    entry** link = &buckets_[bucket(e.hash_)];
    while (*link != &e) link = &(*link)->next_;
    *link = e.next_;
    (e.newer_ == nullptr ? newest_ : e.newer_->older_) = e.older_;
    (e.older_ == nullptr ? oldest_ : e.older_->newer_) = e.newer_;
    delete &e;
    --size_;
  }

 private:
  template <class F>
  static constexpr entry* match(entry* e, std::uint64_t hash, F& pleases) {
    while (e != nullptr && !(e->hash_ == hash && pleases(static_cast<T const&>(e->value)))) e = e->next_;
    return e;
  }
  constexpr std::size_t bucket(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash) & (bucket_count_ - 1);
  }
  constexpr void hang(entry& e) {
    entry*& first = buckets_[bucket(e.hash_)];
    e.next_ = first;
    first = &e;
  }
  // Placement of std::nothrow isn't allowed in constant evaluation.
  static constexpr entry* make(T&& value, std::uint64_t hash) {
    if (std::is_constant_evaluated()) return new entry(std::move(value), hash);
    return new (std::nothrow) entry(std::move(value), hash);
  }
  constexpr bool grow() {
    const std::size_t count = bucket_count_ == 0 ? 16 : 2 * bucket_count_;  // always a power of two
    entry** const grown = std::is_constant_evaluated() ? new entry* [count] {} : new (std::nothrow) entry* [count] {};
    if (grown == nullptr) return false;
    delete[] buckets_;
    buckets_ = grown;
    bucket_count_ = count;
    for (entry* e = oldest_; e != nullptr; e = e->newer_) hang(*e);  // the newest comes to stand first again
    return true;
  }

  entry** buckets_ = nullptr;
  std::size_t bucket_count_ = 0;
  std::size_t size_ = 0;
  entry* newest_ = nullptr;
  entry* oldest_ = nullptr;
};

}  // namespace cxtls::detail
