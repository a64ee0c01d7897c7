// One connection with the runner, as BoringSSL's shim has it: handshake, expectations, echo, close.
#pragma once
#include <ctime>

#include "checks.hpp"
#include "cxtls/half_rtt.hpp"
#include "cxtls/handshake/server_answers.hpp"
#include "cxtls/transport/step.hpp"
#include "files.hpp"
#include "wire_end.hpp"

namespace bogo {

// Time as the connections see it: it stands still, and only -resumption-delay lets it pass. The runner counts seconds.
struct clock {
  std::int64_t started = std::time(nullptr);
  std::int64_t ahead = 0;  // seconds
  cxtls::unix_time now() const { return {started + ahead}; }
};

template <class Tls>
class exchange {
 public:
  // `retry` takes the place of `o` once the server has refused early data: BoringSSL's application starts anew then.
  exchange(Tls& tls, wire_end& end, options const& o, options const& retry, observed const& seen,
           std::vector<loaded> const& own, clock const& time, bool resumes)
      : tls_(tls), end_(end), o_(o), retry_(retry), seen_(seen), own_(own), time_(time), resumes_(resumes) {}

  std::optional<problem> run() {
    auto bad = converse();
    flush();
    end_.drain();
    return bad;
  }
  std::vector<cxtls::ticket>& tickets() { return tickets_; }

 private:
  using maybe = std::optional<problem>;

  maybe converse() {
    if constexpr (requires { tls_.start(time_.now()); }) take(tls_.start(time_.now()));
    const bool offered = early_data_room() != 0;
    if (offered)
      if (maybe bad = speak_early()) return bad;
    while (!connected_) {
      if (maybe bad = pump()) return bad;
      while (!connected_ && !inbox_.empty())  // a server's: early data
        if (maybe bad = reply()) return bad;
    }
    if (maybe bad = check_handshake(tls_, o_, seen_, own_, resumes_)) return bad;
    if (maybe bad = check_refusal()) return bad;
    if (o_.send_alert) return give_up();
    if (!offered || refused_)
      if (maybe bad = speak_first()) return bad;
    if (maybe bad = o_.shim_shuts_down ? shut_down() : echo()) return bad;
    // A server gives out a ticket in every handshake of the runner's, unless the test says otherwise. (A client that has
    // a key takes none.)
    if (!o_.server && !o_.shim_shuts_down && !selected_key(o_, seen_) && tickets_.empty() != o_.expect_no_session)
      return mismatch(tickets_.empty() ? "no ticket came" : "a ticket came");
    if (!o_.server && !tickets_.empty() &&
        o_.expect_ticket_supports_early_data != (tickets_.back().max_early_data_size != 0))
      return mismatch("the ticket's max_early_data_size is " + std::to_string(tickets_.back().max_early_data_size));
    return std::nullopt;
  }

  // ---- early data, of a client ----

  std::size_t early_data_room() const {
    if constexpr (requires { tls_.early_data_room(); }) return tls_.early_data_room();
    return 0;
  }
  // Whatever BoringSSL's shim says first.
  maybe speak_early() {
    if (o_.expect_no_offer_early_data) return mismatch("early data was offered");
    const auto awaited = static_cast<cxtls::HandshakeType>(o_.early_write_after_message);
    while (o_.early_write_after_message != 0 && !seen_.received.contains(awaited))
      if (maybe bad = pump()) return bad;
    return speak_first();
  }
  maybe check_refusal() const {
    if (o_.server) return std::nullopt;
    // (`retry` doesn't ask for it.)
    if (resumes_ && o_.expect_reject_early_data) return mismatch("the early data wasn't refused");
    if (refused_ && !wanted_refusal_) return mismatch("the early data was refused");
    if (refused_ && given_back_ != said_early_) return mismatch("other early data was given back");
    return std::nullopt;
  }

  // ---- what BoringSSL's shim does once connected ----

