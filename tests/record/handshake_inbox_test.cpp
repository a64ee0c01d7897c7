#include "cxtls/record/handshake_inbox.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>

#include "cxtls/backend/boringssl.hpp"
#include "pair.hpp"

using namespace cxtls;
using namespace pair;
using record::handshake_inbox;

// Allocations of the whole program are counted, and the next ones refused when told to.
namespace {
unsigned long allocations = 0;
int refusals = 0;
}  // namespace
void* operator new(std::size_t n, std::nothrow_t const&) noexcept {
  ++allocations;
  if (refusals > 0) {
    --refusals;
    return nullptr;
  }
  return std::malloc(n == 0 ? 1 : n);
}
void* operator new(std::size_t n) {
  ++allocations;
  if (void* const p = std::malloc(n == 0 ? 1 : n)) return p;
  std::abort();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { operator delete(p); }
void operator delete(void* p, std::nothrow_t const&) noexcept { operator delete(p); }
// BoringSSL's, too, unless a sanitizer has taken malloc for itself.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1  // as GCC says it
#endif
#endif
#ifndef __SANITIZE_ADDRESS__
#define COUNTS_MALLOC 1
extern "C" void* __libc_malloc(std::size_t);
extern "C" void* malloc(std::size_t n) noexcept {
  ++allocations;
  return __libc_malloc(n);
}
#endif

namespace {

constexpr std::size_t any_size(HandshakeType) { return 1 << 20; }

constexpr octets message(std::uint8_t type, std::size_t length) {
  octets m = counting_octets(4 + length);
  m[0] = type;
  m[1] = static_cast<std::uint8_t>(length >> 16);
  m[2] = static_cast<std::uint8_t>(length >> 8);
  m[3] = static_cast<std::uint8_t>(length);
  return m;
}

// The handshake octets as plaintext records of at most so much content.
constexpr octets in_records(bytes handshake, std::size_t max_content) {
  octets out;
  for (; !handshake.empty();
       handshake = handshake.subspan(handshake.size() < max_content ? handshake.size() : max_content)) {
    const bytes content = handshake.first(handshake.size() < max_content ? handshake.size() : max_content);
    add(out,
        octets{22, 3, 3, static_cast<std::uint8_t>(content.size() >> 8), static_cast<std::uint8_t>(content.size())});
    add(out, content);
  }
  return out;
}

constexpr bool receive(handshake_inbox& inbox, bytes& from, std::size_t at_most,
                       std::size_t in_flight = record::max_record) {
  const auto room = inbox.prepare(in_flight);
  if (!room || room->empty()) return false;
  std::size_t n = room->size() < from.size() ? room->size() : from.size();
  n = n < at_most ? n : at_most;
  copy(from.first(n), room->data());
  inbox.commit(n);
  from = from.subspan(n);
  return true;
}

// Opens what is complete, as a connection does, and appends each whole message to `out`.
template <class B>
constexpr bool step(handshake_inbox& inbox, record::opener<B>& read, octets& out) {
  for (;;) {
    for (;;) {
      const auto m = inbox.next(any_size);
      if (!m) return false;
      if (!*m) break;
      add(out, (*m)->raw);
      inbox.consume(**m);
    }
    const auto e = record::next(inbox.records(), read.max_fragment());
    if (!e) return false;
    if (!e->complete()) return true;
    const auto o = read.open(inbox.records().first(e->size));
    if (!o) return false;
    if (o->type == ContentType::handshake) {
      inbox.keep(o->content, e->size);
    } else {
      add(out, o->content);
      inbox.drop(e->size);
    }
  }
}

template <class B>
constexpr bool comes_through(bytes wire, bytes expected, std::size_t chunk, record::opener<B>& read,
                             std::size_t in_flight = record::max_record) {
  handshake_inbox inbox;
  octets out;
  while (!wire.empty())
    if (!receive(inbox, wire, chunk, in_flight) || !step(inbox, read, out)) return false;
  return equal(out, expected) && inbox.aligned() && inbox.empty();
}

octets three_messages() {
  octets all;
  for (auto const& m : {message(1, 0), message(2, 300), message(11, 5), message(15, 40000), message(20, 32)})
    add(all, m);
  return all;
}

}  // namespace

TEST_CASE("A41: messages come out whole, however they are cut into records and however these arrive") {
  static_assert([] {
    const octets sent = [] {
      octets all = message(1, 0);
      add(all, message(2, 9));
      return all;
    }();
    record::opener<test::toy_backend> read;
    return comes_through(in_records(sent, 3), sent, 2, read, 8);
  }());
  const octets sent = three_messages();
  for (std::size_t max_content : {1u, 3u, 4u, 5u, 100u, 16384u})
    for (std::size_t chunk : {1u, 2u, 7u, 1000u, 16645u, 1000000u}) {
      record::opener<test::toy_backend> read;
      CHECK(comes_through(in_records(sent, max_content), sent, chunk, read));
    }
}

TEST_CASE("A41: protected messages come through octet by octet, among them application data") {
  const backend::boringssl b;
  ends<backend::boringssl> e(b);
  octets wire, expected;
  for (std::size_t i = 0; i < 5; ++i) {
    const octets m = message(24, 100 * i), data = counting_octets(50 * i);
    add(wire, e.seal(ContentType::handshake, m));
    add(wire, e.seal(ContentType::application_data, data, 3));
    add(expected, m);
    add(expected, data);
  }
  CHECK(comes_through(wire, expected, 1, e.read));
}

TEST_CASE("A41: a message is whole only when its last octet is there") {
  const octets sent = message(8, 3);
  handshake_inbox inbox;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const auto early = inbox.next(any_size);
    REQUIRE(early);
    CHECK_FALSE(*early);
    CHECK(inbox.aligned() == (i == 0));
    octets one = in_records(bytes(sent).subspan(i, 1), 1);
    bytes rest(one);
    REQUIRE(receive(inbox, rest, 100));
    inbox.keep(bytes(inbox.records()).subspan(5, 1), 6);
  }
  const auto whole = inbox.next(any_size);
  REQUIRE(whole);
  REQUIRE(*whole);
  CHECK((*whole)->type == HandshakeType::encrypted_extensions);
  CHECK(equal((*whole)->raw, sent));
  CHECK(equal((*whole)->body(), bytes(sent).subspan(4)));
  CHECK_FALSE(inbox.aligned());
  inbox.consume(**whole);
  CHECK(inbox.aligned());
}

