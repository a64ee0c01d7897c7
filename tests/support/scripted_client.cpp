#include "support/scripted_client.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "cxtls/handshake/tls13/certificate_verify.hpp"
#include "cxtls/protocol/tls13/random.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::test {

namespace {

// A client that can't do what its plan says is a fault of the test.
template <class T>
T must(result<T> r) {
  if (!r)
    throw std::runtime_error("scripted client: errc " + std::to_string(static_cast<int>(r.error().code)) + " " +
                             std::string(r.error().field));
  return std::move(*r);
}
octets own(bytes view) { return {view.begin(), view.end()}; }

// Reads what a server said, by hand.
class cursor {
 public:
  explicit cursor(bytes all) : left_(all) {}
  bytes take(std::size_t n) {
    if (n > left_.size()) throw std::runtime_error("scripted client: a message of the server's ends early");
    const bytes taken = left_.first(n);
    left_ = left_.subspan(n);
    return taken;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t n = 0;
    for (std::uint8_t octet : take(size)) n = n << 8 | octet;
    return n;
  }
  bytes vector(std::size_t size) { return take(static_cast<std::size_t>(number(size))); }
  bool empty() const { return left_.empty(); }

 private:
  bytes left_;
};
std::vector<raw_extension> extensions_of(bytes block) {
  std::vector<raw_extension> all;
  for (cursor c(block); !c.empty();) {
    const auto type = static_cast<ExtensionType>(c.number(2));
    all.push_back({type, own(c.vector(2))});
  }
  return all;
}

}  // namespace

scripted_client::scripted_client(client_plan plan) : plan_(std::move(plan)) {
  faults_.seed = plan_.seed;
  if (!b_.random(random_)) throw std::runtime_error("scripted client: random");
  if (plan_.compatible) {
    session_id_.resize(32);
    if (!b_.random(session_id_)) throw std::runtime_error("scripted client: random");
  }
  if (!plan_.certificate_der.empty()) {
    const bytes ders[] = {plan_.certificate_der};
    chain_.emplace(must(x509::certificate_chain::from_der(ders)));
    key_.emplace(must(backend::private_key::from_der(b_, plan_.key_der)));
  }
  if (plan_.credential.empty()) return;
  buffer der;
  chain_.emplace(must(x509::certificate_chain::split_pem(plan_.credential, der)));
  key_.emplace(must(backend::private_key::from_der(b_, der.view())));
}

// ---- hellos ----

void scripted_client::start() {
  if (hellos_.empty()) say_hello(false);
}

octets scripted_client::make_hello(bool second) {
  std::vector<share_model> shares;
  exchanges_.clear();
  const auto wanted = second && seen.retry_group ? std::vector{*seen.retry_group} : plan_.shares;
  for (NamedGroup group : wanted) {
    std::array<std::uint8_t, crypto::max_share_size> room;
    exchanges_.emplace_back();
    shares.push_back({group, own(must(exchanges_.back().generate(b_, group, room)))});
  }

  client_hello_model m{.random = random_, .legacy_session_id = session_id_, .cipher_suites = plan_.suites};
  if (!plan_.server_name.empty()) m.extensions.push_back(offered_name(plan_.server_name));
  m.extensions.push_back(offered_groups(plan_.groups));
  m.extensions.push_back(offered_schemes(plan_.schemes));
  if (!plan_.alpn.empty()) m.extensions.push_back(offered_protocols(plan_.alpn));
  m.extensions.push_back(offered_versions());
  m.extensions.push_back(psk_modes());
  m.extensions.push_back(offered_shares(shares));
  if (second && seen.retry_cookie) m.extensions.push_back(cookie(*seen.retry_cookie));
  if (!second && !plan_.early_data.empty()) m.extensions.push_back(extension(ExtensionType::early_data));
  if (plan_.hello) plan_.hello(m);
  if (!second && plan_.first_hello) plan_.first_hello(m);
  if (second && plan_.second_hello) plan_.second_hello(m);

  // RFC 8446, 4.1.2: after a retry, "removing any PSKs which are incompatible with the server's indicated cipher suite".
  if (second) std::erase_if(plan_.psks, [this](offered_psk const& p) { return p.hash != suite_->hash; });
  if (!plan_.psks.empty()) {
    auto binders = binders_of(m);
    if (plan_.binders) plan_.binders(binders);
    m.extensions.push_back(pre_shared_keys(plan_.psks, binders));
  }
  if (plan_.after_binders) plan_.after_binders(m);
  return encode(m);
}

