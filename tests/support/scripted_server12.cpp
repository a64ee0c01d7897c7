#include "support/scripted_server12.hpp"

#include <catch2/catch_test_macros.hpp>
#include <stdexcept>

#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/tls12/handshake.hpp"

namespace cxtls::test {

namespace {
template <class T>
T must(result<T> r) {
  if (!r) throw std::runtime_error("scripted server: errc " + std::to_string(static_cast<int>(r.error().code)));
  return std::move(*r);
}
octets own(bytes view) { return {view.begin(), view.end()}; }
}  // namespace

scripted_server12::scripted_server12(server12_plan plan) : plan_(std::move(plan)) {
  faults_.seed = 7;
  buffer der;
  chain_.emplace(must(x509::certificate_chain::split_pem(plan_.credential, der)));
  key_.emplace(must(backend::private_key::from_der(b_, der.view())));
  suite_ = crypto::tls12::find<backend>(plan_.suite);
}

bool scripted_server12::saw(HandshakeType type) const {
  for (octets const& m : seen.messages)
    if (m[0] == static_cast<std::uint8_t>(type)) return true;
  return false;
}

void scripted_server12::put(ContentType type, bytes content) {
  octets fragment = own(content);
  if (write_.installed()) {
    fragment.resize(content.size() + write_.expansion());
    if (!write_.seal(fragment, type, content)) throw std::runtime_error("scripted server: seal");
  }
  outgoing = joined({outgoing, number(1, static_cast<std::uint8_t>(type)), number(2, 0x0303), vector_of(2, fragment)});
}
void scripted_server12::say(octets message) {
  const auto type = static_cast<HandshakeType>(message[0]);
  if (plan_.before) plan_.before(*this, type);
  if (plan_.alter) plan_.alter(type, message);
  if (message.empty()) return;
  transcript_ = joined({transcript_, message});
  put(ContentType::handshake, message);
}

void scripted_server12::take(bytes from_the_client) {
  in_.insert(in_.end(), from_the_client.begin(), from_the_client.end());
  while (in_.size() >= record_header_size) {
    const std::size_t size = record_header_size + (std::size_t{in_[3]} << 8 | in_[4]);
    if (in_.size() < size) return;
    octets one(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    in_.erase(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    take_record(one);
  }
}

void scripted_server12::take_record(mutable_bytes record) {
  const auto type = static_cast<ContentType>(record[0]);
  bytes content = record.subspan(record_header_size);
  if (seen.change_cipher_spec) content = must(read_.open(record.subspan(record_header_size), type));
  if (type == ContentType::change_cipher_spec) seen.change_cipher_spec = true;
  if (type == ContentType::alert) seen.alerts.push_back(must(parse<Alert>(content)));
  if (type == ContentType::application_data) seen.data = joined({seen.data, content});
  if (type != ContentType::handshake) return;
  while (!content.empty()) {
    const std::size_t size = 4 + (std::size_t{content[1]} << 16 | std::size_t{content[2]} << 8 | content[3]);
    seen.messages.push_back(own(content.first(size)));
    content = content.subspan(size);
    on_message(seen.messages.back());
  }
}

void scripted_server12::on_message(octets const& raw) {
  const bytes body = bytes(raw).subspan(4);
  const auto type = static_cast<HandshakeType>(raw[0]);
  if (type == HandshakeType::finished) on_finished(body);
  transcript_ = joined({transcript_, raw});
  if (type == HandshakeType::client_hello) on_client_hello(body);
  if (type == HandshakeType::client_key_exchange) on_key_exchange(body);
  if (type == HandshakeType::finished && plan_.resume.empty()) say_last();
}

void scripted_server12::on_client_hello(bytes body) {
  const auto theirs = must(parse<ClientHello>(body));
  hello_model m{.cipher_suite = plan_.suite};
  m.random.fill(0x5a);
  m.legacy_session_id_echo = plan_.resume.empty() ? plan_.session_id : own(theirs.legacy_session_id);
  m.extensions = {extension(ExtensionType::extended_master_secret),
                  extension(ExtensionType::renegotiation_info, octets{0}),
                  extension(ExtensionType::ec_point_formats, octets{1, 0})};
  if (plan_.ticket) m.extensions.push_back(extension(ExtensionType::session_ticket));
  if (plan_.staple) m.extensions.push_back(extension(ExtensionType::status_request));
  if (plan_.hello) plan_.hello(m);
  randoms_ = {theirs.random, m.random};
  say(encode(m));
  if (!plan_.resume.empty()) {
    master_.emplace(must(crypto::tls12::master_secret::of_session(*suite_, plan_.resume)));
    make_keys();
    return say_last();
  }
  octets list;
  for (bytes der : chain_->certificates()) list = joined({list, vector_of(3, der)});
  say(message(HandshakeType::certificate, vector_of(3, list)));
  if (plan_.staple)
    say(message(HandshakeType::certificate_status, joined({octets{1}, vector_of(3, text("a staple"))})));
  say(key_exchange());
  if (plan_.request_certificate)
    say(message(HandshakeType::certificate_request,
                joined({vector_of(1, octets{1, 64}), vector_of(2, octets{4, 3, 8, 7, 8, 4}), number(2, 0)})));
  say(message(HandshakeType::server_hello_done, {}));
}

octets scripted_server12::key_exchange() {
  key_exchange_model m{.algorithm = plan_.scheme};
  std::array<std::uint8_t, crypto::max_share_size> room{};
  m.point = own(must(share_.generate(b_, NamedGroup::x25519, room)));
  if (plan_.key_exchange) plan_.key_exchange(m);
  const octets params =
      joined({number(1, m.curve_type), number(2, static_cast<std::uint16_t>(m.group)), vector_of(1, m.point)});
  if (m.signature.empty()) {
    m.signature.resize(crypto::max_signature_size);
    const octets content = joined({randoms_.client, randoms_.server, params});
    m.signature.resize(must(key_->sign(b_, plan_.scheme, content, m.signature)));
  }
  return message(HandshakeType::server_key_exchange,
                 joined({params, number(2, static_cast<std::uint16_t>(m.algorithm)), vector_of(2, m.signature)}));
}

void scripted_server12::on_key_exchange(bytes body) {
  const auto shared = must(share_.decapsulate(b_, body.subspan(1)));
  master_.emplace(must(crypto::tls12::master_secret::extended(
      b_, *suite_, shared, crypto::hash_upto<after::tls12::ClientKeyExchange>{hash()})));
  make_keys();
}
void scripted_server12::make_keys() {
  const auto block = must(master_->keys(b_, randoms_));
  if (!read_.install(b_, block.client)) throw std::runtime_error("scripted server: keys");
  seen.master = own(master_->expose());
}

void scripted_server12::on_finished(bytes body) {
  const auto h = hash();
  const auto expected = must(
      plan_.resume.empty() ? master_->client_finished(b_, crypto::hash_upto<after::tls12::ClientKeyExchange>{h})
                           : master_->client_finished(b_, crypto::hash_upto<after::tls12::resumed::ServerFinished>{h}));
  seen.finished = equal(expected.view(), body);
}

// [NewSessionTicket], ChangeCipherSpec, Finished.
void scripted_server12::say_last() {
  if (plan_.ticket)
    say(message(HandshakeType::new_session_ticket,
                joined({number(4, plan_.lifetime_hint), vector_of(2, *plan_.ticket)})));
  if (plan_.change_cipher_spec) {
    put(ContentType::change_cipher_spec, octets{1});
    const auto block = must(master_->keys(b_, randoms_));
    if (!write_.install(b_, block.server)) throw std::runtime_error("scripted server: keys");
  }
  const auto data = must(master_->server_finished(b_, crypto::hash_upto<after::tls12::NewSessionTicket>{hash()}));
  octets verify_data = own(data.view());
  if (plan_.finished) plan_.finished(verify_data);
  say(message(HandshakeType::finished, verify_data));
}

crypto::digest scripted_server12::hash() const { return must(crypto::hash_of(b_, suite_->hash, transcript_)); }

duet12& duet12::run() {
  if (!std::exchange(started_, true)) (void)client_side().start(noon);
  for (bool moved = true; moved;) {
    const octets out = own(client_side().outgoing());
    client_side().sent(out.size());
    server.take(out);
    moved = !out.empty();
    for (bool again = false; again || !server.outgoing.empty();) {
      step s = client_side().receive(server.outgoing, noon);
      server.outgoing.erase(server.outgoing.begin(), server.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
      plaintext.insert(plaintext.end(), s.plaintext.begin(), s.plaintext.end());
      if (auto* t = std::get_if<ticket>(&s.what)) tickets.push_back(std::move(*t));
      moved = moved || s.consumed != 0;
      again = s.again;
      if (!s.can_take_more) break;
    }
  }
  return *this;
}

errc end_of(server12_plan plan, client_config config, std::optional<ticket> resume) {
  duet12 d(std::move(plan), std::move(config), std::move(resume));
  d.run();
  CHECK(d.client_side().now() == condition::failed);
  const errc why = d.client_side().failure().code;
  // What is wrong with the server's last flight is seen after ours, Finished and all, is out.
  CHECK(d.server.seen.alerts.size() == 1);
  if (!d.server.seen.alerts.empty()) CHECK(d.server.seen.alerts[0].description == alert_for(why));
  return why;
}

}  // namespace cxtls::test