TEST_CASE("C29, P4: octets that follow a message in its record leave the inbox unaligned") {
  octets two = message(20, 32);
  add(two, message(24, 1));
  const octets wire = in_records(two, 16384);
  bytes rest(wire);
  handshake_inbox inbox;
  REQUIRE(receive(inbox, rest, wire.size()));
  inbox.keep(bytes(inbox.records()).subspan(5), wire.size());
  auto m = inbox.next(any_size);
  inbox.consume(**m);
  CHECK_FALSE(inbox.aligned());
  m = inbox.next(any_size);
  inbox.consume(**m);
  CHECK(inbox.aligned());
}

TEST_CASE("a message over the limit of its type is refused by its header, before it is waited for") {
  constexpr auto limit = [](HandshakeType type) -> std::size_t { return type == HandshakeType::finished ? 32 : 16; };
  auto verdict = [&](octets const& m) {
    const octets wire = in_records(m, 4);
    bytes rest(wire);
    handshake_inbox inbox;
    if (!receive(inbox, rest, 9)) return errc::last_;
    inbox.keep(bytes(inbox.records()).subspan(5, 4), 9);
    const auto n = inbox.next(limit);
    return n ? errc::none : n.error().code;
  };
  CHECK(verdict(message(20, 32)) == errc::none);
  CHECK(verdict(message(20, 33)) == errc::message_too_long);
  CHECK(verdict(message(8, 16)) == errc::none);
  CHECK(verdict(message(8, 17)) == errc::message_too_long);
  CHECK(verdict(message(8, 0xffffff % 70000)) == errc::message_too_long);
}