std::vector<octets> scripted_client::binders_of(client_hello_model const& m) const {
  std::vector<octets> binders;
  for (offered_psk const& p : plan_.psks) binders.emplace_back(hash_size(p.hash));
  client_hello_model whole = m;
  whole.extensions.push_back(pre_shared_keys(plan_.psks, binders));
  octets truncated = encode(whole);
  truncated.resize(truncated.size() - size_of_binders(binders));
  const octets covered = joined({transcript_, truncated});
  for (std::size_t i = 0; i < binders.size(); ++i) {
    offered_psk const& p = plan_.psks[i];
    auto early = must(crypto::early_secret<backend>::from_psk(b_, p.hash, p.key));
    const auto key = must(p.external ? early.external_binder_key(b_) : early.resumption_binder_key(b_));
    binders[i] = own(must(key.binder(b_, must(crypto::hash_of(b_, p.hash, covered)))).view());
  }
  return binders;
}

void scripted_client::say_hello(bool second) {
  if (second ? plan_.before_second_hello != nullptr : plan_.before_first_hello != nullptr)
    (second ? plan_.before_second_hello : plan_.before_first_hello)(*this);
  octets hello = make_hello(second);
  if (plan_.alter) plan_.alter(HandshakeType::client_hello, hello);
  hellos_.push_back(hello);
  if (second && plan_.compatible && !std::exchange(compatibility_sent_, true))
    put_plaintext(ContentType::change_cipher_spec, number(1, 1));
  transcript_ = joined({transcript_, hello});
  put_handshake(hello);
  if (second) return;
  if (!plan_.early_data.empty() && plan_.compatible && !std::exchange(compatibility_sent_, true))
    put_plaintext(ContentType::change_cipher_spec, number(1, 1));
  for (octets const& data : plan_.early_data) put_undecipherable(data.size());
}

// ---- incoming ----