  maybe speak_first() {
    if (o_.no_op_extra_handshake && connected_) {
      cxtls::step again = tls_.proceed(time_.now());
      // TLS 1.2's ticket came in the handshake, and is told of after it.
      const bool quiet = std::holds_alternative<cxtls::no_event>(again.what) ||
                         (is_older() && std::holds_alternative<cxtls::ticket>(again.what));
      if (again.to_send != tls_.outgoing().size() || !quiet) return mismatch("a step without input did something");
      take(std::move(again));
    }
    if (o_.export_keying_material != 0) {
      octets material(o_.export_keying_material);
      std::optional<cxtls::bytes> context;
      if (o_.use_export_context) context = cxtls::as_bytes(o_.export_context);
      if (auto ok = tls_.export_keying_material(o_.export_label, context, material); !ok) return explain(ok.error());
      if (maybe bad = send(material)) return bad;
    }
    if (o_.export_traffic_secrets) {
      octets const& reading = seen_.secrets.at(o_.server ? "CLIENT_TRAFFIC_SECRET_0" : "SERVER_TRAFFIC_SECRET_0");
      octets const& writing = seen_.secrets.at(o_.server ? "SERVER_TRAFFIC_SECRET_0" : "CLIENT_TRAFFIC_SECRET_0");
      octets all{static_cast<std::uint8_t>(reading.size()), static_cast<std::uint8_t>(reading.size() >> 8)};
      all.insert(all.end(), reading.begin(), reading.end());
      all.insert(all.end(), writing.begin(), writing.end());
      if (maybe bad = send(all)) return bad;
    }
    const cxtls::bytes first = cxtls::as_bytes(o_.shim_initial_write);
    if (o_.read_with_unfinished_write) {
      flush();
      holding_ = true;
      if (auto taken = say(first); !taken) return explain(taken.error());
      (void)end_.write(tls_.outgoing().first(1));
      tls_.sent(1);
    } else if (o_.shim_writes_first) {
      for (unsigned i = 0; i < o_.repeat_shim_initial_write; ++i)
        if (maybe bad = send(first)) return bad;
    }
    return std::nullopt;
  }
  maybe give_up() {
    if (auto ok = tls_.abort(cxtls::AlertDescription::decompression_failure); !ok) return explain(ok.error());
    return std::nullopt;
  }
  maybe echo() {
    for (;;) {
      if (o_.key_update_before_read)
        if (auto ok = tls_.update_keys(false); !ok) return explain(ok.error());
      while (inbox_.empty()) {
        // (TLS 1.2 has answered a close_notify already.)
        if (tls_.now() == cxtls::condition::peer_closed || tls_.now() == cxtls::condition::closed) return leave();
        if (maybe bad = pump()) {
          // Without -check-close-notify BoringSSL's shim takes any end for one.
          if (tls_.now() == cxtls::condition::truncated && !o_.check_close_notify) return std::nullopt;
          return bad;
        }
      }
      holding_ = false;
      if (maybe bad = reply()) return bad;
    }
  }
  maybe reply() {
    const auto size = static_cast<std::ptrdiff_t>(std::min<std::size_t>(inbox_.size(), o_.read_size));
    octets piece(inbox_.begin(), inbox_.begin() + size);
    inbox_.erase(inbox_.begin(), inbox_.begin() + size);
    for (std::uint8_t& octet : piece) octet ^= 0xff;
    if (o_.key_update && connected_)
      if (auto ok = tls_.update_keys(false); !ok) return explain(ok.error());
    return send(piece);
  }
  maybe leave() {
    if (auto ok = tls_.close(); !ok) return explain(ok.error());
    flush();
    return std::nullopt;
  }
  maybe shut_down() {
    if (maybe bad = leave()) return bad;
    while (o_.check_close_notify && tls_.now() != cxtls::condition::closed)
      if (maybe bad = pump()) return bad;
    return std::nullopt;
  }

