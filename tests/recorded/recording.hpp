// What a server sent, cut into records and the fields of its plaintext messages. By hand on purpose: the library's own
// parser is what is tested.
#pragma once
#include <stdexcept>

#include "client.hpp"

namespace cxtls::test {

// The places where one flipped bit makes a difference of its own.
enum class field {
  record_type,
  record_major,
  record_minor,
  record_length,
  msg_type,
  msg_length,
  legacy_version,
  random,
  session_id_length,
  session_id,
  cipher_suite,
  compression_method,
  extensions_length,
  extension_type,
  extension_length,
  selected_version,
  group,
  key_exchange_length,
  key_exchange,
  change_cipher_spec,
  ciphertext,
};

enum class record_kind { server_hello, hello_retry_request, change_cipher_spec, protected_record };

struct record_place {
  record_kind kind{};
  std::size_t at = 0, size = 0;  // with its header
  bool keyed = false;            // it comes after the ServerHello
  std::size_t end() const { return at + size; }
};

struct octet_place {
  field what{};
  record_place const* record = nullptr;
  std::size_t at = 0;      // where the field begins
  unsigned extension = 0;  // within which one
};

class recording {
 public:
  explicit recording(octet_string all) : all_(std::move(all)) {
    bool keyed = false;
    for (std::size_t at = 0; at < all_.size(); at += records_.back().size) {
      const std::size_t size = 5 + number(at + 3, 2);
      if (at + size > all_.size()) throw std::runtime_error("the recording ends within a record");
      records_.push_back({kind_of(at), at, size, keyed});
      keyed = keyed || records_.back().kind == record_kind::server_hello;
    }
    for (record_place const& r : records_) name_octets(r);
    if (places_.size() != all_.size()) throw std::runtime_error("an octet without a name");
  }
  bytes all() const { return all_; }
  std::vector<record_place> const& records() const { return records_; }
  octet_place const& operator[](std::size_t i) const { return places_[i]; }

  // `size` octets, the most significant first.
  std::size_t number(std::size_t at, std::size_t size) const {
    std::size_t n = 0;
    while (size-- > 0) n = n << 8 | all_.at(at++);
    return n;
  }

 private:
  record_kind kind_of(std::size_t at) const {
    switch (all_[at]) {
      case 20:
        return record_kind::change_cipher_spec;
      case 22:  // RFC 8446, 4.1.3: SHA-256 of "HelloRetryRequest"
        return number(at + 11, 4) == 0xcf21ad74 ? record_kind::hello_retry_request : record_kind::server_hello;
      case 23:
        return record_kind::protected_record;
      default:
        throw std::runtime_error("a record of a type that s_server doesn't send");
    }
  }
  void name_octets(record_place const& r) {
    const auto name = [&](field what, std::size_t n, unsigned extension = 0) {
      const octet_place p{what, &r, places_.size(), extension};
      places_.insert(places_.end(), n, p);
    };
    name(field::record_type, 1);
    name(field::record_major, 1);
    name(field::record_minor, 1);
    name(field::record_length, 2);
    if (r.kind == record_kind::protected_record) return name(field::ciphertext, r.size - 5);
    if (r.kind == record_kind::change_cipher_spec) return name(field::change_cipher_spec, r.size - 5);
    name(field::msg_type, 1);
    name(field::msg_length, 3);
    name(field::legacy_version, 2);
    name(field::random, 32);
    name(field::session_id_length, 1);
    name(field::session_id, all_[places_.size() - 1]);
    name(field::cipher_suite, 2);
    name(field::compression_method, 1);
    name(field::extensions_length, 2);
    while (places_.size() < r.end()) {
      const auto extension = static_cast<unsigned>(number(places_.size(), 2));
      const std::size_t size = number(places_.size() + 2, 2);
      name(field::extension_type, 2, extension);
      name(field::extension_length, 2, extension);
      if (extension == 43) {
        name(field::selected_version, size, extension);
      } else if (extension == 51) {
        name(field::group, 2, extension);
        if (size == 2) continue;  // a HelloRetryRequest's
        name(field::key_exchange_length, 2, extension);
        name(field::key_exchange, size - 4, extension);
      } else {
        throw std::runtime_error("an extension that s_server doesn't send");
      }
    }
  }

  octet_string all_;
  std::vector<record_place> records_;
  std::vector<octet_place> places_;
};

}  // namespace cxtls::test
