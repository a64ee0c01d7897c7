#include "support/scripted_client12.hpp"

#include <catch2/catch_test_macros.hpp>
#include <stdexcept>

#include "cxtls/crypto/verify.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::test {

namespace {
template <class T>
T must(result<T> r) {
  if (!r) throw std::runtime_error("scripted client: errc " + std::to_string(static_cast<int>(r.error().code)));
  return std::move(*r);
}
octets octets_of(bytes view) { return {view.begin(), view.end()}; }

// Reads what an honest server sends.
class reader {
 public:
  explicit reader(bytes all) : rest_(all) {}
  bool empty() const { return rest_.empty(); }
  bytes take(std::size_t n) {
    if (n > rest_.size()) throw std::runtime_error("scripted client: a message is too short");
    const bytes out = rest_.first(n);
    rest_ = rest_.subspan(n);
    return out;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t n = 0;
    for (std::uint8_t octet : take(size)) n = n << 8 | octet;
    return n;
  }
  bytes vector(std::size_t size) { return take(static_cast<std::size_t>(number(size))); }

 private:
  bytes rest_;
};
}  // namespace

scripted_client12::scripted_client12(client12_plan plan) : plan_(std::move(plan)) {
  faults_.seed = 13;
  randoms_.client.fill(0xc1);
  if (plan_.credential.empty()) return;
  buffer der;
  chain_.emplace(must(x509::certificate_chain::split_pem(plan_.credential, der)));
  key_.emplace(must(backend::private_key::from_der(b_, der.view())));
  if (!plan_.scheme) plan_.scheme = *key_->schemes().begin();
}

bool scripted_client12::saw(HandshakeType type) const {
  for (octets const& m : seen.messages)
    if (m[0] == static_cast<std::uint8_t>(type)) return true;
  return false;
}
bool scripted_client12::saw(ExtensionType type) const {
  for (raw_extension const& e : seen.extensions)
    if (e.type == type) return true;
  return false;
}
session12 scripted_client12::session() const {
  return {seen.ticket, seen.session_id, octets_of(master_.value().expose())};
}

// ---- what it says ----

void scripted_client12::put(ContentType type, bytes content) {
  octets fragment = octets_of(content);
  if (write_.installed()) {
    fragment.resize(content.size() + write_.expansion());
    if (!write_.seal(fragment, type, content)) throw std::runtime_error("scripted client: seal");
    if (std::exchange(break_next_, false)) fragment.back() ^= 1;
  }
  outgoing = joined({outgoing, number(1, static_cast<std::uint8_t>(type)), number(2, 0x0303), vector_of(2, fragment)});
}
void scripted_client12::say(octets message) {
  if (plan_.alter) plan_.alter(static_cast<HandshakeType>(message[0]), message);
  if (message.empty()) return;
  last_size_ = message.size();
  transcript_ = joined({transcript_, message});
  put(ContentType::handshake, message);
}

client_hello_model scripted_client12::make_hello() const {
  client_hello_model m{.random = randoms_.client, .cipher_suites = plan_.suites};
  m.extensions = {extension(ExtensionType::extended_master_secret),
                  extension(ExtensionType::renegotiation_info, octets{0}),
                  extension(ExtensionType::ec_point_formats, octets{1, 0}), offered_groups(plan_.groups),
                  offered_schemes(plan_.schemes)};
  if (!plan_.server_name.empty()) m.extensions.push_back(offered_name(plan_.server_name));
  if (plan_.takes_tickets)
    m.extensions.push_back(extension(ExtensionType::session_ticket, plan_.resume ? plan_.resume->ticket : octets{}));
  // RFC 5077, 3.4: who shows a ticket makes up an ID, so that it sees by its echo that the ticket was taken.
  if (plan_.resume) m.legacy_session_id = plan_.resume->ticket.empty() ? plan_.resume->id : octets(32, 0x1d);
  if (plan_.hello) plan_.hello(m);
  return m;
}

void scripted_client12::start() {
  if (std::exchange(started_, true)) return;
  if (plan_.before_hello) plan_.before_hello(*this);
  say(encode(make_hello()));
}

void scripted_client12::say_flight() {
  std::vector<tell12> flight;
  if (plan_.flight) {
    flight = *plan_.flight;
  } else if (seen.resumed) {
    flight = {tell12::change_cipher, tell12::finished};
  } else {
    if (seen.requested) flight.push_back(tell12::certificate);
    flight.push_back(tell12::client_key_exchange);
    if (seen.requested && key_) flight.push_back(tell12::certificate_verify);
    flight.insert(flight.end(), {tell12::change_cipher, tell12::finished});
  }
  for (tell12 what : flight) {
    if (plan_.before) plan_.before(*this, what);
    say_one(what);
  }
}

