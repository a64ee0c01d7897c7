// docs/wire.md: every message in the presentation language, from its descriptor.
#pragma once
#include <set>
#include <string>
#include <utility>

#include "cxtls/protocol/legacy/legacy.hpp"
#include "cxtls/protocol/presentation.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/protocol/tls12/handshake.hpp"
#include "cxtls/protocol/tls12/record.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
#include "cxtls/protocol/tls13/imported_identity.hpp"
#include "extensions_page.hpp"

namespace documents {

template <class T>
std::string shown() {
  std::string text;
  cxtls::presentation<T>([&](std::string_view piece) { text += piece; });
  return text;
}

template <class T>
inline constexpr bool is_extension = false;
template <cxtls::in M, class X>
inline constexpr bool is_extension<cxtls::extension_in<M, X>> = true;

class wire_page_writer {
 public:
  page text{};

  // A definition, under it what it names and no other has shown. Registries come at the end of the page, extensions'
  // bodies in a chapter of their own.
  template <class T>
  void block() {
    text << "\n```text\n";
    definition<T>();
    text << "```\n";
  }
  template <class T>
  void message(std::string_view title, std::string_view document) {
    text << "\n### " << title << "\n\n" << document << "\n";
    block<T>();
  }
  std::string_view registries() const { return registries_.text(); }

  template <class Part>
  void operator()() {
    if (!shown_.insert(std::string(identity<Part>())).second) return;
    if constexpr (std::is_enum_v<Part>) {
      registries_ << "\n" << shown<Part>();
      return;
    } else {
      text << "\n";
      definition<Part>();
    }
  }

