#include "support/scripted_server.hpp"

#include <stdexcept>

#include "cxtls/handshake/tls13/certificate_verify.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/certificate.hpp"
#include "cxtls/protocol/tls13/certificate_verify.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::test {

namespace {

// A server that can't do what its plan says is a fault of the test.
template <class T>
T must(result<T> r) {
  if (!r)
    throw std::runtime_error("scripted server: errc " + std::to_string(static_cast<int>(r.error().code)) + " " +
                             std::string(r.error().field));
  return std::move(*r);
}
octets own(bytes view) { return {view.begin(), view.end()}; }

}  // namespace

scripted_server::scripted_server(server_plan plan) : plan_(std::move(plan)) {
  faults_.seed = plan_.seed;
  buffer der;
  chain_.emplace(must(x509::certificate_chain::split_pem(plan_.credential, der)));
  key_.emplace(must(backend::private_key::from_der(b_, der.view())));
}

// ---- incoming ----

void scripted_server::take(bytes from_the_client) {
  in_.insert(in_.end(), from_the_client.begin(), from_the_client.end());
  while (in_.size() >= record::header_size) {
    const std::size_t size = record::header_size + (std::size_t{in_[3]} << 8 | in_[4]);
    if (in_.size() < size) return;
    octets one(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    in_.erase(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(size));
    take_record(one);
  }
}

void scripted_server::take_record(mutable_bytes one) {
  const auto outer = static_cast<ContentType>(one[0]);
  if (ended_) ++seen.after_end;
  seen.records.push_back(outer);
  seen.versions.push_back(static_cast<std::uint16_t>(one[1] << 8 | one[2]));
  // A client that failed before it had keys says so in the clear, while we have ours already.
  if (outer == ContentType::alert) return take_alert(one.subspan(record::header_size));
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
      return take_alert(opened->content);
    default:
      seen.data.insert(seen.data.end(), opened->content.begin(), opened->content.end());
  }
}

void scripted_server::take_alert(bytes content) {
  const Alert alert = must(parse<Alert>(content));
  seen.alerts.push_back(alert);
  if (alert.description == AlertDescription::close_notify) seen.closed = true;
  if (alert.description != AlertDescription::user_canceled) ended_ = true;
}