void scripted_client12::say_one(tell12 what) {
  switch (what) {
    case tell12::certificate: {
      std::vector<octets> list;
      if (chain_)
        for (bytes der : chain_->certificates()) list.push_back(octets_of(der));
      if (plan_.certificate) plan_.certificate(list);
      octets encoded;
      for (octets const& der : list) encoded = joined({encoded, vector_of(3, der)});
      return say(message(HandshakeType::certificate, vector_of(3, encoded)));
    }
    case tell12::client_key_exchange: {
      octets point = point_;
      if (plan_.key_exchange) plan_.key_exchange(point);
      say(message(HandshakeType::client_key_exchange, vector_of(1, point)));
      if (!master_) make_keys();
      return;
    }
    case tell12::certificate_verify:
      return say(certificate_verify());
    case tell12::change_cipher:
      if (plan_.announces) put(ContentType::change_cipher_spec, octets{1});
      if (master_ && plan_.protects) {
        const auto block = must(master_->keys(b_, randoms_));
        if (!write_.install(b_, block.client)) throw std::runtime_error("scripted client: keys");
      }
      return;
    case tell12::finished:
      return say(finished());
    case tell12::application_data:
      return put_data("too early");
  }
}

octets scripted_client12::certificate_verify() {
  verify_model m{.algorithm = plan_.scheme.value(), .signature = octets(crypto::max_signature_size)};
  // RFC 5246, 7.4.8: "all handshake messages sent or received, starting at client hello and up to, but not including,
  // this message".
  m.signature.resize(must(key_.value().sign(b_, *plan_.scheme, transcript_, m.signature)));
  if (plan_.certificate_verify) plan_.certificate_verify(m);
  return encode(m);
}

// Without keys: of zeros.
octets scripted_client12::finished() {
  octets verify_data(12);
  if (master_)
    verify_data = octets_of(
        must(master_->client_finished(b_, crypto::hash_upto<after::tls12::ClientKeyExchange>{hash()})).view());
  if (plan_.finished) plan_.finished(verify_data);
  return message(HandshakeType::finished, verify_data);
}

void scripted_client12::make_keys() {
  master_.emplace(must(crypto::tls12::master_secret::extended(
      b_, *suite_, premaster_.value(), crypto::hash_upto<after::tls12::ClientKeyExchange>{hash()})));
}
crypto::digest scripted_client12::hash() const { return must(crypto::hash_of(b_, suite_->hash, transcript_)); }

// ---- what it hears ----