TEST_CASE("no more octets are taken in than may be in flight") {
  const octets wire(record::max_record + 1);
  bytes rest(wire);
  handshake_inbox inbox;
  while (inbox.prepare()) REQUIRE(receive(inbox, rest, 5000));
  CHECK(inbox.prepare().error().code == errc::misuse_overfull);
  CHECK(inbox.records().size() == record::max_record);
  CHECK(inbox.prepare(record::max_record + 7)->size() == 7);
}

TEST_CASE("an inbox without memory says so and loses nothing") {
  handshake_inbox inbox;
  refusals = 1;
  CHECK(inbox.prepare().error().code == errc::out_of_memory);
  REQUIRE(inbox.prepare(10)->size() == 10);
  copy(octets{22, 3, 3, 0, 7, 8}, inbox.prepare(10)->data());
  inbox.commit(6);
  refusals = 1;
  CHECK(inbox.prepare(1000)->size() == 4);  // what is left will do
  CHECK(equal(inbox.records(), octets{22, 3, 3, 0, 7, 8}));
  inbox.commit(4);
  refusals = 1;
  CHECK(inbox.prepare(1000).error().code == errc::out_of_memory);
  CHECK(inbox.records().size() == 10);
  CHECK(inbox.prepare(1000)->size() == 990);
  CHECK(equal(bytes(inbox.records()).first(6), octets{22, 3, 3, 0, 7, 8}));
}

TEST_CASE("PITFALLS 26: memory follows what was received, not what a length promises") {
  octets header = message(11, 90000);
  header.resize(4);
  const octets wire = in_records(header, 4);
  bytes rest(wire);
  handshake_inbox inbox;
  REQUIRE(receive(inbox, rest, wire.size()));
  inbox.keep(bytes(inbox.records()).subspan(5), wire.size());
  REQUIRE(inbox.next(any_size));
  REQUIRE(inbox.prepare());
  CHECK(inbox.capacity() <= record::max_record + 4);
}

TEST_CASE("an idle inbox gives its memory back, and takes it again") {
  const octets wire = in_records(message(24, 1), 100);
  handshake_inbox inbox;
  CHECK(inbox.capacity() == 0);
  for (int i = 0; i < 3; ++i) {
    bytes rest(wire);
    REQUIRE(receive(inbox, rest, wire.size()));
    inbox.release();
    CHECK(inbox.capacity() > 0);  // there is something in it
    inbox.keep(bytes(inbox.records()).subspan(5), wire.size());
    const auto m = inbox.next(any_size);
    REQUIRE(*m);
    inbox.consume(**m);
    inbox.release();
    CHECK(inbox.capacity() == 0);
  }
}

TEST_CASE("records are sealed, received and opened without an allocation") {
  const backend::boringssl b;
  for (auto const& suite : crypto::suites<backend::boringssl>) {
    ends<backend::boringssl> e(b, suite, std::array<std::uint8_t, 48>{3});
    const octets content = counting_octets(record::max_content);
    const bytes pieces[] = {bytes(content).first(100), bytes(content).subspan(100)};
    octets out(record::max_record);
    handshake_inbox inbox;
    REQUIRE(inbox.prepare());
    bool good = true;
    allocations = 0;
    for (int i = 0; i < 20; ++i) {
      const auto size = i % 2 == 0
                            ? e.write.seal(ContentType::application_data, bytes(content), 0, out)
                            : e.write.seal(ContentType::application_data, std::span<const bytes>(pieces), 0, out);
      bytes rest = bytes(out).first(size ? *size : 0);
      good = good && receive(inbox, rest, 10000) && receive(inbox, rest, 10000) && rest.empty();
      const auto o = e.read.open(inbox.records());
      good = good && o && equal(o->content, content);
      inbox.drop(inbox.records().size());
    }
    const unsigned long counted = allocations;
    CHECK(good);
    CHECK(counted == 0);
  }
#ifdef COUNTS_MALLOC
  allocations = 0;
  record::key<backend::boringssl> k;
  CHECK(k.install(b, aes_suite, application_secret::of(aes_suite.hash, some_secret)));
  CHECK(allocations > 0);  // BoringSSL's are counted
#endif
}