 private:
  template <class T>
  static consteval std::string_view identity() {
    return __PRETTY_FUNCTION__;
  }
  template <class T>
  void definition() {
    shown_.insert(std::string(identity<T>()));
    text << shown<T>();
    if constexpr (is_extension<T>)
      operator()<ExtensionType>();
    else
      cxtls::each_part<T>(*this);
  }
  std::set<std::string> shown_;
  page registries_;
};

inline std::string wire_page() {
  using namespace cxtls;
  wire_page_writer w;
  w.text
      << "# Wire formats\n\nWhat cxtls takes for a valid message, in the presentation language of RFC 8446, 3, printed "
         "from the descriptors that parse\nand build it.\n\n"
      << how_to_write_anew
      << "\nTo read it beside the RFCs:\n\n"
         "- A length that a `select` has before it is shown as a field: `opaque extension_data<0..2^16-1>` is `uint16 "
         "length` and a\n  `select`. Its tag is named for its registry.\n"
         "- What the RFCs define as `opaque HostName<1..2^16-1>` is a struct of one field here, `select`s over the "
         "message type are\n  structs of their own, and `Random` is `opaque [32]`. The octets are the same.\n"
         "- `[...]` takes what its enclosing structure has left. Comments say what the language has no words for.\n"
         "- Bounds are those that are enforced while parsing. Where they are wider than the RFC's, the struct's header "
         "in "
         "`include/`\n  says why, and which other check is the narrower.\n"
         "- The Extension of a message lists what is known there. Every other one has an opaque body.\n"
         "\n## Records and alerts\n";
  w.message<TLSPlaintext>("TLSPlaintext", "RFC 8446, 5.1");
  w.message<TLSCiphertext>("TLSCiphertext", "RFC 8446, 5.2");
  w.message<tls12::TLSCiphertext>("TLSCiphertext of TLS 1.2", "RFC 5246, 6.2.3");
  w.message<Alert>("Alert", "RFC 8446, 6");
  w.message<ChangeCipherSpec>("ChangeCipherSpec", "RFC 5246, 7.1; RFC 8446, 5");

  w.text << "\n## Messages of TLS 1.3\n";
  // Each under its own heading, before the Handshake that names them all.
  w.message<ClientHello>("ClientHello", "RFC 8446, 4.1.2. Of TLS 1.2 as well.");
  w.message<ServerHello>("ServerHello", "RFC 8446, 4.1.3");
  w.message<HelloRetryRequest>("HelloRetryRequest", "RFC 8446, 4.1.4. Told from a ServerHello by its random.");
  w.message<EncryptedExtensions>("EncryptedExtensions", "RFC 8446, 4.3.1");
  w.message<CertificateRequest>("CertificateRequest", "RFC 8446, 4.3.2");
  w.message<Certificate>("Certificate", "RFC 8446, 4.4.2");
  w.message<CompressedCertificate>("CompressedCertificate", "RFC 8879, 4. Stands for a Certificate.");
  w.message<CertificateVerify>("CertificateVerify", "RFC 8446, 4.4.3. Of TLS 1.2 as well (RFC 5246, 7.4.8).");
  w.message<Finished>("Finished", "RFC 8446, 4.4.4");
  w.message<EndOfEarlyData>("EndOfEarlyData", "RFC 8446, 4.5");
  w.message<NewSessionTicket>("NewSessionTicket", "RFC 8446, 4.6.1");
  w.message<KeyUpdate>("KeyUpdate", "RFC 8446, 4.6.3");
  w.message<MessageHash>("MessageHash", "RFC 8446, 4.4.1. Never sent: it stands for a ClientHello in the transcript.");
  w.message<Handshake>("Handshake", "RFC 8446, 4. Any of these, behind its header.");

  w.text << "\n## Messages of TLS 1.2\n\nClientHello and CertificateVerify are those above.\n";
  w.message<HelloRequest>("HelloRequest", "RFC 5246, 7.4.1.1. Never followed.");
  w.message<tls12::ServerHello>("ServerHello of TLS 1.2", "RFC 5246, 7.4.1.3");
  w.message<tls12::Certificate>("Certificate of TLS 1.2", "RFC 5246, 7.4.2");
  w.message<CertificateStatus>("CertificateStatus", "RFC 6066, 8. In TLS 1.3 an extension of Certificate.");
  w.message<ServerKeyExchange>("ServerKeyExchange", "RFC 8422, 5.4");
  w.message<tls12::CertificateRequest>("CertificateRequest of TLS 1.2", "RFC 5246, 7.4.4");
  w.message<ServerHelloDone>("ServerHelloDone", "RFC 5246, 7.4.5");
  w.message<ClientKeyExchange>("ClientKeyExchange", "RFC 8422, 5.7");
  w.message<tls12::NewSessionTicket>("NewSessionTicket of TLS 1.2", "RFC 5077, 3.3");
  w.message<tls12::Finished>("Finished of TLS 1.2", "RFC 5246, 7.4.9");
  w.message<tls12::Handshake>("Handshake of TLS 1.2", "RFC 5246, 7.4. Any of these, behind its header.");

  w.text << "\n## Extensions\n\nThe bodies, by the messages that they stand in. [extensions.md](extensions.md) has the "
            "same as a table.\n";
  ExtensionType last{};
  bool first = true;
  each_line(rfc_extensions{}, [&]<class Line> {
    if (std::exchange(first, false) || Line::type != last)
      w.text << "\n### " << name_of(Line::type) << "\n\n" << document_of(Line::type) << "\n";
    last = Line::type;
    std::string_view between = "\nIn ";
    for (column const& c : columns)
      if (overlap(c.message, Line::where)) w.text << std::exchange(between, ", ") << c.name;
    w.text << ":\n";
    w.template block<typename Line::body>();
  });

  w.text << "\n## In the identity of a pre-shared key\n";
  w.message<ImportedIdentity>("ImportedIdentity", "RFC 9258, 5.1");
  w.message<PskContext>("PskContext", "RFC 9258, A: its Context, with names of any kind.");

  w.text << "\n## For tools only\n\nFormats of `protocol/legacy/`, which no handshake of cxtls has.\n";
  using namespace hazmat::legacy;
  w.message<hazmat::legacy::Random>("Random", "RFC 5246, 7.4.1.2");
  w.message<PreMasterSecret>("PreMasterSecret", "RFC 5246, 7.4.7.1");
  w.message<ServerDHParams>("ServerDHParams", "RFC 5246, 7.4.3");
  w.message<SignatureAndHashAlgorithm>("SignatureAndHashAlgorithm", "RFC 5246, 7.4.1.4.1");
  w.message<TLSCompressed>("TLSCompressed", "RFC 5246, 6.2.2");
  w.message<CertificateURL>("CertificateURL", "RFC 6066, 5");
  w.message<ClientCertificateURL>("ClientCertificateURL", "RFC 6066, 5");
  w.message<TrustedAuthorities>("TrustedAuthorities", "RFC 6066, 6");
  w.message<TruncatedHMAC>("TruncatedHMAC", "RFC 6066, 7");

  w.text
      << "\n## Registries\n\nCode points that have names here. All others are kept as numbers, unless the registry is "
         "closed.\n\n```text"
      << w.registries() << "```\n";
  return w.text.text();
}

}  // namespace documents