void scripted_client12::take(bytes from_the_server) {
  in_.insert(in_.end(), from_the_server.begin(), from_the_server.end());
  while (in_.size() >= record_header_size) {
    const std::size_t size = record_header_size + (std::size_t{in_[3]} << 8 | in_[4]);
    if (in_.size() < size) return;
    octets one(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    in_.erase(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    take_record(one);
  }
}

void scripted_client12::take_record(mutable_bytes record) {
  if (ended_) ++seen.after_end;
  const auto type = static_cast<ContentType>(record[0]);
  bytes content = record.subspan(record_header_size);
  if (seen.change_cipher_spec) content = must(read_.open(record.subspan(record_header_size), type));
  if (type == ContentType::change_cipher_spec) {
    const auto block = must(master_.value().keys(b_, randoms_));
    if (!read_.install(b_, block.server)) throw std::runtime_error("scripted client: keys");
    seen.change_cipher_spec = true;
  }
  if (type == ContentType::alert) {
    seen.alerts.push_back(must(parse<Alert>(content)));
    ended_ = ended_ || seen.alerts.back().level == AlertLevel::fatal ||
             seen.alerts.back().description == AlertDescription::close_notify;
  }
  if (type == ContentType::application_data) seen.data = joined({seen.data, content});
  if (type != ContentType::handshake) return;
  while (!content.empty()) {
    const std::size_t size = 4 + (std::size_t{content[1]} << 16 | std::size_t{content[2]} << 8 | content[3]);
    seen.messages.push_back(octets_of(content.first(size)));
    content = content.subspan(size);
    on_message(octets_of(bytes(seen.messages.back())));
  }
}

void scripted_client12::on_message(octets const& raw) {
  const bytes body = bytes(raw).subspan(4);
  const auto type = static_cast<HandshakeType>(raw[0]);
  if (type == HandshakeType::finished) on_finished(body);
  transcript_ = joined({transcript_, raw});
  if (type == HandshakeType::server_hello) on_server_hello(body);
  if (type == HandshakeType::certificate) on_certificate(body);
  if (type == HandshakeType::server_key_exchange) on_key_exchange(body);
  if (type == HandshakeType::certificate_request) seen.requested = true;
  if (type == HandshakeType::new_session_ticket) {
    reader r(body);
    seen.lifetime_hint = static_cast<std::uint32_t>(r.number(4));
    seen.ticket = octets_of(r.vector(2));
  }
  if (type == HandshakeType::server_hello_done || (type == HandshakeType::finished && seen.resumed)) say_flight();
}

void scripted_client12::on_server_hello(bytes body) {
  reader r(body);
  (void)r.number(2);
  copy(r.take(seen.random.size()), seen.random.data());
  randoms_.server = seen.random;
  seen.session_id = octets_of(r.vector(1));
  seen.suite = static_cast<CipherSuite>(r.number(2));
  suite_ = crypto::tls12::find<backend>(*seen.suite);
  (void)r.number(1);
  if (!r.empty())
    for (reader all(r.vector(2)); !all.empty();) {
      const auto type = static_cast<ExtensionType>(all.number(2));
      seen.extensions.push_back({type, octets_of(all.vector(2))});
    }
  if (suite_ == nullptr) throw std::runtime_error("scripted client: suite");
  if (!plan_.resume || seen.session_id.empty()) return;
  seen.resumed = seen.session_id == (plan_.resume->ticket.empty() ? plan_.resume->id : octets(32, 0x1d));
  if (seen.resumed) master_.emplace(must(crypto::tls12::master_secret::of_session(*suite_, plan_.resume->master)));
}

void scripted_client12::on_certificate(bytes body) {
  reader r(body);
  for (reader list(r.vector(3)); !list.empty();) seen.certificates.push_back(octets_of(list.vector(3)));
}

void scripted_client12::on_key_exchange(bytes body) {
  reader r(body);
  (void)r.number(1);
  seen.group = static_cast<NamedGroup>(r.number(2));
  const bytes theirs = r.vector(1);
  const octets signed_content = joined({randoms_.client, randoms_.server, body.first(4 + theirs.size())});
  seen.scheme = static_cast<SignatureScheme>(r.number(2));
  const auto key = must(x509::leaf_public_key(seen.certificates.at(0)));
  seen.signature = static_cast<bool>(crypto::verify_tls12(b_, *seen.scheme, key, signed_content, r.vector(2)));
  std::array<std::uint8_t, crypto::max_share_size> room{};
  point_ = octets_of(must(share_.generate(b_, *seen.group, room)));
  premaster_.emplace(must(share_.decapsulate(b_, theirs)));
}

void scripted_client12::on_finished(bytes body) {
  const auto expected =
      must(master_.value().server_finished(b_, crypto::hash_upto<after::tls12::NewSessionTicket>{hash()}));
  seen.finished = equal(expected.view(), body);
}

// ---- with a server ----

server_duet12::server_duet12(server_end& shared, client12_plan plan)
    : end(&shared), connection(shared.connection()), client(std::move(plan)) {}
server_duet12::server_duet12(client12_plan plan, server_config config)
    : own(std::make_unique<server_end>(std::move(config))),
      end(own.get()),
      connection(own->connection()),
      client(std::move(plan)) {}

server_duet12& server_duet12::run() {
  client.start();
  for (bool moved = true; moved;) {
    moved = false;
    for (bool again = false; again || !client.outgoing.empty();) {
      step s = server_side().receive(client.outgoing, noon);
      client.outgoing.erase(client.outgoing.begin(), client.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
      plaintext.insert(plaintext.end(), s.plaintext.begin(), s.plaintext.end());
      was_connected = was_connected || std::holds_alternative<cxtls::connected>(s.what);
      moved = moved || s.consumed != 0;
      again = s.again;
      if (!s.can_take_more) break;
    }
    const octets out = octets_of(server_side().outgoing());
    server_side().sent(out.size());
    client.take(out);
    moved = moved || !out.empty();
  }
  return *this;
}

server_ending ending12(server_duet12& d, bool late) {
  d.run();
  const error why = d.server_side().failure();
  server_ending e{why.code, std::string(why.field), {}};
  unsigned fatal = 0;
  for (Alert const& a : d.client.seen.alerts) {
    if (a.level != AlertLevel::fatal) continue;
    ++fatal;
    e.alert = a.description;
  }
  CHECK(d.server_side().now() == condition::failed);
  CHECK(fatal <= 1);
  CHECK(e.alert == alert_for(why.code));
  CHECK(e.alert == d.server_side().alert_sent());
  CHECK(d.client.seen.after_end == 0);
  CHECK(d.was_connected == late);
  if (!late) CHECK(d.plaintext.empty());
  if (!late && !d.client.seen.resumed) CHECK_FALSE(d.client.seen.change_cipher_spec);
  const octets more = text("more");
  CHECK(d.server_side().send(more).error() == why);
  CHECK(d.server_side().receive(more, noon).consumed == 0);
  CHECK(d.server_side().outgoing().empty());
  return e;
}
server_ending ending12(client12_plan plan, server_config config) {
  server_duet12 d(std::move(plan), std::move(config));
  return ending12(d);
}

}  // namespace cxtls::test