void scripted_server::take_handshake(bytes content) {
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

void scripted_server::on_message(HandshakeType type, octets const& raw) {
  const bytes body = bytes(raw).subspan(4);
  switch (type) {
    case HandshakeType::client_hello:
      return on_client_hello(raw);
    case HandshakeType::certificate:
      on_client_certificate(body);
      break;
    case HandshakeType::certificate_verify:
      on_certificate_verify(body);
      break;
    case HandshakeType::finished:
      on_finished(body);
      transcript_ = joined({transcript_, raw});
      resumption_.emplace(must(main_->resumption(b_, {transcript_hash()})));
      return;
    case HandshakeType::key_update:
      ++seen.key_updates;
      read_secret_.emplace(must(std::move(*read_secret_).next(b_)));
      must(read_.install(b_, *suite_, *read_secret_));
      if (body[0] != 1) return;
      ++seen.key_update_requests;
      if (plan_.answer_updates) put_key_update(0);
      return;
    default:
      throw std::runtime_error("scripted server: the client sent a message of type " + std::to_string(raw[0]));
  }
  transcript_ = joined({transcript_, raw});
}

// The binder is checked with what went before the hello: transcript_ doesn't hold the hello yet.
void scripted_server::look_at_psks(octets const& raw) {
  const auto hello = must(parse<ClientHello>(bytes(raw).subspan(4)));
  const auto psks = find<OfferedPsks>(hello.extensions);
  seen.psks = psks ? static_cast<unsigned>(psks->identities.size()) : 0;
  psk_taken_ = seen.binder = false;
  if (!psks) return;
  const PskIdentity first = psks->identities.front();
  seen.psk_identity = own(first.identity);
  seen.obfuscated_ticket_age = first.obfuscated_ticket_age;
  if (!plan_.psk || plan_.psk->identity != seen.psk_identity) return;
  const std::size_t binders = 2 + psks->binders.raw().size();
  const octets before = joined({transcript_, bytes(raw).first(raw.size() - binders)});
  const auto early = early_secret();
  const auto key = must(plan_.psk->external ? early.external_binder_key(b_) : early.resumption_binder_key(b_));
  const auto expected = must(key.binder(b_, must(crypto::hash_of(b_, suite_->hash, before))));
  seen.binder = equal(expected.view(), psks->binders.front().binder);
  psk_taken_ = true;
}

crypto::early_secret<scripted_server::backend> scripted_server::early_secret() {
  if (plan_.psk) return must(crypto::early_secret<backend>::from_psk(b_, suite_->hash, plan_.psk->key));
  return must(crypto::early_secret<backend>::without_psk(b_, suite_->hash));
}

void scripted_server::on_client_hello(octets const& raw) {
  hellos_.push_back(raw);
  suite_ = crypto::find<backend>(plan_.suite);
  look_at_psks(raw);
  transcript_ = joined({transcript_, raw});
  const auto hello = must(parse<ClientHello>(bytes(raw).subspan(4)));
  session_id_ = own(hello.legacy_session_id);
  if (!retried_ && (plan_.retry_group || !plan_.retry_cookie.empty())) return say_retry();
  say_flight();
}

void scripted_server::on_client_certificate(bytes body) {
  const auto certificate = must(parse<Certificate>(body));
  seen.certificate = !certificate.certificate_list.empty();
  if (!seen.certificate) return;
  client_leaf_ = own(certificate.certificate_list.front().cert_data);
  for (auto const& e : certificate.certificate_list.front().extensions)
    if (auto const* shown = std::get_if<DelegatedCredential>(&e.extension_data)) {
      seen.delegated_credential.resize(must(measure(*shown)));
      must(build(*shown, seen.delegated_credential));
    }
}

void scripted_server::on_certificate_verify(bytes body) {
  const auto verify = must(parse<CertificateVerify>(body));
  auto key = must(x509::leaf_public_key(client_leaf_));
  if (!seen.delegated_credential.empty())
    key = must(x509::raw_public_key(
        must(parse<DelegatedCredential>(seen.delegated_credential)).cred.ASN1_subjectPublicKeyInfo));
  const auto content = tls13::client_signed_content({transcript_hash()});
  seen.certificate_verified =
      static_cast<bool>(crypto::verify(b_, verify.algorithm, key, content.view(), verify.signature));
}

void scripted_server::on_finished(bytes body) {
  const auto expected =
      must(handshake_read_->finished(b_, crypto::hash_upto<after::ServerFinished>{transcript_hash()}));
  seen.finished = equal(expected.view(), body);
  must(read_.install(b_, *suite_, *read_secret_));
}

octets scripted_server::client_hello(std::size_t which) const { return hellos_.at(which); }

// ---- outgoing ----

void scripted_server::put_plaintext(ContentType type, bytes content) {
  outgoing = joined({outgoing, number(1, static_cast<std::uint8_t>(type)), number(2, 0x0303), vector_of(2, content)});
}

void scripted_server::put(ContentType type, bytes content, std::size_t padding) {
  octets one(write_.sealed_size(type, content.size(), padding));
  if (content.empty() && type != ContentType::application_data)
    throw std::runtime_error("scripted server: empty record");
  must(write_.seal(type, content, padding, one));
  if (break_next_) one.back() ^= 1;
  break_next_ = false;
  outgoing.insert(outgoing.end(), one.begin(), one.end());
}

void scripted_server::put_handshake(bytes octets_of_messages) {
  for (bytes left = octets_of_messages; !left.empty();) {
    const bytes now = left.first(std::min(left.size(), plan_.fragment));
    put(ContentType::handshake, now);
    left = left.subspan(now.size());
  }
}

void scripted_server::put_alert(AlertDescription description, std::uint8_t level) {
  put(ContentType::alert, joined({number(1, level), number(1, static_cast<std::uint8_t>(description))}));
}

void scripted_server::put_protected_change_cipher_spec() {
  record::key<backend> first;
  must(first.install(b_, *suite_, *handshake_write_));
  const octets inner{1, static_cast<std::uint8_t>(ContentType::change_cipher_spec)};
  octets sealed(inner.size() + crypto::aead_tag_size);
  const octets header = joined({number(1, 23), number(2, 0x0303), number(2, sealed.size())});
  must(first.seal(sealed, header, inner, {}));
  outgoing = joined({outgoing, header, sealed});
}

void scripted_server::put_key_update(std::uint8_t request_update) {
  put_handshake(key_update(request_update));
  write_secret_.emplace(must(std::move(*write_secret_).next(b_)));
  must(write_.install(b_, *suite_, *write_secret_));
}

void scripted_server::say_message(octets const& message) {
  transcript_ = joined({transcript_, message});
  flight_ = joined({flight_, message});
  if (!plan_.coalesce) flush();
}
void scripted_server::flush() {
  put_handshake(flight_);
  flight_.clear();
}

void scripted_server::say_retry() {
  retried_ = true;
  const octets hash = own(must(crypto::hash_of(b_, suite_->hash, transcript_)).view());
  transcript_ = message(HandshakeType::message_hash, hash);
  hello_model m{
      .random = hello_retry_request_random, .legacy_session_id_echo = session_id_, .cipher_suite = plan_.suite};
  m.extensions.push_back(selected_version());
  if (plan_.retry_group) m.extensions.push_back(retry_group(*plan_.retry_group));
  if (!plan_.retry_cookie.empty()) m.extensions.push_back(cookie(plan_.retry_cookie));
  if (plan_.retry) plan_.retry(m);
  octets encoded = encode(m);
  if (plan_.alter) plan_.alter(HandshakeType::server_hello, encoded);
  say_message(encoded);
  flush();
  for (unsigned i = 0; i < plan_.change_cipher_specs; ++i) put_plaintext(ContentType::change_cipher_spec, number(1, 1));
}

void scripted_server::say_flight(std::size_t from) {
  auto const& flight = psk_taken_ ? plan_.psk_flight : plan_.flight;
  for (std::size_t i = from; i < flight.size(); ++i) {
    if (plan_.before) plan_.before(*this, flight[i]);
    say_one(flight[i]);
  }
  flush();
}

void scripted_server::say_one(say what) {
  const auto with = [this](HandshakeType type, octets encoded) {
    if (plan_.alter) plan_.alter(type, encoded);
    say_message(encoded);
  };
  switch (what) {
    case say::server_hello:
      with(HandshakeType::server_hello, server_hello());
      flush();
      if (!retried_)
        for (unsigned i = 0; i < plan_.change_cipher_specs; ++i)
          put_plaintext(ContentType::change_cipher_spec, number(1, 1));
      return start_handshake_keys();
    case say::encrypted_extensions:
      return with(HandshakeType::encrypted_extensions,
                  message(HandshakeType::encrypted_extensions, encode(plan_.encrypted_extensions)));
    case say::certificate_request:
      return with(HandshakeType::certificate_request, certificate_request());
    case say::certificate:
      if (plan_.request_certificate &&
          std::find(plan_.flight.begin(), plan_.flight.end(), say::certificate_request) == plan_.flight.end())
        with(HandshakeType::certificate_request, certificate_request());
      return with(HandshakeType::certificate, certificate());
    case say::certificate_verify:
      return with(HandshakeType::certificate_verify, certificate_verify());
    case say::finished:
      with(HandshakeType::finished, finished());
      flush();
      return start_application_keys();
  }
}

octets scripted_server::server_hello() {
  const auto hello = must(parse<ClientHello>(bytes(hellos_.back()).subspan(4)));
  const auto shares = find<KeyShareClientHello>(hello.extensions);
  std::optional<KeyShareEntry> chosen;
  for (KeyShareEntry const& s : shares->client_shares)
    if (plan_.group ? s.group == *plan_.group : !chosen && backend::groups.contains(s.group)) chosen = s;
  const KeyShareEntry share = chosen.value_or(shares->client_shares.front());
  std::array<std::uint8_t, crypto::max_share_size> room;
  auto made = must(crypto::encapsulate(b_, share.group, share.key_exchange, room));
  shared_.emplace(std::move(made.secret));

  hello_model m{.legacy_session_id_echo = session_id_, .cipher_suite = plan_.suite};
  if (!b_.random(m.random)) throw std::runtime_error("scripted server: random");
  m.extensions = {selected_version(), key_share(share.group, made.response)};
  if (psk_taken_) m.extensions.push_back(extension(ExtensionType::pre_shared_key, number(2, plan_.selected_identity)));
  if (plan_.hello) plan_.hello(m);
  return encode(m);
}

octets scripted_server::certificate_request() {
  using enum SignatureScheme;
  request_model m;
  m.extensions.push_back(
      signature_algorithms({ecdsa_secp256r1_sha256, ed25519, ecdsa_secp384r1_sha384, rsa_pss_rsae_sha256}));
  if (plan_.request) plan_.request(m);
  return encode(m);
}

octets scripted_server::certificate() {
  certificate_model m;
  for (bytes der : chain_->certificates()) m.certificate_list.push_back({own(der), {}});
  if (plan_.certificate) plan_.certificate(m);
  return encode(m);
}

octets scripted_server::certificate_verify() {
  verify_model m;
  for (SignatureScheme s : key_->schemes())
    if (m.algorithm == SignatureScheme{} && crypto::find(s)->tls13_certificate_verify) m.algorithm = s;
  if (plan_.scheme) m.algorithm = *plan_.scheme;
  const auto content = plan_.signs_as_client ? tls13::client_signed_content({transcript_hash()})
                                             : tls13::server_signed_content({transcript_hash()});
  std::array<std::uint8_t, crypto::max_signature_size> room;
  m.signature = own(bytes(room).first(must(key_->sign(b_, m.algorithm, content.view(), room))));
  if (plan_.certificate_verify) plan_.certificate_verify(m);
  return encode(m);
}

octets scripted_server::finished() {
  octets verify_data(hash_size(suite_->hash));
  if (handshake_write_)
    verify_data =
        own(must(handshake_write_->finished(b_, crypto::hash_upto<after::ServerCertificateVerify>{transcript_hash()}))
                .view());
  if (plan_.finished) plan_.finished(verify_data);
  return message(HandshakeType::finished, verify_data);
}

// ---- keys ----

crypto::digest scripted_server::transcript_hash() const { return must(crypto::hash_of(b_, suite_->hash, transcript_)); }

void scripted_server::start_handshake_keys() {
  auto early = psk_taken_ ? early_secret() : must(crypto::early_secret<backend>::without_psk(b_, suite_->hash));
  handshake_.emplace(must(std::move(early).to_handshake(b_, *shared_)));
  handshake_read_.emplace(must(handshake_->client_traffic(b_, {transcript_hash()})));
  handshake_write_.emplace(must(handshake_->server_traffic(b_, {transcript_hash()})));
  must(read_.install(b_, *suite_, *handshake_read_));
  must(write_.install(b_, *suite_, *handshake_write_));
}

void scripted_server::start_application_keys() {
  if (!handshake_ || main_) return;
  const crypto::hash_upto<after::ServerFinished> hash{transcript_hash()};
  main_.emplace(must(std::move(*handshake_).to_main(b_)));
  read_secret_.emplace(must(main_->client_traffic(b_, hash)));
  write_secret_.emplace(must(main_->server_traffic(b_, hash)));
  exporter_.emplace(must(main_->exporter(b_, hash)));
  must(write_.install(b_, *suite_, *write_secret_));
}

octets scripted_server::exported(std::string_view label, bytes context, std::size_t size) const {
  octets out(size);
  must(exporter_->export_keying_material(b_, label, context, out));
  return out;
}
octets scripted_server::resumption_psk(bytes nonce) const {
  return own(must(resumption_->resumption_psk(b_, nonce)).expose());
}

}  // namespace cxtls::test
