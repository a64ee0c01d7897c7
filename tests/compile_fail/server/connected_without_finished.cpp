// error-gcc: 'constexpr cxtls::FinishedVerified::FinishedVerified()' is private within this context
// error-clang: field of type 'FinishedVerified' has private default constructor
#include "broken.hpp"

Connected<probe> unfinished(ApplicationKeys<crypto::sender::server>&& keys, crypto::exporter_secret&& exporter,
                            crypto::resumption_secret&& resumption) {
  return {std::move(keys), std::move(exporter), std::move(resumption), {}, {}};
}