  // ---- the driver ----

  bool is_older() const { return tls_.info().version == cxtls::ProtocolVersion::tls12; }
  maybe send(cxtls::bytes data) {
    const bool early = !connected_ && !o_.server;
    do {
      // What is too much for early data waits for the connection; with a refusal it is forgotten.
      while (early && !connected_ && early_data_room() == 0 && !refused_)
        if (maybe bad = pump()) return bad;
      if (early && refused_) return std::nullopt;
      auto taken = say(data);
      if (!taken) return explain(taken.error());
      data = data.subspan(*taken);
      flush();
    } while (!data.empty());
    return std::nullopt;
  }
  // While the handshake isn't over, as early data or half-RTT data.
  cxtls::result<std::size_t> say(cxtls::bytes data) {
    if (connected_) return tls_.send(data);
    if constexpr (requires { tls_.send(cxtls::half_rtt{data}); }) {
      return tls_.send(cxtls::half_rtt{data});
    } else {
      const auto taken = tls_.send(cxtls::early_data{data});
      if (taken)
        said_early_.insert(said_early_.end(), data.begin(), data.begin() + static_cast<std::ptrdiff_t>(*taken));
      return taken;
    }
  }
  void flush() {
    if (holding_) return;
    // What can't be written isn't the news: why the runner has hung up is, and that is still to be read.
    if (cxtls::bytes out = tls_.outgoing(); !out.empty()) {
      (void)end_.write(out);
      tls_.sent(out.size());
    }
  }
  // Moves something in. Once connected, what reading makes us send waits for what we have to say, as in BoringSSL:
  // RFC 8446, 4.6.3 allows one KeyUpdate to answer several, and tests count them. (TLS 1.2 refuses renegotiation so.)
  maybe pump() {
    if (!connected_ || is_older()) flush();
    if (tls_.now() == cxtls::condition::parked) {
      if (maybe bad = answer()) return bad;
      take(tls_.proceed(time_.now()));
    } else if (again_) {
      take(tls_.proceed(time_.now()));
    } else if (const cxtls::bytes in = end_.read(); in.empty()) {
      (void)tls_.transport_closed();
    } else {
      cxtls::step s = tls_.receive(in, time_.now());
      end_.consumed(s.consumed);
      take(std::move(s));
    }
    if (!tls_.failure()) return std::nullopt;
    return explain(tls_.failure(), tls_.alert_received());
  }
  void take(cxtls::step s) {
    again_ = s.again;
    inbox_.insert(inbox_.end(), s.plaintext.begin(), s.plaintext.end());
    if (std::holds_alternative<cxtls::connected>(s.what)) {
      holding_ = false;
      flush();
      connected_ = true;
    }
    if (auto const* early = std::get_if<cxtls::early_data>(&s.what))
      inbox_.insert(inbox_.end(), early->data.begin(), early->data.end());
    if (auto const* back = std::get_if<cxtls::early_data_refused>(&s.what)) {
      const cxtls::bytes all = back->data.view();
      given_back_.assign(all.begin(), all.end());
      refused_ = true;
      wanted_refusal_ = o_.expect_reject_early_data;
      o_ = retry_;
    }
    if (auto* given = std::get_if<cxtls::ticket>(&s.what)) tickets_.push_back(std::move(*given));
    if (auto* asked = std::get_if<cxtls::verification_wanted>(&s.what)) verification_ = std::move(asked->question);
    if (auto* asked = std::get_if<cxtls::credential_wanted>(&s.what)) credential_ = std::move(asked->question);
    if (auto* asked = std::get_if<cxtls::client_credential_wanted>(&s.what))
      client_credential_ = std::move(asked->question);
    if (auto* asked = std::get_if<cxtls::signature_wanted>(&s.what)) signature_ = std::move(asked->question);
  }
  // The application's part of the handshake.
  maybe answer() {
    if (verification_) {
      if (++verifications_ != 1) return mismatch("asked twice to verify the certificate");
      auto question = std::move(*verification_);
      verification_.reset();
      // Without -verify-peer an application that isn't content goes on nevertheless: what it thinks is its own business.
      const bool decisive = o_.verify_peer || o_.require_any_client_certificate;
      const bool unstapled = o_.use_ocsp_callback && o_.fail_ocsp_callback;
      // The alert is the application's choice; BoringSSL's two kinds of callbacks have different ones.
      const auto why = o_.use_custom_verify_callback ? cxtls::errc::certificate_refused_by_application
                                                     : cxtls::errc::handshake_refused_by_application;
      (void)(unstapled                    ? tls_.refuse(std::move(question), cxtls::errc::certificate_status_refused)
             : o_.verify_fail && decisive ? tls_.refuse(std::move(question), why)
                                          : tls_.resume(std::move(question), cxtls::Verified{}));
    } else if (signature_) {
      auto question = std::move(*signature_);
      signature_.reset();
      const auto wanted = tls_.to_be_signed();
      if (!wanted) return mismatch("asked to sign nothing");
      cxtls::Signature signed_{};
      if (!sign(*wanted, signed_)) {
        (void)tls_.refuse(std::move(question), cxtls::errc::signing_failed);
      } else {
        (void)tls_.resume(std::move(question), signed_);
      }
    } else if (credential_) {
      if constexpr (requires { tls_.refuse(std::move(*credential_)); }) {
        if (o_.fail_cert_callback || o_.fail_ocsp_callback)
          (void)tls_.refuse(std::move(*credential_), cxtls::errc::backend_failed);
        else  // the one with a staple, or the one without
          (void)tls_.resume(std::move(*credential_), cxtls::CredentialChoice{o_.decline_ocsp_callback ? 0u : 1u});
      }
      credential_.reset();
    } else if (client_credential_) {
      (void)tls_.refuse(std::move(*client_credential_), cxtls::errc::backend_failed);  // -fail-cert-callback
      client_credential_.reset();
    } else {
      return mismatch("parked without a question");
    }
    return std::nullopt;
  }
  // With several keys the scheme tells which is meant; if it doesn't, the runner will find that the signature is wrong.
  template <class Request>
  bool sign(Request const& wanted, cxtls::Signature& out) const {
    for (loaded const& c : own_) {
      if (!schemes_of(*c.key, {}).contains(wanted.scheme)) continue;
      if constexpr (requires { wanted.credential; })
        if (!cxtls::equal(wanted.credential->chain().leaf(), c.chain.leaf())) continue;
      std::uint8_t storage[backend::private_key::max_signature_size];
      const auto size = c.key->sign(backend{}, wanted.scheme, wanted.content, storage);
      if (!size) return false;
      for (std::uint8_t octet : cxtls::bytes(storage).first(*size)) (void)out.octets.push(octet);
      return true;
    }
    return false;
  }

  Tls& tls_;
  wire_end& end_;
  options o_;
  options const& retry_;
  observed const& seen_;
  std::vector<loaded> const& own_;
  clock const& time_;
  bool resumes_;

  octets inbox_{};
  octets said_early_{}, given_back_{};
  std::vector<cxtls::ticket> tickets_{};
  std::optional<cxtls::machine::continuation<cxtls::Verified>> verification_{};
  std::optional<cxtls::machine::continuation<cxtls::Signature>> signature_{};
  std::optional<cxtls::machine::continuation<cxtls::CredentialChoice>> credential_{};
  std::optional<cxtls::machine::continuation<cxtls::ClientCredentialChoice>> client_credential_{};
  unsigned verifications_ = 0;
  bool connected_ = false, again_ = false;
  bool refused_ = false, wanted_refusal_ = false;
  bool holding_ = false;  // -read-with-unfinished-write: nothing more leaves until something came or we are connected
};

}  // namespace bogo