void scripted_client::take(bytes from_the_server) {
  in_.insert(in_.end(), from_the_server.begin(), from_the_server.end());
  while (in_.size() >= record::header_size) {
    const std::size_t size = record::header_size + (std::size_t{in_[3]} << 8 | in_[4]);
    if (in_.size() < size) return;
    octets one(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    in_.erase(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    take_record(one);
  }
}

void scripted_client::take_record(mutable_bytes one) {
  const auto outer = static_cast<ContentType>(one[0]);
  if (ended_) ++seen.after_end;
  seen.records.push_back(outer);
  seen.versions.push_back(static_cast<std::uint16_t>(one[1] << 8 | one[2]));
  const bool was_protected = read_.keyed() && outer == ContentType::application_data;
  const auto opened = read_.open(one);
  if (!opened) {
    seen.broken = opened.error().code;
    return;
  }
  switch (opened->type) {
    case ContentType::change_cipher_spec:
      ++seen.change_cipher_specs;
      return;
    case ContentType::handshake:
      return take_handshake(opened->content);
    case ContentType::alert:
      return take_alert(opened->content, was_protected);
    default:
      seen.data.insert(seen.data.end(), opened->content.begin(), opened->content.end());
      if (!finished_) seen.half_rtt = seen.data;
  }
}

void scripted_client::take_alert(bytes content, bool was_protected) {
  const Alert alert = must(parse<Alert>(content));
  seen.alerts.push_back(alert);
  seen.alert_protected.push_back(was_protected);
  if (alert.description == AlertDescription::close_notify) seen.closed = true;
  if (alert.description != AlertDescription::user_canceled) ended_ = true;
}

void scripted_client::take_handshake(bytes content) {
  handshake_in_.insert(handshake_in_.end(), content.begin(), content.end());
  while (handshake_in_.size() >= 4) {
    const std::size_t size =
        4 + (std::size_t{handshake_in_[1]} << 16 | std::size_t{handshake_in_[2]} << 8 | handshake_in_[3]);
    if (handshake_in_.size() < size) return;
    const octets raw(handshake_in_.begin(), handshake_in_.begin() + static_cast<std::ptrdiff_t>(size));
    handshake_in_.erase(handshake_in_.begin(), handshake_in_.begin() + static_cast<std::ptrdiff_t>(size));
    seen.messages.push_back(raw);
    on_message(static_cast<HandshakeType>(raw[0]), raw);
  }
}

void scripted_client::on_message(HandshakeType type, octets const& raw) {
  const bytes body = bytes(raw).subspan(4);
  switch (type) {
    case HandshakeType::server_hello:
      if (equal(body.subspan(2, 32), hello_retry_request_random)) return on_retry(body, raw);
      transcript_ = joined({transcript_, raw});
      return on_server_hello(body);
    case HandshakeType::encrypted_extensions:
      seen.encrypted_extensions = extensions_of(cursor(body).vector(2));
      break;
    case HandshakeType::certificate_request: {
      cursor c(body);
      (void)c.vector(1);
      seen.request = extensions_of(c.vector(2));
      break;
    }
    case HandshakeType::certificate:
      on_certificate(body);
      break;
    case HandshakeType::certificate_verify:
      on_certificate_verify(body);
      break;
    case HandshakeType::finished: {
      const auto expected =
          must(handshake_read_->finished(b_, crypto::hash_upto<after::ServerCertificateVerify>{transcript_hash()}));
      seen.finished = equal(expected.view(), body);
      transcript_ = joined({transcript_, raw});
      start_application_keys();
      if (!plan_.stops_at_flight) say_flight();
      return;
    }
    case HandshakeType::new_session_ticket:
      return on_ticket(body);
    case HandshakeType::key_update:
      ++seen.key_updates;
      read_secret_.emplace(must(std::move(*read_secret_).next(b_)));
      must(read_.install(b_, *suite_, *read_secret_));
      if (body[0] != 1) return;
      ++seen.key_update_requests;
      if (plan_.answer_updates) put_key_update(0);
      return;
    default:
      throw std::runtime_error("scripted client: the server sent a message of type " + std::to_string(raw[0]));
  }
  transcript_ = joined({transcript_, raw});
}

void scripted_client::on_retry(bytes body, octets const& raw) {
  seen.retried = true;
  cursor c(body.subspan(34));
  (void)c.vector(1);
  suite_ = crypto::find<backend>(static_cast<CipherSuite>(c.number(2)));
  (void)c.number(1);
  for (raw_extension const& e : extensions_of(c.vector(2))) {
    if (e.type == ExtensionType::key_share) seen.retry_group = static_cast<NamedGroup>(cursor(e.body).number(2));
    if (e.type == ExtensionType::cookie) seen.retry_cookie = own(cursor(e.body).vector(2));
  }
  const octets hash = own(must(crypto::hash_of(b_, suite_->hash, transcript_)).view());
  transcript_ = joined({message(HandshakeType::message_hash, hash), raw});
  if (!plan_.stops_at_retry) say_hello(true);
}

void scripted_client::on_server_hello(bytes body) {
  cursor c(body.subspan(34));
  (void)c.vector(1);
  suite_ = crypto::find<backend>(static_cast<CipherSuite>(c.number(2)));
  (void)c.number(1);
  std::optional<crypto::shared_secret> shared;
  for (raw_extension const& e : extensions_of(c.vector(2))) {
    cursor x(e.body);
    if (e.type == ExtensionType::pre_shared_key) seen.selected_psk = static_cast<std::uint16_t>(x.number(2));
    if (e.type != ExtensionType::key_share) continue;
    group_ = static_cast<NamedGroup>(x.number(2));
    for (auto& exchange : exchanges_)
      if (exchange.group() == *group_) shared.emplace(must(exchange.decapsulate(b_, x.vector(2))));
  }
  if (!shared) throw std::runtime_error("scripted client: no share of ours was taken");
  auto early =
      seen.selected_psk
          ? must(crypto::early_secret<backend>::from_psk(b_, suite_->hash, plan_.psks.at(*seen.selected_psk).key))
          : must(crypto::early_secret<backend>::without_psk(b_, suite_->hash));
  handshake_.emplace(must(std::move(early).to_handshake(b_, *shared)));
  handshake_read_.emplace(must(handshake_->server_traffic(b_, {transcript_hash()})));
  handshake_write_.emplace(must(handshake_->client_traffic(b_, {transcript_hash()})));
  must(read_.install(b_, *suite_, *handshake_read_));
  must(write_.install(b_, *suite_, *handshake_write_));
}

void scripted_client::on_certificate(bytes body) {
  cursor c(body);
  (void)c.vector(1);
  for (cursor list(c.vector(3)); !list.empty();) {
    seen.certificates.push_back(own(list.vector(3)));
    auto extensions = extensions_of(list.vector(2));
    if (seen.certificates.size() == 1) seen.certificate_extensions = std::move(extensions);
  }
}

void scripted_client::on_certificate_verify(bytes body) {
  cursor c(body);
  seen.scheme = static_cast<SignatureScheme>(c.number(2));
  const bytes signature = c.vector(2);
  auto key = must(x509::leaf_public_key(seen.certificates.at(0)));
  for (raw_extension const& e : seen.certificate_extensions)
    if (e.type == ExtensionType::delegated_credential) {
      cursor credential(e.body);
      (void)credential.number(6);  // valid_time, dc_cert_verify_algorithm
      key = must(x509::raw_public_key(credential.vector(3)));
    }
  const auto content = tls13::server_signed_content({transcript_hash()});
  seen.signature = static_cast<bool>(crypto::verify(b_, *seen.scheme, key, content.view(), signature));
}

void scripted_client::on_ticket(bytes body) {
  cursor c(body);
  seen_ticket t;
  t.lifetime = static_cast<std::uint32_t>(c.number(4));
  t.age_add = static_cast<std::uint32_t>(c.number(4));
  t.nonce = own(c.vector(1));
  t.identity = own(c.vector(2));
  t.psk = own(must(resumption_->resumption_psk(b_, t.nonce)).expose());
  seen.tickets.push_back(std::move(t));
}

std::vector<HandshakeType> scripted_client::types_seen() const {
  std::vector<HandshakeType> types;
  for (octets const& m : seen.messages) types.push_back(static_cast<HandshakeType>(m[0]));
  return types;
}

// ---- outgoing ----

void scripted_client::put_plaintext(ContentType type, bytes content) {
  outgoing = joined({outgoing, number(1, static_cast<std::uint8_t>(type)), number(2, 0x0303), vector_of(2, content)});
}

void scripted_client::put_undecipherable(std::size_t size) {
  put_plaintext(ContentType::application_data, octets(size + 1 + crypto::aead_tag_size, 0xed));
}

void scripted_client::put(ContentType type, bytes content, std::size_t padding) {
  octets one(write_.sealed_size(type, content.size(), padding));
  if (content.empty() && type != ContentType::application_data)
    throw std::runtime_error("scripted client: empty record");
  must(write_.seal(type, content, padding, one));
  if (break_next_) one.back() ^= 1;
  break_next_ = false;
  outgoing.insert(outgoing.end(), one.begin(), one.end());
}

void scripted_client::put_handshake(bytes octets_of_messages) {
  for (bytes left = octets_of_messages; !left.empty();) {
    const bytes now = left.first(std::min(left.size(), plan_.fragment));
    put(ContentType::handshake, now);
    left = left.subspan(now.size());
  }
}

void scripted_client::put_alert(AlertDescription description, std::uint8_t level) {
  put(ContentType::alert, joined({number(1, level), number(1, static_cast<std::uint8_t>(description))}));
}

void scripted_client::put_protected_change_cipher_spec() {
  record::key<backend> first;
  must(first.install(b_, *suite_, *handshake_write_));
  const octets inner{1, static_cast<std::uint8_t>(ContentType::change_cipher_spec)};
  octets sealed(inner.size() + crypto::aead_tag_size);
  const octets header = joined({number(1, 23), number(2, 0x0303), number(2, sealed.size())});
  must(first.seal(sealed, header, inner, {}));
  outgoing = joined({outgoing, header, sealed});
}

void scripted_client::put_key_update(std::uint8_t request_update) {
  put_handshake(key_update(request_update));
  write_secret_.emplace(must(std::move(*write_secret_).next(b_)));
  must(write_.install(b_, *suite_, *write_secret_));
}

void scripted_client::say_message(octets const& message) {
  transcript_ = joined({transcript_, message});
  flight_ = joined({flight_, message});
  if (!plan_.coalesce) flush();
}
void scripted_client::flush() {
  put_handshake(flight_);
  flight_.clear();
}

void scripted_client::say_flight() {
  if (plan_.compatible && !std::exchange(compatibility_sent_, true))
    put_plaintext(ContentType::change_cipher_spec, number(1, 1));
  std::vector<tell> flight{tell::finished};
  if (seen.request) flight = {tell::certificate, tell::finished};
  if (seen.request && chain_) flight = {tell::certificate, tell::certificate_verify, tell::finished};
  for (tell what : plan_.flight.value_or(flight)) {
    if (plan_.before) plan_.before(*this, what);
    say_one(what);
  }
  flush();
}

void scripted_client::say_one(tell what) {
  const auto with = [this](HandshakeType type, octets encoded) {
    if (plan_.alter) plan_.alter(type, encoded);
    say_message(encoded);
  };
  switch (what) {
    case tell::certificate:
      return with(HandshakeType::certificate, certificate());
    case tell::certificate_verify:
      return with(HandshakeType::certificate_verify, certificate_verify());
    case tell::finished:
      with(HandshakeType::finished, finished());
      flush();
      if (std::exchange(finished_, true)) return;
      resumption_.emplace(must(main_->resumption(b_, {transcript_hash()})));
      must(write_.install(b_, *suite_, *write_secret_));
  }
}

octets scripted_client::certificate() {
  certificate_model m;
  if (chain_)
    for (bytes der : chain_->certificates()) m.certificate_list.push_back({own(der), {}});
  if (plan_.certificate) plan_.certificate(m);
  return encode(m);
}

octets scripted_client::certificate_verify() {
  verify_model m;
  if (key_) {
    for (SignatureScheme s : key_->schemes())
      if (m.algorithm == SignatureScheme{} && crypto::find(s)->tls13_certificate_verify) m.algorithm = s;
    if (plan_.scheme) m.algorithm = *plan_.scheme;
    const auto content = plan_.signs_as_server ? tls13::server_signed_content({transcript_hash()})
                                               : tls13::client_signed_content({transcript_hash()});
    std::array<std::uint8_t, crypto::max_signature_size> room;
    m.signature = own(bytes(room).first(must(key_->sign(b_, m.algorithm, content.view(), room))));
  } else {
    m = {SignatureScheme::ed25519, octets(64, 1)};
  }
  if (plan_.certificate_verify) plan_.certificate_verify(m);
  return encode(m);
}

octets scripted_client::finished() {
  octets verify_data =
      own(must(handshake_write_->finished(b_, crypto::hash_upto<after::ServerFinished>{transcript_hash()})).view());
  if (plan_.finished) plan_.finished(verify_data);
  return message(HandshakeType::finished, verify_data);
}

// ---- keys ----

crypto::digest scripted_client::transcript_hash() const { return must(crypto::hash_of(b_, suite_->hash, transcript_)); }

void scripted_client::start_application_keys() {
  const crypto::hash_upto<after::ServerFinished> hash{transcript_hash()};
  main_.emplace(must(std::move(*handshake_).to_main(b_)));
  read_secret_.emplace(must(main_->server_traffic(b_, hash)));
  write_secret_.emplace(must(main_->client_traffic(b_, hash)));
  exporter_.emplace(must(main_->exporter(b_, hash)));
  must(read_.install(b_, *suite_, *read_secret_));
}

octets scripted_client::exported(std::string_view label, bytes context, std::size_t size) const {
  octets out(size);
  must(exporter_->export_keying_material(b_, label, context, out));
  return out;
}
offered_psk scripted_client::resumption(std::size_t which) const {
  seen_ticket const& t = seen.tickets.at(which);
  return {.identity = t.identity, .key = t.psk, .hash = suite_->hash, .obfuscated_ticket_age = t.age_add};
}

}  // namespace cxtls::test
