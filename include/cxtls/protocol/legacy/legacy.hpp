// What TLS once had and cxtls doesn't do: formats without any use in a handshake, for tools that read old traffic.
#pragma once
#include "cxtls/protocol/legacy/certificate_url.hpp"
#include "cxtls/protocol/legacy/pre_master_secret.hpp"
#include "cxtls/protocol/legacy/random.hpp"
#include "cxtls/protocol/legacy/server_dh_params.hpp"
#include "cxtls/protocol/legacy/signature_and_hash_algorithm.hpp"
#include "cxtls/protocol/legacy/tls_compressed.hpp"
#include "cxtls/protocol/legacy/truncated_hmac.hpp"
#include "cxtls/protocol/legacy/trusted_authorities.hpp"
